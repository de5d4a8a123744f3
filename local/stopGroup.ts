import { setTimeout as pause } from "node:timers/promises";
import { groupOf, isRunning, type ProcessIdentity } from "./processTable";
import { release } from "./release";

/** How often a process that was asked to stop is looked at. */
const pollMilliseconds = 25;

/** Seconds after which a process that was killed is reported as still there; the kernel needs milliseconds. */
export const killSeconds = 5;

export interface Stopping {
  /** Signal that asks the container to stop, such as SIGQUIT. */
  signal: NodeJS.Signals;
  /** Seconds until what is left is killed (the container's stopTimeout). */
  timeoutSeconds: number;
  /** Command line that removes the container from its engine, running or not. @default there is no engine */
  remove?: string[];
}

export type StopOutcome = "was not running" | "stopped" | "killed" | "still running";

/**
 * Stops a container's processes as ECS does: the signal goes to its first process, and after the time-out SIGKILL to
 * everything that is left of its group. A process with the same number but another start is left alone.
 *
 * An engine's client, attached, passes the signal on to the container, and ends with it. Killed, it leaves the container to
 * the engine, which then removes it.
 */
export async function stopGroup(leader: ProcessIdentity, stopping: Stopping): Promise<StopOutcome> {
  const outcome = await stopProcesses(leader, stopping);
  if (stopping.remove) await release([stopping.remove]);
  return outcome;
}

async function stopProcesses(leader: ProcessIdentity, stopping: Stopping): Promise<StopOutcome> {
  if (groupOf(leader).length === 0) return "was not running";
  if (isRunning(leader)) send(leader.pid, stopping.signal);
  if (await isGone(leader, stopping.timeoutSeconds)) return "stopped";
  for (const member of groupOf(leader)) send(member.pid, "SIGKILL");
  return (await isGone(leader, killSeconds)) ? "killed" : "still running";
}

/** With its first process a container ends: what that one leaves behind is not waited for. */
async function isGone(leader: ProcessIdentity, seconds: number): Promise<boolean> {
  const until = Date.now() + seconds * 1000;
  while (groupOf(leader).length > 0) {
    const orphaned = !isRunning(leader);
    if (orphaned) for (const member of groupOf(leader)) send(member.pid, "SIGKILL");
    if (Date.now() >= until) return false;
    await pause(pollMilliseconds);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
