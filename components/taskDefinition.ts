import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Architecture } from "./architecture";
import { type ContainerSurroundings, containerDefinitions, containerNames } from "./containerDefinitions";
import type { ImageRef } from "./containerImage";
import type { TaskRoles } from "./roles";
import type { ServicePlan } from "./servicePlan";
import { planContainers, volumeNames } from "./task/containers";
import { routerImage } from "./task/logs";
import { valueFrom } from "./task/secretReference";
import type { ApplicationTaskArgs, SecretArgs, TaskArgs, VolumeArgs } from "./task/taskArgs";

/** The log groups of a task, by name of the container. */
export type TaskLogGroups = Record<string, aws.cloudwatch.LogGroup>;

/** What a task definition is made of. */
export interface TaskParts {
  plan: ServicePlan;
  images: { proxy: ImageRef; application?: ImageRef };
  roles: TaskRoles;
  logGroups: TaskLogGroups;
  architecture: Architecture;
  task: TaskArgs;
  application?: ApplicationTaskArgs & { environment?: Record<string, pulumi.Input<string>> };
}

/** The task definition with all containers; its text is known at the first preview, so that policies can read it. */
export function createTaskDefinition(
  name: string,
  parts: TaskParts,
  opts: { parent: pulumi.Resource },
): aws.ecs.TaskDefinition {
  const { plan, images, roles } = parts;
  const { compute, ephemeralGibibytes } = plan.task;
  return new aws.ecs.TaskDefinition(
    name,
    {
      family: `${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
      requiresCompatibilities: [compute.kind === "fargate" ? "FARGATE" : "EC2"],
      networkMode: compute.kind === "fargate" ? "awsvpc" : compute.networkMode,
      cpu: String(plan.size.cpu),
      memory: String(plan.size.memory),
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: parts.architecture === Architecture.Arm64 ? "ARM64" : "X86_64",
      },
      executionRoleArn: roles.execution.arn,
      taskRoleArn: roles.task.arn,
      containerDefinitions: definitionsText(parts, opts.parent),
      volumes: volumesOf(plan, parts.task.volumes ?? []),
      ...(ephemeralGibibytes !== undefined && { ephemeralStorage: { sizeInGib: ephemeralGibibytes } }),
      // Digests are known when the images are pushed: a task definition must not exist before what it runs.
      tags: {
        ...(images.proxy.digest === undefined ? {} : { "proxy-digest": images.proxy.digest }),
        ...(images.application?.digest === undefined ? {} : { "application-digest": images.application.digest }),
      },
    },
    { ...opts, dependsOn: [roles.executionPolicy, ...(roles.taskPolicy === undefined ? [] : [roles.taskPolicy])] },
  );
}

function volumesOf(plan: ServicePlan, volumes: readonly VolumeArgs[]) {
  return volumeNames(planContainers(plan)).map((name) => {
    const volume = volumes.find((each) => each.name === name);
    if (volume?.fileSystemId === undefined) return { name };
    return {
      name,
      efsVolumeConfiguration: {
        fileSystemId: volume.fileSystemId,
        transitEncryption: "ENABLED",
        authorizationConfig: { accessPointId: volume.accessPointId, iam: "ENABLED" },
      },
    };
  });
}

function definitionsText(parts: TaskParts, parent: pulumi.Resource): pulumi.Output<string> {
  const { region } = aws.getRegionOutput({}, { parent });
  return pulumi
    .all([region, pulumi.all(surroundingsOf(parts))])
    .apply(([known, containers]) => JSON.stringify(containerDefinitions(parts.plan, { region: known, containers })));
}

/** What a container is given, some of it known only while the program runs. */
interface Given {
  image: ImageRef;
  environment?: Record<string, pulumi.Input<string>>;
  secrets?: Record<string, SecretArgs>;
}

function surroundingsOf(parts: TaskParts): Record<string, pulumi.Output<ContainerSurroundings>> {
  const { plan, images, application, task, logGroups } = parts;
  const given: Record<string, Given> = {
    [containerNames.proxy]: { image: images.proxy },
    ...(images.application && { [containerNames.application]: { ...application, image: images.application } }),
    ...(task.inspection && { [containerNames.inspection]: task.inspection }),
    ...(plan.task.logs.kind === "firelens" && { [containerNames.logRouter]: { image: { uri: routerImage } } }),
    ...Object.fromEntries((task.sidecars ?? []).map((sidecar) => [sidecar.name, sidecar])),
  };
  return Object.fromEntries(
    Object.entries(given).map(([name, { image, environment, secrets }]) => [
      name,
      pulumi.output({
        image: image.uri,
        ...(logGroups[name] && { logGroup: logGroups[name].name }),
        environment: environment ?? {},
        secrets: references(secrets ?? {}),
      }),
    ]),
  );
}

function references(secrets: Record<string, SecretArgs>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, { arn, key }]) => [
      name,
      pulumi.output(arn).apply((known) => valueFrom(known, key)),
    ]),
  );
}
