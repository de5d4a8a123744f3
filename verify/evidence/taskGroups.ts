import type { Task } from "@aws-sdk/client-ecs";

/** Tasks that ended, or are alive, in the same way. */
export interface TaskGroup {
  /** The one that ended last. */
  newest: Task;
  count: number;
}

/**
 * Puts tasks together that tell the same: ten tasks that all end with exit code 1 are one finding. What ended by itself comes
 * before what is alive, and that before what ECS stopped because it was no longer wanted, which explains nothing.
 */
export function groupTasks(tasks: readonly Task[]): TaskGroup[] {
  const groups = new Map<string, TaskGroup>();
  for (const task of [...tasks].sort((left, right) => timeOf(right) - timeOf(left))) {
    const key = howItEnded(task);
    const known = groups.get(key);
    groups.set(key, known === undefined ? { newest: task, count: 1 } : { ...known, count: known.count + 1 });
  }
  return [...groups.values()].sort((left, right) => rank(left.newest) - rank(right.newest));
}

function timeOf({ stoppedAt, stoppingAt, createdAt }: Task): number {
  return (stoppedAt ?? stoppingAt ?? createdAt)?.getTime() ?? 0;
}

/** Without what differs in every task: its own address, its target, its id. */
function howItEnded({ lastStatus, stopCode, stoppedReason = "", containers = [] }: Task): string {
  const ends = containers.map(({ name, exitCode, reason, healthStatus }) => [name, exitCode, reason, healthStatus]);
  return JSON.stringify([lastStatus, stopCode, stoppedReason.replace(/[0-9a-f]{8,}|\d+\.\d+\.\d+\.\d+/g, ""), ends]);
}

function rank({ lastStatus, stoppedReason = "" }: Task): number {
  if (lastStatus !== "STOPPED") return 1;
  return stoppedReason.startsWith("Scaling activity") ? 2 : 0;
}
