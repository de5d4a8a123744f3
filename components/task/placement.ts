import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { HostsRef } from "../hosts/hostsArgs";
import type { NetworkRef } from "../network";
import { type Compute, hasOwnInterface } from "./compute";

type Placement = Pick<
  aws.ecs.ServiceArgs,
  "capacityProviderStrategies" | "forceNewDeployment" | "networkConfiguration" | "orderedPlacementStrategies"
>;

/** Where a service's tasks run, and how they are connected: the part of `aws.ecs.ServiceArgs` that compute decides. */
export function placement(
  compute: Compute,
  around: { hosts: HostsRef | undefined; network: NetworkRef; securityGroupId: pulumi.Input<string> },
): Placement {
  return {
    capacityProviderStrategies: strategies(compute, around.hosts),
    // Other weights are otherwise a new service beside the old one (aws.ecs.Service, capacityProviderStrategies).
    forceNewDeployment: true,
    ...(hasOwnInterface(compute) && { networkConfiguration: connection(compute, around) }),
    // A zone's failure takes no more than its share, and hosts that are not needed get empty.
    ...(compute.kind === "hosts" && {
      orderedPlacementStrategies: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
    }),
  };
}

function strategies(compute: Compute, hosts: HostsRef | undefined) {
  if (compute.kind === "fargate") {
    return compute.shares.map(({ provider, base, weight }) => ({
      capacityProvider: provider,
      weight,
      ...(base > 0 && { base }),
    }));
  }
  return hosts === undefined ? [] : [{ capacityProvider: hosts.capacityProviderName, weight: 1 }];
}

/** ECS gives no public address to a task on EC2 hosts (ECS API reference, AwsVpcConfiguration). */
function connection(
  compute: Compute,
  { network, securityGroupId }: { network: NetworkRef; securityGroupId: pulumi.Input<string> },
) {
  return {
    subnets: network.taskSubnetIds,
    securityGroups: [securityGroupId],
    assignPublicIp: compute.kind === "fargate" && network.taskPublicAddress,
  };
}
