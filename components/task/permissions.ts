import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { SessionsRef } from "../sessions";
import type { SecretArgs, VolumeArgs } from "./taskArgs";

/** A statement of an IAM policy. */
export interface Statement {
  Effect: "Allow";
  Action: string | string[];
  Resource: pulumi.Input<string> | pulumi.Input<string>[];
  Condition?: object;
}

/** What the execution role may read so that these secrets get into a task: each by its own ARN. */
export function secretStatements(secrets: readonly SecretArgs[]): Statement[] {
  const arns = (kind: SecretArgs["kind"]) =>
    distinct(secrets.filter((each) => each.kind === kind).map(({ arn }) => arn));
  const keys = distinct(secrets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []));
  return [
    allow("ssm:GetParameters", arns("parameter")),
    allow("secretsmanager:GetSecretValue", arns("secret")),
    allow("kms:Decrypt", keys),
  ].filter(({ Resource }) => Resource.length > 0);
}

/**
 * What the task's role may do so that a session can be opened and recorded (ECS developer guide, "Required permissions for ECS
 * Exec"; the channels and the list of log groups know no resource).
 */
export function sessionStatements({ logGroupArn, kmsKeyArn }: SessionsRef): Statement[] {
  const channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
  return [
    allow(
      channels.map((action) => `ssmmessages:${action}`),
      "*",
    ),
    allow("logs:DescribeLogGroups", "*"),
    allow(
      ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      pulumi.interpolate`${logGroupArn}:*`,
    ),
    ...(kmsKeyArn === undefined ? [] : [allow("kms:Decrypt", kmsKeyArn)]),
  ];
}

/** What the task's role may do with its file systems: mount by these access points, and write where a container may. */
export function fileSystemStatements(volumes: readonly VolumeArgs[], parent: pulumi.Resource): Statement[] {
  return volumes
    .filter(({ kind }) => kind === "efs")
    .map(({ fileSystemId, accessPointId, mounts }) => ({
      ...allow(
        [
          "elasticfilesystem:ClientMount",
          ...(mounts.every(({ readOnly }) => readOnly) ? [] : ["elasticfilesystem:ClientWrite"]),
        ],
        fileSystemArn("file-system", fileSystemId, parent),
      ),
      Condition: {
        StringEquals: { "elasticfilesystem:AccessPointArn": fileSystemArn("access-point", accessPointId, parent) },
      },
    }));
}

function fileSystemArn(kind: string, id: pulumi.Input<string> | undefined, parent: pulumi.Resource) {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const region = aws.getRegionOutput({}, { parent }).region;
  const partition = aws.getPartitionOutput({}, { parent }).partition;
  return pulumi.interpolate`arn:${partition}:elasticfilesystem:${region}:${account}:${kind}/${id}`;
}

function allow<Of extends pulumi.Input<string> | pulumi.Input<string>[]>(action: string | string[], resource: Of) {
  return { Effect: "Allow" as const, Action: action, Resource: resource };
}

/** Two containers may read one secret; the same ARN twice would be no mistake, only noise. */
function distinct(arns: pulumi.Input<string>[]): pulumi.Input<string>[] {
  return [...new Set(arns)];
}
