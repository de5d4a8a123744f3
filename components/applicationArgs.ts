import type * as pulumi from "@pulumi/pulumi";
import type { ImageRef } from "./containerImage";
import type { ContainerHealthArgs } from "./servicePlan";
import type { ApplicationTaskArgs } from "./task/taskArgs";

/** The application behind the proxy. */
export interface ApplicationArgs extends ApplicationTaskArgs {
  /**
   * Its image; a `ContainerImage`, or any other that takes HOST and PORT from its environment and runs as user 1000, with
   * a read-only root file system and no capability.
   */
  image: ImageRef;
  /** How ECS tells that it is well; the proxy starts only then. Plain. */
  health: ContainerHealthArgs;
  /** Port, 1024 to 65535; the application gets it as PORT. Plain. @default 3000, where it listens on a port */
  port?: number;
  /** Seconds that it keeps an idle connection of the proxy (KEEP_ALIVE_SECONDS); the proxy keeps it 5 less. Plain. @default 65 */
  keepAliveSeconds?: number;
  /** Seconds between SIGTERM and SIGKILL, 2 to 120. Plain. @default 30 */
  stopSeconds?: number;
  /** Further environment. HOST, PORT, KEEP_ALIVE_SECONDS and STOP_SECONDS are the gate's. @default none */
  environment?: Record<string, pulumi.Input<string>>;
}
