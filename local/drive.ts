import { readFileSync } from "node:fs";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Site } from "../nginx";
import { type RequestTrace, readLog, traceRequest } from "./accessLog";
import { newTraceRoot } from "./balancerHeaders";
import { judge, type Observation, type Row, unanswered } from "./judge";
import { type Listener, parseListeners, readListeners } from "./listeners";
import { loopbackRow } from "./loopbackRow";
import { clientAddress, type RequestCheck, requestChecks } from "./requests";
import { runProgram } from "./runProgram";
import type { TaskRun } from "./taskRun";

/** Seconds until a log line must be there; nginx holds its lines back for a second (`log.flushSeconds`), or as set. */
const logSeconds = 5;

/** Seconds without an answer after which a request is given up. */
const answerSeconds = 10;

type Answer = Omit<Observation, "trace">;

/** Sends every request through the door, reads in both logs who answered, and returns a row for each check. */
export async function drive(run: TaskRun, sites: Site[]): Promise<Row[]> {
  const linux = process.platform === "linux";
  const judged: Promise<Row>[] = [];
  for (const check of requestChecks(sites, linux)) {
    const root = newTraceRoot();
    const answer = send(run.door.port, check, root, linux);
    // One request after the other, but the logs are waited for together.
    judged.push(judgeOne(run, check, root, answer));
    await answer.catch(() => {});
  }
  const rows = await Promise.all(judged);
  if (!linux) rows.push(clientRowNotRun);
  for (const { name, ports } of run.containers.filter((container) => container.name !== run.proxy)) {
    for (const port of ports) rows.push(loopbackRow(name, port, await listenersOf(run)));
  }
  return rows;
}

/** Every listening socket where the containers are: on this machine, or in their own network namespace. */
async function listenersOf({ surroundings, folder }: TaskRun): Promise<Listener[] | undefined> {
  if (!surroundings) return readListeners();
  return parseListeners(await runProgram(surroundings.listeningSockets, { cwd: folder }));
}

const clientRowNotRun: Row = {
  request: "forged X-Forwarded-For",
  expected: "the application's log says the true client",
  got: "not run: needs a client address of its own, which only Linux has without set-up",
  answeredBy: "",
  asExpected: undefined,
};

async function judgeOne(run: TaskRun, check: RequestCheck, root: string, answer: Promise<Answer>): Promise<Row> {
  try {
    return judge(check, { ...(await answer), trace: await traceOf(run, root, check) });
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
