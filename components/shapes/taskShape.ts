import type { ContainerHealthArgs } from "../servicePlan";
import { type ComputeArgs, ComputeKind, NetworkMode } from "../task/compute";
import type { ContainerSizeArgs } from "../task/containerSize";
import { InspectionKind } from "../task/inspection";
import { LogKind, LogMode, type LogsArgs } from "../task/logs";
import { SecretKind } from "../task/secretReference";
import type { InspectionArgs, SecretArgs, SidecarArgs, TaskArgs, VolumeArgs } from "../task/taskArgs";
import { VolumeKind, type VolumeMountArgs } from "../task/volumes";
import { imageRef } from "./imageShape";
import { list, type OptionalFields, object, table } from "./objects";
import { choice, flag, input, number, text } from "./values";

/** `ContainerHealthArgs`. */
export const containerHealth = object<ContainerHealthArgs>(
  { command: list(text) },
  { intervalSeconds: number, timeoutSeconds: number, retries: number, startSeconds: number },
);

/** `ContainerSizeArgs`. */
export const containerSize = object<ContainerSizeArgs>({}, { cpu: number, memory: number, memoryReservation: number });

/** Variables of a container. */
export const environment = table(input(text));

/** Secrets of a container. */
export const secrets = table(
  object<SecretArgs>(
    { kind: choice(Object.values(SecretKind)), arn: input(text) },
    { key: text, kmsKeyArn: input(text) },
  ),
);

const compute = object<ComputeArgs>(
  {},
  {
    kind: choice(Object.values(ComputeKind)),
    onDemandBase: number,
    onDemandWeight: number,
    spotWeight: number,
    networkMode: choice(Object.values(NetworkMode)),
    hostPort: number,
  },
);

const logs = object<LogsArgs>(
  {},
  {
    kind: choice(Object.values(LogKind)),
    mode: choice(Object.values(LogMode)),
    bufferMebibytes: number,
    options: table(text),
    routerMebibytes: number,
  },
);

const volume = object<VolumeArgs>(
  {
    kind: choice(Object.values(VolumeKind)),
    name: text,
    mounts: list(object<VolumeMountArgs>({ container: text, path: text }, { readOnly: flag })),
  },
  { fileSystemId: input(text), accessPointId: input(text), securityGroupId: input(text) },
);

const sidecar = object<SidecarArgs>(
  { name: text, image: imageRef, user: number },
  {
    essential: flag,
    command: list(text),
    health: containerHealth,
    size: containerSize,
    stopSeconds: number,
    writableRoot: flag,
    environment,
    secrets,
  },
);

const inspection = object<InspectionArgs>(
  { kind: choice(Object.values(InspectionKind)), image: imageRef, port: number, user: number, health: containerHealth },
  {
    path: text,
    timeoutSeconds: number,
    onFailure: text,
    passHeaders: list(text),
    size: containerSize,
    stopSeconds: number,
    environment,
    secrets,
  },
);

/** The fields of `TaskArgs`, none of which is needed. */
export const taskFields: OptionalFields<TaskArgs> = {
  compute,
  proxySize: containerSize,
  logs,
  exec: flag,
  volumes: list(volume),
  ephemeralGibibytes: number,
  sidecars: list(sidecar),
  inspection,
};
