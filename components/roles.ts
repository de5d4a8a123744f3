import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ImageRef } from "./containerImage";
import { roleName, type Scope } from "./naming";
import { type Statement, secretStatements } from "./task/permissions";
import type { SecretArgs } from "./task/taskArgs";

/** The two roles of a task. */
export interface TaskRoles {
  /** With it ECS starts the task. */
  execution: aws.iam.Role;
  /** What the execution role may do; a task must not start before. */
  executionPolicy: aws.iam.RolePolicy;
  /** With it the containers act. Beside its policy it has no permission until someone attaches one. */
  task: aws.iam.Role;
  /** What sessions and file systems need, where there are any; a task must not start before. */
  taskPolicy?: aws.iam.RolePolicy;
}

/** What the two roles of a task are for. */
export interface TaskAccess {
  images: ImageRef[];
  logGroups: aws.cloudwatch.LogGroup[];
  secrets: SecretArgs[];
  /** What the containers may do. */
  task: Statement[];
}

/**
 * Makes the roles of a task. The execution role pulls these images from their repositories, reads these secrets and writes
 * to these log groups, nothing else. `ecr:GetAuthorizationToken` knows no resource (Service Authorization Reference, Amazon ECR).
 */
export function createRoles(name: string, scope: Scope, access: TaskAccess, parent: pulumi.Resource): TaskRoles {
  const trust = trustOfTasks(parent);
  const execution = createRole(name, scope, { purpose: "execution", trust }, parent);
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
    { role: execution.name, policy: policy([...pull, log, ...secretStatements(access.secrets)]) },
    { parent },
  );
  const task = createRole(name, scope, { purpose: "task", trust }, parent);
  const taskPolicy =
    access.task.length === 0
      ? undefined
      : new aws.iam.RolePolicy(`${name}-task`, { role: task.name, policy: policy(access.task) }, { parent });
  return { execution, executionPolicy, task, ...(taskPolicy && { taskPolicy }) };
}

function policy(statements: object[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/**
 * Who starts tasks and acts in them, for this account and region only: `aws:SourceAccount` and `aws:SourceArn` keep ECS from
 * being used by another account (ECS developer guide, "Task IAM role", confused deputy).
 */
function trustOfTasks(parent: pulumi.Resource): object {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const region = aws.getRegionOutput({}, { parent }).region;
  const partition = aws.getPartitionOutput({}, { parent }).partition;
  return {
    Effect: "Allow",
    Principal: { Service: "ecs-tasks.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:ecs:${region}:${account}:*` },
    },
  };
}

/** A role for this service alone, which whoever the statement trusts can take. */
export function createRole(
  name: string,
  scope: Scope,
  { purpose, trust }: { purpose: string; trust: object },
  parent: pulumi.Resource,
): aws.iam.Role {
  return new aws.iam.Role(
    `${name}-${purpose}`,
    {
      name: roleName(scope, name, purpose),
      assumeRolePolicy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [trust] }),
    },
    { parent },
  );
}
