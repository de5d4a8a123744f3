import type { DesiredStatus, Service, Task, TaskDefinition } from "@aws-sdk/client-ecs";
import type { LogStream } from "../evidence/logStream";
import type { NewestDeployment } from "../judge/judgement";

/** The questions about one service that are asked of AWS; every one only reads. */
export interface Aws {
  /** Throws CannotVerify where there is no such cluster or no active service of that name. */
  service(): Promise<Service>;
  /** By ARN, by `family:revision`, or by family: then its newest active revision. */
  taskDefinition(reference: string): Promise<TaskDefinition>;
  newestDeployment(): Promise<NewestDeployment | undefined>;
  tasks(desiredStatus: DesiredStatus): Promise<Task[]>;
  /** The last lines of a log, oldest first; undefined where there is no such group or stream. */
  lastLogLines(at: LogStream, lines: number): Promise<string[] | undefined>;
}
