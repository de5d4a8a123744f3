import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { createIpv6Routes } from "./ipv6Routes";
import { NetworkLayout } from "./layout";
import type { SubnetPlan } from "./subnets";
import { type ZoneArgs, zoneCount } from "./zones";

/** What a VPC is made of. */
export interface VpcSettings {
  cidrBlock: string;
  zones: ZoneArgs;
  layout: NetworkLayout;
  subnets: SubnetPlan;
  ipv6: boolean;
}

/** An `isolated` network has private subnets too, only that nothing leads out: to change to it keeps them. */
const natStrategies = {
  [NetworkLayout.Public]: "None",
  [NetworkLayout.Private]: "Single",
  [NetworkLayout.PrivateNatPerZone]: "OnePerAz",
  [NetworkLayout.Isolated]: "None",
} as const;

/** Makes the VPC with its subnets and routes, and closes its default security group. */
export function createVpc(
  name: string,
  { cidrBlock, zones, layout, subnets, ipv6 }: VpcSettings,
  parent: pulumi.Resource,
): { vpc: awsx.ec2.Vpc; routes: pulumi.Output<unknown> } {
  // Private subnets have no IPv6 block: an address there could not reach out, and nothing has to reach it.
  const blocks = (isPublic: boolean) => (ipv6 ? { assignIpv6AddressOnCreation: isPublic } : {});
  const vpc = new awsx.ec2.Vpc(
    name,
    {
      cidrBlock,
      ...(zones.availabilityZones === undefined
        ? { numberOfAvailabilityZones: zoneCount(zones) }
        : { availabilityZoneNames: zones.availabilityZones }),
      ...(ipv6 ? { assignGeneratedIpv6CidrBlock: true } : {}),
      enableDnsHostnames: true,
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", cidrBlocks: subnets.public, ...blocks(true) },
        ...(subnets.private.length > 0
          ? [{ type: "Private" as const, cidrBlocks: subnets.private, ...blocks(false) }]
          : []),
      ],
      natGateways: { strategy: natStrategies[layout] },
    },
    { parent },
  );
  // Whatever is started without a security group gets this one: with no rules it admits and reaches nothing.
  new aws.ec2.DefaultSecurityGroup(name, { vpcId: vpc.vpcId, ingress: [], egress: [] }, { parent });
  const ipv6Routes = ipv6 ? createIpv6Routes(name, vpc, zoneCount(zones), parent) : [];
  const routes = pulumi.all([vpc.routes, vpc.routeTableAssociations, ipv6Routes.map(({ id }) => id)]);
  return { vpc, routes };
}
