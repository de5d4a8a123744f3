import type { ListenerFace } from "./balancerHeaders";
import type { TargetHealth } from "./entrance";
import type { Stopping } from "./stopGroup";
import type { Dependency, HealthCheck } from "./taskDefinition";

/** A container of the task as a process of this machine: everything is absolute, nothing is left to look up. */
export interface ContainerProcess {
  name: string;
  argv: string[];
  workingDirectory: string;
  /** The whole environment; nothing is taken over from the developer's. */
  environment: Record<string, string>;
  /** TCP ports that it listens on. */
  ports: number[];
  essential: boolean;
  dependsOn: Dependency[];
  healthCheck?: HealthCheck;
  startTimeoutSeconds: number;
  stopping: Stopping;
  /** File that gets both output streams. */
  log: string;
}

/** A task to run, as it is handed to the supervisor. */
export interface TaskRun {
  stack: string;
  service: string;
  /** In the order in which they start. */
  containers: ContainerProcess[];
  door: { port: number; listener: ListenerFace; from: string; target: number };
  /** Container that gets the door's requests. */
  proxy: string;
  targetHealth: TargetHealth;
  /** Folder of the state file and the logs. */
  folder: string;
}
