import { constants } from "node:os";
import { count, shortName } from "../names";
import type { ContainerReport, EventReport, TaskReport, Verdict, Verification } from "../verification";

/** Events that a person reads; JSON has them all. */
export const shownEvents = 20;

const words: Record<Verdict, string> = {
  running: "ok",
  rolledBack: "rolled back",
  failed: "failed",
  otherDefinition: "not deployed",
  unfinished: "not finished",
};

/** The verdict in one line. */
export function headline({ verdict, service, asked, runs, detail }: Verification): string {
  const wanted = shortName(asked);
  const now = runs === undefined ? "nothing" : shortName(runs);
  const fact = runs === asked ? `${service} runs ${wanted}` : `${service} runs ${now}, not ${wanted}`;
  // ECS is still busy with it, or has gone back from another revision of the service with the same definition.
  const facts = verdict === "running" || runs !== asked ? fact : `${service} with ${wanted}`;
  return `${words[verdict]}: ${facts} (${detail})`;
}

export function timeOf(date: Date | undefined): string {
  return date === undefined ? "unknown time" : date.toISOString().replace(/\.\d+Z$/, "Z");
}

export function eventTitle({ since }: Verification): string {
  return `Events since ${timeOf(since)}, newest first`;
}

export function eventLines(events: readonly EventReport[]): string[] {
  const lines = events.slice(0, shownEvents).map(({ at, message }) => `${timeOf(at)} ${message}`);
  const more = events.length - shownEvents;
  return more > 0 ? [...lines, `${count(more, "older event")} not shown; --json has all`] : lines;
}

/** `3 tasks STOPPED, EssentialContainerExited: Essential container in task exited (newest: 3f0c…, 2026-11-21T18:53:08Z)`. */
export function taskLine(task: TaskReport): string {
  const why = [task.stopCode, task.stoppedReason].filter(Boolean).join(": ");
  const which = task.count === 1 ? "" : "newest: ";
  const when = task.stoppedAt === undefined ? "" : `, ${timeOf(task.stoppedAt)}`;
  return `${count(task.count, "task")} ${task.status}${why === "" ? "" : `, ${why}`} (${which}${task.id}${when})`;
}

/** `exit code 137 (SIGKILL), UNHEALTHY, OutOfMemoryError: …`. */
export function containerLine({ name, exitCode, reason, health }: ContainerReport): string {
  const end = exitCode === undefined ? "no exit code" : `exit code ${exitCode}${signalOf(exitCode)}`;
  const unhealthy = health === "UNHEALTHY" ? ["UNHEALTHY"] : [];
  return `${name}: ${[end, ...unhealthy, ...(reason === undefined ? [] : [reason])].join(", ")}`;
}

/** Above 128 a container was ended by that signal. */
function signalOf(exitCode: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0];
  return signal === undefined ? "" : ` (${signal})`;
}
