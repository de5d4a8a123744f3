import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancer } from "../loadBalancer";
import type { NetworkRef } from "../network";
import { innerPort } from "./innerBalancer";

/**
 * The link from API Gateway into the VPC: its interfaces hold a group that reaches the internal load balancer and nothing else,
 * and the load balancer admits this group and nothing else.
 */
export function createVpcLink(
  name: string,
  { network, balancer }: { network: NetworkRef; balancer: LoadBalancer },
  parent: pulumi.Resource,
): aws.apigatewayv2.VpcLink {
  const child = { parent };
  const group = new aws.ec2.SecurityGroup(
    `${name}-link`,
    { vpcId: network.vpcId, description: `API ${name}: to its load balancer` },
    child,
  );
  const port = { ipProtocol: "tcp", fromPort: innerPort, toPort: innerPort };
  const out = new aws.vpc.SecurityGroupEgressRule(
    `${name}-link-edge`,
    {
      ...port,
      securityGroupId: group.id,
      description: "To the load balancer",
      referencedSecurityGroupId: balancer.securityGroupId,
    },
    child,
  );
  const into = new aws.vpc.SecurityGroupIngressRule(
    `${name}-edge-link`,
    {
      ...port,
      securityGroupId: balancer.securityGroupId,
      description: "API to load balancer",
      referencedSecurityGroupId: group.id,
    },
    child,
  );
  return new aws.apigatewayv2.VpcLink(
    name,
    { subnetIds: network.loadBalancerSubnetIds, securityGroupIds: [group.id] },
    { parent, dependsOn: [out, into] },
  );
}
