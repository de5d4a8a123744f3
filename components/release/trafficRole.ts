import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../naming";
import { createRole } from "../roles";

/**
 * The role with which ECS moves requests between two target groups, and the permission to do so (ECS developer guide, "Amazon
 * ECS infrastructure IAM role for load balancers"). Only ECS for this account and region can take it.
 */
export function createTrafficRole(
  name: string,
  scope: Scope,
  parent: pulumi.Resource,
): { role: aws.iam.Role; permission: aws.iam.RolePolicyAttachment } {
  const role = createRole(name, scope, { purpose: "traffic", service: "ecs.amazonaws.com" }, parent);
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
