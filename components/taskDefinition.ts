import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { containerDefinitions, proxyVolume } from "./containerDefinitions";
import { Architecture, type ImageRef } from "./containerImage";
import type { TaskRoles } from "./roles";
import type { ServicePlan } from "./servicePlan";

/** One log group a container. */
export interface TaskLogGroups {
  proxy: aws.cloudwatch.LogGroup;
  application: aws.cloudwatch.LogGroup;
}

/** What a task definition is made of. */
export interface TaskParts {
  plan: ServicePlan;
  images: { proxy: ImageRef; application: ImageRef };
  roles: TaskRoles;
  logGroups: TaskLogGroups;
  architecture: Architecture;
  environment: Record<string, pulumi.Input<string>> | undefined;
}

/** The task definition with both containers; its text is known at the first preview, so that policies can read it. */
export function createTaskDefinition(
  name: string,
  parts: TaskParts,
  opts: { parent: pulumi.Resource },
): aws.ecs.TaskDefinition {
  const { plan, images, roles } = parts;
  return new aws.ecs.TaskDefinition(
    name,
    {
      family: `${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(plan.size.cpu),
      memory: String(plan.size.memory),
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: parts.architecture === Architecture.Arm64 ? "ARM64" : "X86_64",
      },
      executionRoleArn: roles.execution.arn,
      taskRoleArn: roles.task.arn,
      containerDefinitions: definitionsText(parts, opts.parent),
      volumes: [{ name: proxyVolume.name }],
      // Digests are known when the images are pushed: a task definition must not exist before what it runs.
      tags: {
        ...(images.proxy.digest === undefined ? {} : { "proxy-digest": images.proxy.digest }),
        ...(images.application.digest === undefined ? {} : { "application-digest": images.application.digest }),
      },
    },
    { ...opts, dependsOn: [roles.executionPolicy] },
  );
}

function definitionsText(parts: TaskParts, parent: pulumi.Resource): pulumi.Output<string> {
  const { plan, images, logGroups } = parts;
  return pulumi
    .all([
      pulumi.output(images.proxy.uri),
      pulumi.output(images.application.uri),
      logGroups.proxy.name,
      logGroups.application.name,
      aws.getRegionOutput({}, { parent }).region,
      pulumi.all(parts.environment ?? {}),
    ])
    .apply(([proxyImage, applicationImage, proxyLogGroup, applicationLogGroup, region, environment]) =>
      JSON.stringify(
        containerDefinitions(plan, {
          proxyImage,
          applicationImage,
          proxyLogGroup,
          applicationLogGroup,
          region,
          environment,
        }),
      ),
    );
}
