import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerRef } from "./loadBalancer";
import type { NetworkRef } from "./network";

/** HTTPS is what a task needs to pull its images and to write its logs; the VPC's resolver is not subject to these rules. */
const httpsPort = 443;

/**
 * The security group of the tasks: in, the load balancer to the proxy's port; out, HTTPS. One resource a rule, because a
 * policy can tell exactly which group a single rule names, and cannot for a list of inline rules.
 */
export function createTaskSecurityGroup(
  name: string,
  proxyPort: number,
  { network, loadBalancer }: { network: NetworkRef; loadBalancer: LoadBalancerRef },
  parent: pulumi.Resource,
): { group: aws.ec2.SecurityGroup; rules: pulumi.Resource[] } {
  const child = { parent };
  const group = new aws.ec2.SecurityGroup(
    `${name}-task`,
    { vpcId: network.vpcId, description: `Tasks of ${name}: the load balancer to the proxy` },
    child,
  );
  const proxy = new aws.vpc.SecurityGroupIngressRule(
    `${name}-task-proxy`,
    {
      securityGroupId: group.id,
      description: "Load balancer to proxy",
      referencedSecurityGroupId: loadBalancer.securityGroupId,
      ipProtocol: "tcp",
      fromPort: proxyPort,
      toPort: proxyPort,
    },
    child,
  );
  const edge = new aws.vpc.SecurityGroupEgressRule(
    `${name}-edge-proxy`,
    {
      securityGroupId: loadBalancer.securityGroupId,
      description: `To the proxy of ${name}`,
      referencedSecurityGroupId: group.id,
      ipProtocol: "tcp",
      fromPort: proxyPort,
      toPort: proxyPort,
    },
    child,
  );
  const https = new aws.vpc.SecurityGroupEgressRule(
    `${name}-task-https`,
    {
      securityGroupId: group.id,
      description: "Images and logs",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: httpsPort,
      toPort: httpsPort,
    },
    child,
  );
  return { group, rules: [proxy, edge, https] };
}
