import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { roleName, type Scope } from "../naming";

/**
 * The role of the hosts, with what ECS's agent needs and nothing else: tasks have roles of their own, and nobody opens a
 * session on a host. The agent's permissions are AWS's own policy, which changes with the agent (ECS developer guide,
 * "Container instance IAM role").
 */
export function createHostProfile(
  name: string,
  scope: Scope,
  parent: pulumi.Resource,
): { profile: aws.iam.InstanceProfile; permission: aws.iam.RolePolicyAttachment } {
  const child = { parent };
  const { partition, dnsSuffix } = aws.getPartitionOutput({}, child);
  const trust = {
    Effect: "Allow",
    Principal: { Service: pulumi.interpolate`ec2.${dnsSuffix}` },
    Action: "sts:AssumeRole",
  };
  const role = new aws.iam.Role(
    name,
    {
      name: roleName(scope, name, "instance"),
      assumeRolePolicy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [trust] }),
    },
    child,
  );
  const permission = new aws.iam.RolePolicyAttachment(
    name,
    {
      role: role.name,
      policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role`,
    },
    child,
  );
  return { profile: new aws.iam.InstanceProfile(name, { role: role.name }, child), permission };
}
