import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancer } from "../loadBalancer";
import type { Scope } from "../naming";
import { innerPort } from "./innerBalancer";

/** AWS's own list of the addresses from which CloudFront asks origins. */
const originFacing = "com.amazonaws.global.cloudfront.origin-facing";

/**
 * CloudFront's way to the internal load balancer, and the rule that admits it. The rule names the list of CloudFront's
 * addresses, which is known before anything exists; the group that CloudFront makes for VPC origins is not there until the
 * first one is. Nobody else's CloudFront gets further by it, because an internal load balancer has no address that one could
 * reach. The list counts as 55 of a group's 60 rules (CloudFront developer guide, "Use the CloudFront managed prefix list"), so
 * the load balancer's group holds this rule alone.
 */
export function createVpcOrigin(
  name: string,
  scope: Scope,
  balancer: LoadBalancer,
  parent: pulumi.Resource,
): aws.cloudfront.VpcOrigin {
  const child = { parent };
  const rule = new aws.vpc.SecurityGroupIngressRule(
    `${name}-edge-cdn`,
    {
      securityGroupId: balancer.securityGroupId,
      description: "CloudFront to load balancer",
      prefixListId: aws.ec2.getManagedPrefixListOutput({ name: originFacing }, child).id,
      ipProtocol: "tcp",
      fromPort: innerPort,
      toPort: innerPort,
    },
    child,
  );
  return new aws.cloudfront.VpcOrigin(
    name,
    {
      vpcOriginEndpointConfig: {
        // An account has one VPC origin of a name, whatever the region.
        name: `${scope.project}-${scope.stack}-${name}`,
        arn: balancer.loadBalancerArn,
        httpPort: innerPort,
        httpsPort: 443,
        originProtocolPolicy: "http-only",
        originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
      },
    },
    { parent, dependsOn: [rule] },
  );
}
