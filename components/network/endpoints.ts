import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../nginx";
import { NetworkLayout } from "./layout";

/** What tasks reach in a network without a way to the internet, all of it by HTTPS. */
export interface EndpointsRef {
  /** Security group of the interface endpoints. */
  securityGroupId: pulumi.Input<string>;
  /** Prefix list of S3's addresses, where the layers of images are; a gateway endpoint leads there. */
  s3PrefixListId: pulumi.Input<string>;
  /** AWS services with an interface endpoint, by the last part of its name, such as `secretsmanager`. Plain. */
  services: string[];
}

/**
 * What a Fargate task needs to start and to log (Amazon ECR user guide, "Amazon ECR interface VPC endpoints"); ECS itself
 * needs none.
 */
export const neededServices = ["ecr.api", "ecr.dkr", "logs"];

/** The end of `com.amazonaws.us-east-1.ecr.api` and its like. */
const serviceName = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/;

/** Where the endpoints stand, and whom they serve. */
interface EndpointPlace {
  vpcId: pulumi.Input<string>;
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** IPv4 blocks of these subnets. */
  cidrs: string[];
  routeTableIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** Problems of the interface endpoints that a user asks for beside the needed ones. */
export function checkEndpoints(where: string, services: readonly string[], layout: NetworkLayout): Problem[] {
  if (services.length > 0 && layout !== NetworkLayout.Isolated) {
    const given = `${services.join(", ")}, in the layout ${layout}`;
    const legal = `none: only tasks of the layout ${NetworkLayout.Isolated} need endpoints`;
    return [{ where, given, legal, fix: `remove them, or use the layout ${NetworkLayout.Isolated}` }];
  }
  return services.flatMap((service, index) => {
    const at = `${where}[${index}]`;
    const given = JSON.stringify(service);
    if (service === "s3" || neededServices.includes(service) || services.indexOf(service) < index) {
      return [{ where: at, given, legal: "services that have no endpoint yet", fix: "remove it" }];
    }
    if (serviceName.test(service)) return [];
    return [{ where: at, given, legal: "the last part of an endpoint's name", fix: "write it as in secretsmanager" }];
  });
}

/**
 * Makes the endpoints of an isolated network: one security group that admits the tasks' subnets to port 443, an interface
 * endpoint for each service, under the service's own name in the VPC's DNS, and the gateway endpoint for S3.
 *
 * Names are those of all regions but China's.
 */
export function createEndpoints(
  name: string,
  place: EndpointPlace,
  services: string[],
  parent: pulumi.Resource,
): { ref: EndpointsRef; all: aws.ec2.VpcEndpoint[] } {
  const region = aws.getRegionOutput({}, { parent }).region;
  const securityGroup = createSecurityGroup(name, place, parent);
  const interfaces = services.map(
    (service) =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service.replaceAll(".", "-")}`,
        {
          vpcId: place.vpcId,
          serviceName: pulumi.interpolate`com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          subnetIds: place.subnetIds,
          securityGroupIds: [securityGroup.id],
          privateDnsEnabled: true,
        },
        { parent },
      ),
  );
  const s3 = new aws.ec2.VpcEndpoint(
    `${name}-s3`,
    {
      vpcId: place.vpcId,
      serviceName: pulumi.interpolate`com.amazonaws.${region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: place.routeTableIds,
      policy: s3Policy(region, parent),
    },
    { parent },
  );
  const ref = { securityGroupId: securityGroup.id, s3PrefixListId: s3.prefixListId, services };
  return { ref, all: [...interfaces, s3] };
}

function createSecurityGroup(name: string, place: EndpointPlace, parent: pulumi.Resource): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    `${name}-endpoints`,
    { vpcId: place.vpcId, description: `Endpoints of ${name}: tasks in, nothing out` },
    { parent },
  );
  for (const [index, cidrIpv4] of place.cidrs.entries()) {
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-endpoints-${index + 1}`,
      {
        securityGroupId: group.id,
        description: "Tasks",
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      { parent },
    );
  }
  return group;
}

/**
 * Through the gateway go the layers of images, which are in a bucket of AWS's own, and this account's buckets; so that a task
 * cannot carry data to anyone else's (Amazon ECR user guide, "Minimum Amazon S3 bucket permissions for Amazon ECR").
 */
function s3Policy(region: pulumi.Output<string>, parent: pulumi.Resource): pulumi.Output<string> {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const partition = aws.getPartitionOutput({}, { parent }).partition;
  const layers = {
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: pulumi.interpolate`arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`,
  };
  const own = {
    Effect: "Allow",
    Principal: "*",
    Action: "s3:*",
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceAccount": account } },
  };
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: [layers, own] });
}
