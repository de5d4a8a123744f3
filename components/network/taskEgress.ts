import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "../network";

/** HTTPS is what a task needs to pull its images and to write its logs; the VPC's resolver is not subject to these rules. */
const httpsPort = 443;

type Destination = Pick<aws.vpc.SecurityGroupEgressRuleArgs, "cidrIpv4" | "referencedSecurityGroupId" | "prefixListId">;

/** Lets tasks out by HTTPS: to the internet, or where the network has no way there, to its endpoints and S3 alone. */
export function createTaskEgress(
  name: string,
  { group, network }: { group: aws.ec2.SecurityGroup; network: NetworkRef },
  parent: pulumi.Resource,
): aws.vpc.SecurityGroupEgressRule[] {
  return Object.entries(destinations(network)).map(
    ([purpose, { description, ...destination }]) =>
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-task-${purpose}`,
        {
          securityGroupId: group.id,
          description,
          ...destination,
          ipProtocol: "tcp",
          fromPort: httpsPort,
          toPort: httpsPort,
        },
        { parent },
      ),
  );
}

function destinations({ endpoints }: NetworkRef): Record<string, Destination & { description: string }> {
  if (endpoints === undefined) return { https: { description: "Images and logs", cidrIpv4: "0.0.0.0/0" } };
  return {
    endpoints: { description: "Endpoints", referencedSecurityGroupId: endpoints.securityGroupId },
    s3: { description: "Layers of images, in S3", prefixListId: endpoints.s3PrefixListId },
  };
}
