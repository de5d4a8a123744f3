import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../naming";
import { createRole } from "../roles";

/**
 * The role with which ECS moves requests between two target groups, and the permission to do so (ECS developer guide, "Amazon
 * ECS infrastructure IAM role for load balancers").
 *
 * ECS alone can take it, on no further condition, as AWS writes it there: that ECS names the account and the source when it
 * takes an infrastructure role is said nowhere, and a condition on a name that is not sent would stop every deployment.
 */
export function createTrafficRole(
  name: string,
  scope: Scope,
  parent: pulumi.Resource,
): { role: aws.iam.Role; permission: aws.iam.RolePolicyAttachment } {
  const trust = { Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" };
  const role = createRole(name, scope, { purpose: "traffic", trust }, parent);
  const partition = aws.getPartitionOutput({}, { parent }).partition;
  const permission = new aws.iam.RolePolicyAttachment(
    `${name}-traffic`,
    {
      role: role.name,
      policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers`,
    },
    { parent },
  );
  return { role, permission };
}
