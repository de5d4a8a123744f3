import { readFileSync } from "node:fs";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type RequestTrace, readLog, traceRequest } from "./accessLog";
import { newTraceRoot } from "./balancerHeaders";
import { judge, type Observation, type Row, unanswered } from "./judge";
import { readListeners } from "./listeners";
import { loopbackRow } from "./loopbackRow";
import { clientAddress, type RequestCheck, type Route, requestChecks } from "./requests";
import type { TaskRun } from "./taskRun";

/** Seconds until a log line must be there; both logs are written as the answer goes out. */
const logSeconds = 2;

/** Seconds without an answer after which a request is given up. */
const answerSeconds = 10;

type Answer = Omit<Observation, "trace">;

/** Sends every request through the door, reads in both logs who answered, and returns a row for each check. */
export async function drive(run: TaskRun, routes: Route[]): Promise<Row[]> {
  const linux = process.platform === "linux";
  const rows: Row[] = [];
  for (const check of requestChecks(routes, linux)) rows.push(await driveOne(run, check, linux));
  if (!linux) rows.push(clientRowNotRun);
  for (const { name, ports } of run.containers.filter((container) => container.name !== run.proxy)) {
    for (const port of ports) rows.push(loopbackRow(name, port, readListeners()));
  }
  return rows;
}

const clientRowNotRun: Row = {
  request: "forged X-Forwarded-For",
  expected: "the application's log says the true client",
  got: "not run: needs a client address of its own, which only Linux has without set-up",
  answeredBy: "",
  asExpected: undefined,
};

async function driveOne(run: TaskRun, check: RequestCheck, linux: boolean): Promise<Row> {
  const root = newTraceRoot();
  try {
    const answer = await send(run.door.port, check, root, linux);
    return judge(check, { ...answer, trace: await traceOf(run, root, check) });
  } catch (error) {
    return unanswered(check, (error as Error).message);
  }
}

/** node:http and not fetch: fetch tidies the path, refuses TRACE, and cannot choose the client's address. */
function send(port: number, { method, path, headers }: RequestCheck, root: string, linux: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: "127.0.0.1",
      port,
      method,
      path,
      headers: { ...headers, "X-Amzn-Trace-Id": `Root=${root}` },
      agent: false,
      timeout: answerSeconds * 1000,
      ...(linux && { localAddress: clientAddress }),
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error(`nothing within ${answerSeconds} s`)));
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("error", reject);
      response.on("end", () => {
        const { "content-type": contentType = "", allow = "" } = response.headers;
        resolve({ status: response.statusCode ?? 0, body, contentType, allow });
      });
    });
    outgoing.end();
  });
}

/** Waits for the lines that are expected, and then reads whatever is there. */
async function traceOf(run: TaskRun, root: string, check: RequestCheck): Promise<RequestTrace> {
  const until = Date.now() + logSeconds * 1000;
  for (;;) {
    const trace = readTrace(run, root);
    const complete = trace.proxy && (check.expected.answeredBy === "nginx" || trace.application);
    if (complete || Date.now() >= until) return trace;
    await pause(20);
  }
}

function readTrace(run: TaskRun, root: string): RequestTrace {
  const lines = (proxy: boolean) =>
    run.containers
      .filter((container) => (container.name === run.proxy) === proxy)
      .flatMap(({ log }) => readLog(readFileSync(log, "utf8")));
  return traceRequest(lines(true), lines(false), root);
}
