import { spawn } from "node:child_process";

/** What one run of the load generator saw. */
export interface Load {
  requests: number;
  requestsPerSecond: number;
  /** Microseconds that half of the requests took at most. */
  p50: number;
  /** Microseconds that 99 % of the requests took at most. */
  p99: number;
}

export interface Ask {
  url: string;
  headers: Record<string, string>;
  /** Connections, each kept open and with one request at a time. */
  connections: number;
  /** Whole seconds: wrk takes no less. */
  seconds: number;
  /** The processor that the load generator stays on. */
  processor: number;
}

/**
 * Loads a URL with wrk (Debian's package), which spends less on a request than nginx and so fits beside it.
 *
 * @throws Error if wrk fails, or if any request was not answered with 2xx or 3xx: its time would say nothing.
 */
export async function load(ask: Ask): Promise<Load> {
  const headers = Object.entries(ask.headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const shape = ["-t1", `-c${ask.connections}`, `-d${ask.seconds}s`, "--latency"];
  return parseWrk(await run("taskset", ["-c", String(ask.processor), "wrk", ...shape, ...headers, ask.url]));
}

/** Reads the text that `wrk --latency` prints. */
export function parseWrk(text: string): Load {
  const wrong = /Non-2xx or 3xx responses: \d+|Socket errors: .*/.exec(text);
  if (wrong) throw new Error(`not every request was answered: ${wrong[0]}`);
  const number = (pattern: RegExp): string => {
    const [, found] = pattern.exec(text) ?? [];
    if (found === undefined) throw new Error(`wrk did not print ${pattern}: ${text}`);
    return found;
  };
  const requests = Number(number(/(\d+) requests in /));
  if (requests === 0) throw new Error("not a single request was answered");
  return {
    requests,
    requestsPerSecond: Number(number(/Requests\/sec:\s+([\d.]+)/)),
    p50: microseconds(number(/^\s+50%\s+(\S+)/m)),
    p99: microseconds(number(/^\s+99%\s+(\S+)/m)),
  };
}

function microseconds(text: string): number {
  const [, value = "", unit = ""] = /^([\d.]+)(us|ms|s)$/.exec(text) ?? [];
  const factor = { us: 1, ms: 1000, s: 1_000_000 }[unit];
  if (factor === undefined) throw new Error(`no time of wrk: ${text}`);
  return Number(value) * factor;
}

function run(program: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`wrk ended with ${code}: ${output}`)),
    );
  });
}
