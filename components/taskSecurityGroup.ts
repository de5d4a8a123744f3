import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { EdgeRef } from "./edges/edgeRef";
import type { NetworkRef } from "./network";
import { createTaskEgress } from "./network/taskEgress";

/**
 * The security group of the tasks: in, the load balancer to the proxy's port; out, HTTPS where the network leads. One
 * resource a rule, because a policy can tell exactly which group a single rule names, and cannot for a list of inline rules.
 */
export function createTaskSecurityGroup(
  name: string,
  proxyPort: number,
  { network, edge }: { network: NetworkRef; edge: EdgeRef },
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
      referencedSecurityGroupId: edge.securityGroupId,
      ipProtocol: "tcp",
      fromPort: proxyPort,
      toPort: proxyPort,
    },
    child,
  );
  const fromEdge = new aws.vpc.SecurityGroupEgressRule(
    `${name}-edge-proxy`,
    {
      securityGroupId: edge.securityGroupId,
      description: `To the proxy of ${name}`,
      referencedSecurityGroupId: group.id,
      ipProtocol: "tcp",
      fromPort: proxyPort,
      toPort: proxyPort,
    },
    child,
  );
  const egress = createTaskEgress(name, { group, network }, parent);
  return { group, rules: [proxy, fromEdge, ...egress] };
}
