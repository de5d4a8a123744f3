import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

/**
 * Leads the public subnets' IPv6 to the internet gateway: awsx gives them blocks, and no route for these
 * (pulumi/pulumi-awsx#2143).
 *
 * @throws Error, in the update, when a public subnet has no route table.
 */
export function createIpv6Routes(
  name: string,
  vpc: awsx.ec2.Vpc,
  zones: number,
  parent: pulumi.Resource,
): aws.ec2.Route[] {
  const tables = publicRouteTables(vpc);
  const gatewayId = vpc.internetGateway.apply(({ id }) => id);
  return Array.from(
    { length: zones },
    (_, zone) =>
      new aws.ec2.Route(
        `${name}-public-${zone + 1}-ipv6`,
        {
          routeTableId: tables.apply((ids) => ids[zone] ?? missing(name, zone)),
          destinationIpv6CidrBlock: "::/0",
          gatewayId,
        },
        { parent },
      ),
  );
}

/** Ids of the public subnets' route tables, in the subnets' order; awsx lists all tables together. */
function publicRouteTables(vpc: awsx.ec2.Vpc): pulumi.Output<(string | undefined)[]> {
  const uses = vpc.routeTableAssociations.apply((all) =>
    pulumi.all(all.map(({ subnetId, routeTableId }) => pulumi.all([subnetId, routeTableId]))),
  );
  return pulumi
    .all([vpc.publicSubnetIds, uses])
    .apply(([subnets, known]) => subnets.map((id) => known.find(([subnet]) => subnet === id)?.[1]));
}

function missing(name: string, zone: number): never {
  throw new Error(`Network "${name}": public subnet ${zone + 1} has no route table`);
}
