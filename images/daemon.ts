import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { delimiter } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { toolFailure } from "../local/failure";
import { systemFolders } from "./packages";
import type { Session } from "./session";

/** Milliseconds between two looks at a daemon that is coming up or going down. */
const pollMilliseconds = 250;

/** Seconds after which a daemon that was asked to stop is killed. */
const stopSeconds = 30;

/**
 * Starts a program that serves until the end of the session, and waits until it does.
 *
 * @param argv its command line; it must stay in the foreground
 * @param log file that gets both output streams
 * @param serves asked again and again until it says yes
 * @param seconds how long that may take
 * @throws LocalFailure (exit code 3) with the end of the log when it ends instead, or does not serve in time
 */
export async function startDaemon(
  session: Session,
  argv: string[],
  { log, serves, seconds }: { log: string; serves: () => Promise<boolean>; seconds: number },
): Promise<void> {
  const [file = "", ...args] = argv;
  const output = openSync(log, "w");
  // A group of its own: Ctrl-C must reach the containers in their order, through us.
  const child = spawn(file, args, { env: daemonEnvironment(), stdio: ["ignore", output, output], detached: true });
  session.atEnd(() => stop(child));
  closeSync(output);
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code, signal) => {
    failure ??= `ended with ${code ?? signal}`;
  });
  const until = Date.now() + seconds * 1000;
  while (failure === undefined && !(await serves())) {
    if (Date.now() >= until) failure = `does not serve after ${seconds} s`;
    else await pause(pollMilliseconds);
  }
  if (failure !== undefined) throw toolFailure(`${file}: ${failure}`, ...lastLines(log));
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopSeconds * 1000);
  await ended;
  clearTimeout(timer);
}

/** A daemon looks for its own helpers where only the administrator's PATH leads. */
function daemonEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [process.env.PATH, ...systemFolders].filter(Boolean).join(delimiter) };
}

/** The reason is in the last lines. */
function lastLines(log: string): string[] {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-5);
  return lines.map((line) => `  ${line}`);
}
