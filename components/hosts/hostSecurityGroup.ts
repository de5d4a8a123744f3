import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "../network";
import { createTaskEgress } from "../network/taskEgress";

/** Ports that ECS picks from on Linux, the kernel's own range (ECS API reference, PortMapping, "hostPort"). */
export const pickedPorts = { first: 32768, last: 60999 } as const;

/** The hosts' security group: in, nobody until a load balancer is admitted; out, HTTPS where the network leads. */
export function createHostSecurityGroup(
  name: string,
  network: NetworkRef,
  parent: pulumi.Resource,
): { group: aws.ec2.SecurityGroup; rules: pulumi.Resource[] } {
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId: network.vpcId, description: `Hosts of ${name}: load balancers to published proxies` },
    { parent },
  );
  return { group, rules: createTaskEgress(name, { group, network }, parent) };
}

/** Two rules between a load balancer and the hosts: it is admitted to these ports, and let out to them. */
export function admitLoadBalancer(
  name: string,
  between: { hosts: pulumi.Input<string>; loadBalancer: pulumi.Input<string>; first: number; last: number },
  parent: pulumi.Resource,
): pulumi.Resource[] {
  const ports = { ipProtocol: "tcp", fromPort: between.first, toPort: between.last };
  return [
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-hosts-proxy`,
      {
        ...ports,
        securityGroupId: between.hosts,
        description: "Load balancer to published proxies",
        referencedSecurityGroupId: between.loadBalancer,
      },
      { parent },
    ),
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-edge-hosts`,
      {
        ...ports,
        securityGroupId: between.loadBalancer,
        description: "To proxies published on hosts",
        referencedSecurityGroupId: between.hosts,
      },
      { parent },
    ),
  ];
}
