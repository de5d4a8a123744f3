import { ExitCode } from "./exitCode";

/**
 * What became of the task definition that was asked for:
 * `running` it runs and is steady; `rolledBack` ECS gave it up and went back; `failed` ECS gave it up and had nothing to go
 * back to, or somebody stopped the deployment; `otherDefinition` the service is steady on another one; `unfinished` ECS is
 * not done, and the time to wait is over.
 */
export type Verdict = "running" | "rolledBack" | "failed" | "otherDefinition" | "unfinished";

/** The end of a container's log, or why it could not be read. */
export type ContainerLog = { kind: "lines"; lines: readonly string[] } | { kind: "notRead"; why: string };

export interface ContainerReport {
  name: string;
  exitCode: number | undefined;
  /** What ECS says of its end: `OutOfMemoryError: …`, `CannotPullContainerError: …`. */
  reason: string | undefined;
  /** `HEALTHY`, `UNHEALTHY` or `UNKNOWN`. */
  health: string | undefined;
  log: ContainerLog;
}

/** Tasks that ended in the same way, or that are alive in the same way; the details are those of the newest. */
export interface TaskReport {
  count: number;
  id: string;
  /** ECS's last status: `STOPPED`, `RUNNING`, `PENDING` … */
  status: string;
  stoppedAt: Date | undefined;
  stopCode: string | undefined;
  stoppedReason: string | undefined;
  containers: readonly ContainerReport[];
}

export interface EventReport {
  at: Date;
  message: string;
}

/** Everything that a verification has to say; the renderers print it. */
export interface Verification {
  verdict: Verdict;
  cluster: string;
  service: string;
  /** ARN of the task definition that was asked for. */
  asked: string;
  /** ARN of the task definition that the service runs; undefined where ECS names none. */
  runs: string | undefined;
  /** Why, in a sentence. */
  detail: string;
  /** When the deployment began: events and tasks are those since then. */
  since: Date | undefined;
  /** The service's events since then, newest first. Empty when it runs. */
  events: readonly EventReport[];
  /** Tasks of the definition that was asked for. Empty when it runs. */
  tasks: readonly TaskReport[];
  /** What could not be looked at, and why; one line each. */
  notRead: readonly string[];
}

/** 0 only where the definition that was asked for runs. */
export function exitCodeOf({ verdict }: Pick<Verification, "verdict">): ExitCode {
  return verdict === "running" ? ExitCode.Running : ExitCode.NotRunning;
}
