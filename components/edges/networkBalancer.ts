import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkLoadBalancerArgs } from "../networkLoadBalancer";

/**
 * The load balancer and its addresses. How many subnets there are is plain, so each address is known to a preview.
 *
 * Another subnet, or one less, replaces a network load balancer, and the new one has to get the addresses that the old one
 * holds, and its target groups: so the old one goes first, with its listeners, and for some minutes nobody is served
 * (terraform-aws-modules/terraform-aws-alb#171, "The allocation IDs are not available for use").
 */
export function createNetworkBalancer(
  name: string,
  { network, crossZone, deletionProtection }: NetworkLoadBalancerArgs,
  securityGroup: aws.ec2.SecurityGroup,
  parent: pulumi.Resource,
): { balancer: aws.lb.LoadBalancer; addresses: aws.ec2.Eip[] } {
  const addresses = network.loadBalancerCidrs.map(
    (_, index) => new aws.ec2.Eip(`${name}-${index + 1}`, { domain: "vpc" }, { parent }),
  );
  const subnetIds = pulumi.output(network.loadBalancerSubnetIds);
  const balancer = new aws.lb.LoadBalancer(
    name,
    {
      loadBalancerType: "network",
      internal: false,
      subnetMappings: addresses.map(({ allocationId }, index) => ({
        subnetId: subnetIds.apply((ids) => subnetOf(ids, index)),
        allocationId,
      })),
      securityGroups: [securityGroup.id],
      enableCrossZoneLoadBalancing: crossZone ?? true,
      enableDeletionProtection: deletionProtection ?? false,
    },
    { parent, deleteBeforeReplace: true },
  );
  return { balancer, addresses };
}

function subnetOf(ids: string[], index: number): string {
  const id = ids[index];
  if (id === undefined) throw new Error(`the network has ${ids.length} load balancer subnets, and more blocks of them`);
  return id;
}
