import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "../network";
import { clientSuffix } from "./clients";

/**
 * The security group of a load balancer: in, each client network to each of its ports, one resource a rule; out, nothing, until
 * a service opens the way to its proxy.
 */
export function createEdgeGroup(
  name: string,
  { network, clients, ports }: { network: NetworkRef; clients: string[]; ports: number[] },
  parent: pulumi.Resource,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    `${name}-edge`,
    { vpcId: network.vpcId, description: `Load balancer ${name}: visitors in, proxies out` },
    { parent },
  );
  for (const port of ports) {
    for (const client of clients) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-edge-${port}${clientSuffix(client)}`,
        {
          securityGroupId: group.id,
          description: "Visitors",
          ...(client.includes(":") ? { cidrIpv6: client } : { cidrIpv4: client }),
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
        },
        { parent },
      );
    }
  }
  return group;
}
