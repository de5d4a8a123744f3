import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../nginx";
import { checkChoice } from "../choice";
import { checkLogRetention } from "../logRetention";
import { checkScopedNames, roleName, type Scope } from "../naming";

/** Which connections a flow log records. */
export const FlowTraffic = { Rejected: "rejected", All: "all" } as const;
export type FlowTraffic = (typeof FlowTraffic)[keyof typeof FlowTraffic];

/**
 * What is recorded of a network's connections: addresses, ports, bytes, and whether a rule admitted them. The records go to
 * CloudWatch Logs, where the containers' logs are and a query finds both; $0.50 per GB taken in and $0.03 per GB kept a month
 * (Amazon CloudWatch pricing, vended logs).
 */
export interface FlowLogsArgs {
  /** Days that records are kept, as CloudWatch sells them (1, 3, 5, 7, 14, 30, 60, 90 …; 0 for ever). @default 30 */
  days?: number;
  /** Refused connections only, a small part of the records; or all. A change makes the flow log anew. @default "rejected" */
  traffic?: FlowTraffic;
}

/** Problems of flow logs, and of the names that their role and log group would get. */
export function checkFlowLogs(
  where: string,
  args: FlowLogsArgs,
  { name, scope }: { name: string; scope: Scope },
): Problem[] {
  return [
    ...checkLogRetention(`${where}.flowLogs.days`, daysOf(args)),
    ...checkChoice(`${where}.flowLogs.traffic`, trafficOf(args), Object.values(FlowTraffic)),
    ...checkScopedNames(where, scope, name),
  ];
}

/** Makes the flow log of a VPC, its log group, and the role that may write to this group and nothing else. */
export function createFlowLogs(
  { name, scope }: { name: string; scope: Scope },
  vpcId: pulumi.Input<string>,
  args: FlowLogsArgs,
  parent: pulumi.Resource,
): aws.ec2.FlowLog {
  const child = { parent };
  const group = new aws.cloudwatch.LogGroup(
    `${name}-flow`,
    { name: `/vpc/${scope.project}/${scope.stack}/${name}`, retentionInDays: daysOf(args) },
    child,
  );
  const role = createRole(name, scope, parent);
  const write = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
    Resource: pulumi.interpolate`${group.arn}:*`,
  };
  const policy = new aws.iam.RolePolicy(
    `${name}-flow`,
    { role: role.name, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [write] }) },
    child,
  );
  return new aws.ec2.FlowLog(
    `${name}-flow`,
    {
      vpcId,
      trafficType: trafficOf(args) === FlowTraffic.All ? "ALL" : "REJECT",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
    },
    // Without its permission the first records are lost.
    { ...child, dependsOn: [policy] },
  );
}

/**
 * A role that only flow logs of this account and region can take (Amazon VPC user guide, "IAM role for publishing flow logs to
 * CloudWatch Logs").
 */
function createRole(name: string, scope: Scope, parent: pulumi.Resource): aws.iam.Role {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const region = aws.getRegionOutput({}, { parent }).region;
  const partition = aws.getPartitionOutput({}, { parent }).partition;
  const trust = {
    Effect: "Allow",
    Principal: { Service: "vpc-flow-logs.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*` },
    },
  };
  return new aws.iam.Role(
    `${name}-flow`,
    {
      name: roleName(scope, name, "flow"),
      assumeRolePolicy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [trust] }),
    },
    { parent },
  );
}

function daysOf(args: FlowLogsArgs): number {
  return args.days ?? 30;
}

function trafficOf(args: FlowLogsArgs): FlowTraffic {
  return args.traffic ?? FlowTraffic.Rejected;
}
