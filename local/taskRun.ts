import type { DoorSettings } from "./door";
import type { TargetHealth } from "./entrance";
import type { Stopping } from "./stopGroup";
import type { Dependency, HealthCheck } from "./taskDefinition";

/**
 * A container of the task as a process of this machine, its own or the engine's client that is attached to it: everything
 * is absolute, nothing is left to look up.
 */
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
  /** Command line that comes before one that is to run inside the container. @default none: it runs beside the process */
  inside?: string[];
  startTimeoutSeconds: number;
  stopping: Stopping;
  /** File that gets both output streams. */
  log: string;
}

/** Command lines that make, show and remove what the containers of a task share. */
export interface Surroundings {
  /** Run in order before the first container starts. */
  prepare: string[][];
  /** Prints the text of /proc/net/tcp and tcp6 in the containers' network namespace. */
  listeningSockets: string[];
  /** Run in order after the last container; what is not there is no failure. */
  release: string[][];
}

/** A task to run, as it is handed to the supervisor. */
export interface TaskRun {
  stack: string;
  service: string;
  /** In the order in which they start. */
  containers: ContainerProcess[];
  door: DoorSettings;
  /** Container that gets the door's requests. */
  proxy: string;
  targetHealth: TargetHealth;
  /** What a container engine has around the containers. @default nothing: they are processes */
  surroundings?: Surroundings;
  /** Folder of the state file and the logs. */
  folder: string;
}
