import type { ContainerHealthArgs } from "../servicePlan";
import type { ContainerSizeArgs } from "./containerSize";

/** A container's view of a volume, in the words of ECS. */
export interface Mount {
  sourceVolume: string;
  containerPath: string;
  readOnly: boolean;
}

/** What a container waits for before it starts (ECS API reference, ContainerDependency); ECS stops in the reverse order. */
export interface Dependency {
  containerName: string;
  condition: "START" | "HEALTHY";
}

/** All that is plain about one container of a task: what its ECS definition is made from, with names and images beside it. */
export interface ContainerPlan {
  name: string;
  /** Path of its arguments, as the user would write it: `sidecars[0]`. */
  where: string;
  essential: boolean;
  /** User by number. */
  user: string;
  size: ContainerSizeArgs;
  command?: string[];
  /** What the gate sets; it wins over what the user gives. */
  environment: Record<string, string>;
  /** The port that is published, of the proxy only. */
  port?: { containerPort: number; hostPort: number };
  /** Containers that it knows by name, in network mode bridge. */
  links: string[];
  dependsOn: Dependency[];
  health?: Required<ContainerHealthArgs>;
  readonlyRoot: boolean;
  mounts: Mount[];
  /** Files that it may hold open. */
  openFiles?: number;
  stopSeconds?: number;
  /** Whether it takes the output of the others. */
  isLogRouter: boolean;
}
