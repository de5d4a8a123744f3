import type * as pulumi from "@pulumi/pulumi";
import type { ImageRef } from "../containerImage";
import type { ContainerHealthArgs } from "../servicePlan";
import type { ComputeArgs } from "./compute";
import type { ContainerSizeArgs } from "./containerSize";
import type { InspectionKind } from "./inspection";
import type { ListenKind } from "./listen";
import type { LogsArgs } from "./logs";
import type { SecretKind } from "./secretReference";
import type { VolumeKind, VolumeMountArgs } from "./volumes";

/**
 * A secret that ECS reads when a task starts and puts into a container's environment. The execution role may read exactly
 * this one. An ARN that is an output of a resource not made yet leaves the whole task definition unknown, and the policy pack
 * says that nothing is proven: make secrets in a stack of their own, or give the ARN as text.
 *
 * @example
 * secrets: { API_KEY: { kind: "secret", arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/keys-a1B2c3", key: "api" } }
 */
export interface SecretArgs {
  /** `parameter` of SSM Parameter Store, or `secret` of Secrets Manager. Plain. */
  kind: SecretKind;
  /** Its whole ARN, with the six characters at the end of a secret's. */
  arn: pulumi.Input<string>;
  /** Of a `secret` that holds JSON: the key whose value is meant. Plain. @default the whole secret */
  key?: string;
  /** Key of KMS that it is encrypted with, if that is one of yours: the execution role may decrypt with it. @default AWS's own key */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A container beside the proxy and the application, such as an agent. It never has a port mapping. */
export interface SidecarArgs {
  /** Name of the container, in lower case. Plain. */
  name: string;
  /** What it runs. */
  image: ImageRef;
  /** User by number, 0 to 65534; 0 is root, without a capability. Plain. */
  user: number;
  /** Whether the task ends when it ends. Plain. @default true, so that one that crashes is seen */
  essential?: boolean;
  /** Command instead of the image's. Plain. @default the image's */
  command?: string[];
  /** How ECS tells that it is well; nginx waits for one that the task ends with. Plain. @default by its running */
  health?: ContainerHealthArgs;
  /** Its part of the task. Plain. @default what the others leave */
  size?: ContainerSizeArgs;
  /** Seconds between SIGTERM and SIGKILL, 2 to 120. Plain. @default 30 */
  stopSeconds?: number;
  /** Whether it may write to its image's files. Plain. @default false; give it a scratch volume where it has to write */
  writableRoot?: boolean;
  /** Environment. @default none */
  environment?: Record<string, pulumi.Input<string>>;
  /** Secrets in its environment. @default none */
  secrets?: Record<string, SecretArgs>;
}

/**
 * A service in the task that inspects each request: `decide` is asked by the proxy, which sends on what it lets through;
 * `relay` gets the request from the proxy and sends it on to the application itself.
 *
 * It gets HOST, PORT, KEEP_ALIVE_SECONDS and STOP_SECONDS, and a relay UPSTREAM_HOST and UPSTREAM_PORT, or UPSTREAM_SOCKET.
 * A relay starts when the application is healthy, the proxy when both are.
 */
export interface InspectionArgs {
  /** `decide` or `relay`. Plain. */
  kind: InspectionKind;
  /** What it runs, with a read-only root file system and no capability. */
  image: ImageRef;
  /** Port on the task's loopback, 1024 to 65535, as PORT. Plain. */
  port: number;
  /** User by number, 1 to 65534. Plain. */
  user: number;
  /** How ECS tells that it is well; the proxy starts only then. Plain. */
  health: ContainerHealthArgs;
  /** Of `decide`: path that is asked. Plain. @default "/inspect" */
  path?: string;
  /** Of `decide`: seconds to wait for an answer, 1 to 60. Plain. @default 2 */
  timeoutSeconds?: number;
  /** Of `decide`: `refuse` answers 503 where there is no decision, `admit` lets the request on. Plain. @default "refuse" */
  onFailure?: string;
  /** Of `decide`: headers of its answer that the application gets, at most 8. Plain. @default none */
  passHeaders?: string[];
  /** Its part of the task. Plain. @default what the others leave */
  size?: ContainerSizeArgs;
  /** Seconds between SIGTERM and SIGKILL, 2 to 120. Plain. @default 30 */
  stopSeconds?: number;
  /** Further environment. @default none */
  environment?: Record<string, pulumi.Input<string>>;
  /** Secrets in its environment. @default none */
  secrets?: Record<string, SecretArgs>;
}

/**
 * A volume of the task: `scratch`, which lives as long as the task and which containers can share, or an access point of an
 * EFS file system, encrypted on the way and opened by the task's role (Amazon EFS user guide, "Using IAM to control access").
 * EFS costs $0.30 per GB and month in the Standard class (us-east-1, Amazon EFS pricing).
 */
export interface VolumeArgs {
  /** `scratch` or `efs`. Plain. */
  kind: VolumeKind;
  /** Name of the volume, in lower case. Plain. */
  name: string;
  /** The containers that see it, and where. Plain. */
  mounts: VolumeMountArgs[];
  /** Of `efs`: the file system, of this account and region. */
  fileSystemId?: pulumi.Input<string>;
  /** Of `efs`: the access point, which says as whom the containers write, and where. */
  accessPointId?: pulumi.Input<string>;
  /** Of `efs`: security group of its mount targets, which then admits the tasks to 2049. */
  securityGroupId?: pulumi.Input<string>;
}

/** What a task has beside its two containers, and what runs it. */
export interface TaskArgs {
  /** What runs the tasks. Plain. @default Fargate on demand */
  compute?: ComputeArgs;
  /** The proxy's part of the task. Plain. @default what the others leave */
  proxySize?: ContainerSizeArgs;
  /** Where the containers' output goes. Plain. @default CloudWatch, one log group a container */
  logs?: LogsArgs;
  /**
   * Whether operators may open a session in a container (ECS Exec), which goes past the proxy; the policy pack says so. The
   * cluster has to keep a record of sessions. Plain. @default false
   */
  exec?: boolean;
  /** Volumes beside the gate's own. @default none */
  volumes?: VolumeArgs[];
  /** GiB of storage for images and scratch volumes on Fargate, 21 to 200. Plain. @default the 20 that every task has */
  ephemeralGibibytes?: number;
  /** Further containers; with all others at most 10. @default none */
  sidecars?: SidecarArgs[];
  /** A service that inspects each request. @default none */
  inspection?: InspectionArgs;
}

/** What an application says about its container. */
export interface ApplicationTaskArgs {
  /**
   * `port`, on the loopback of the task; or `socket`, a Unix socket in a volume of the two containers alone (SOCKET): it then
   * has no port that a mistake could open, and its image has a VOLUME /run/app that belongs to user 1000. Plain. @default "port"
   */
  listen?: ListenKind;
  /** Its part of the task. Plain. @default what the others leave */
  size?: ContainerSizeArgs;
  /** Secrets in its environment. @default none */
  secrets?: Record<string, SecretArgs>;
}
