import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { toolFailure } from "./failure";
import type { Verdict } from "./health";
import { watchHealth } from "./healthProbe";
import { identify, type ProcessIdentity } from "./processTable";
import type { ContainerProcess } from "./taskRun";

/** What a container reports of itself. */
export interface ContainerEvents {
  onVerdict(verdict: Verdict, lastOutput: string): void;
  /** `how` is for people: `exited with 1`, `killed by SIGKILL`. */
  onExit(code: number | null, how: string): void;
}

/**
 * Starts a container as a process that leads a group of its own, with its log for both output streams, and watches its
 * health. The log is a file and no pipe, because nginx opens /dev/stdout by that name, which a socket pair refuses.
 *
 * @throws LocalFailure when the program cannot be started
 */
export async function startContainer(container: ContainerProcess, events: ContainerEvents): Promise<ProcessIdentity> {
  const log = openSync(container.log, "a");
  const [file = "", ...args] = container.argv;
  const child = spawn(file, args, {
    cwd: container.workingDirectory,
    env: container.environment,
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  const ended = new AbortController();
  child.once("exit", (code, signal) => {
    ended.abort();
    events.onExit(code, code === null ? `killed by ${signal}` : `exited with ${code}`);
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error) => reject(toolFailure(`container ${container.name}: ${error.message}`)));
  });
  if (container.healthCheck) void watchHealth(container, container.healthCheck, ended.signal, events.onVerdict);
  return identityOf(child.pid, container.name);
}

/** Asked before this process has taken notice of an end, so the entry is there even if the program ended at once. */
function identityOf(pid: number | undefined, name: string): ProcessIdentity {
  const identity = pid === undefined ? undefined : identify(pid);
  if (!identity) throw toolFailure(`container ${name}: this machine shows no process ${pid}; is /proc mounted?`);
  return identity;
}
