import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";
import { checkLogRetention } from "./logRetention";
import { logGroupName, type Scope } from "./naming";

/** A record of the sessions that operators open in containers of a cluster (ECS Exec). */
export interface SessionsArgs {
  /** Days that it is kept, as CloudWatch sells them. Plain. @default 90, a quarter to look back */
  days?: number;
  /**
   * Key of KMS for the sessions and their record; its policy has to let CloudWatch Logs of the region use it, and operators
   * need `kms:GenerateDataKey`. @default TLS on the way, and CloudWatch's own encryption
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** What a service with ECS Exec needs of its cluster's record of sessions. */
export interface SessionsRef {
  /** Log group that sessions are written to. */
  logGroupArn: pulumi.Input<string>;
  /** Key of KMS that they are encrypted with. @default none */
  kmsKeyArn?: pulumi.Input<string>;
}

const usualDays = 90;

/** Problems of the record's arguments. */
export function checkSessions(where: string, args: SessionsArgs): Problem[] {
  return checkLogRetention(`${where}.days`, args.days ?? usualDays);
}

/** Makes the log group; what a cluster says of it is `sessionConfiguration`. */
export function createSessionLog(
  name: string,
  scope: Scope,
  args: SessionsArgs,
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    `${name}-sessions`,
    {
      name: logGroupName(scope, name, "sessions"),
      retentionInDays: args.days ?? usualDays,
      ...(args.kmsKeyArn !== undefined && { kmsKeyId: args.kmsKeyArn }),
    },
    { parent },
  );
}

/** The cluster's `configuration` that sends sessions to the log group. */
export function sessionConfiguration(logGroup: aws.cloudwatch.LogGroup, { kmsKeyArn }: SessionsArgs) {
  return {
    executeCommandConfiguration: {
      logging: "OVERRIDE",
      ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
      logConfiguration: {
        cloudWatchLogGroupName: logGroup.name,
        cloudWatchEncryptionEnabled: kmsKeyArn !== undefined,
      },
    },
  };
}
