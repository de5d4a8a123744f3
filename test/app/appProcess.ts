import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { RequestLine } from "../../app/src/requestLog";

const folder = join(__dirname, "../../app");
const patienceMilliseconds = 10_000;

/** The real application as its own process. */
export interface AppProcess {
  port: number;
  child: ChildProcess;
  /** The requests that it logs while `run` runs, in order. */
  requestsDuring(run: () => Promise<unknown>): Promise<RequestLine[]>;
  /** Sends SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

let isBuilt = false;

/** Compiles the application, once a run, so that what is tested is what stands in the source. */
export function buildApp(): void {
  if (isBuilt) return;
  const build = spawnSync("npm", ["run", "--silent", "build"], { cwd: folder, encoding: "utf8", timeout: 120_000 });
  if (build.status !== 0) {
    throw new Error(`the application does not build; run "npm ci --prefix app" first: ${build.stdout}${build.stderr}`);
  }
  isBuilt = true;
}

/** Starts app/dist/server.js on a free port and waits until it says that it listens. */
export async function startApp(environment: Record<string, string> = {}): Promise<AppProcess> {
  const child = spawn(process.execPath, ["dist/server.js"], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  const lines: RequestLine[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(JSON.parse(line)));
  const port = await listeningPort(child);
  return {
    port,
    child,
    requestsDuring: async (run) => {
      await marker(port, lines);
      const first = lines.length;
      await run();
      await marker(port, lines);
      return lines.slice(first, -1);
    },
    stop: () => {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

/** Asks for something of its own and waits for its line: every line of an earlier request has come by then. */
async function marker(port: number, lines: RequestLine[]): Promise<void> {
  const id = randomUUID();
  await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { "X-Request-Id": id } });
  const deadline = Date.now() + patienceMilliseconds;
  while (lines.at(-1)?.request_id !== id) {
    if (Date.now() > deadline) throw new Error("the application does not log its requests");
    await sleep(5);
  }
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      child.kill("SIGKILL");
      reject(new Error("the application does not listen"));
    };
    const deadline = setTimeout(fail, patienceMilliseconds);
    child.once("exit", fail);
    if (child.stderr === null) throw new Error("the application has no stderr");
    createInterface(child.stderr).on("line", (line) => {
      if (!line.includes('"listening"')) return;
      clearTimeout(deadline);
      child.removeListener("exit", fail);
      resolve((JSON.parse(line) as { port: number }).port);
    });
  });
}
