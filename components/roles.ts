import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ImageRef } from "./containerImage";
import { roleName, type Scope } from "./naming";

/** The two roles of a task. */
export interface TaskRoles {
  /** With it ECS starts the task. */
  execution: aws.iam.Role;
  /** What the execution role may do; a task must not start before. */
  executionPolicy: aws.iam.RolePolicy;
  /** With it the containers act. It has no permission until someone attaches one. */
  task: aws.iam.Role;
}

/**
 * Makes the roles of a task. The execution role pulls these images from their repositories and writes to these log groups,
 * nothing else. `ecr:GetAuthorizationToken` knows no resource (Service Authorization Reference, Amazon ECR).
 */
export function createRoles(
  name: string,
  scope: Scope,
  access: { images: ImageRef[]; logGroups: aws.cloudwatch.LogGroup[] },
  parent: pulumi.Resource,
): TaskRoles {
  const execution = createRole(name, scope, "execution", parent);
  const repositories = access.images.flatMap((image) => image.repositoryArn ?? []);
  const pull = [
    { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: repositories,
    },
  ];
  const log = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: access.logGroups.map((group) => pulumi.interpolate`${group.arn}:*`),
  };
  const executionPolicy = new aws.iam.RolePolicy(
    `${name}-execution`,
    { role: execution.name, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [...pull, log] }) },
    { parent },
  );
  return { execution, executionPolicy, task: createRole(name, scope, "task", parent) };
}

/**
 * A role that only ECS tasks of this account and region can take: `aws:SourceAccount` and `aws:SourceArn` keep ECS from
 * being used by another account (ECS developer guide, "Task IAM role", confused deputy).
 */
function createRole(name: string, scope: Scope, purpose: string, parent: pulumi.Resource): aws.iam.Role {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const region = aws.getRegionOutput({}, { parent }).region;
  const partition = aws.getPartitionOutput({}, { parent }).partition;
  const trust = {
    Effect: "Allow",
    Principal: { Service: "ecs-tasks.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:ecs:${region}:${account}:*` },
    },
  };
  return new aws.iam.Role(
    `${name}-${purpose}`,
    {
      name: roleName(scope, name, purpose),
      assumeRolePolicy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [trust] }),
    },
    { parent },
  );
}
