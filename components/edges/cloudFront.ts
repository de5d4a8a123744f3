import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { createAlias, createCertificate, type DomainArgs } from "../certificate";
import type { DistributionArgs } from "../distribution";
import type { LoadBalancer } from "../loadBalancer";
import type { DistributionPlan } from "./distributionPlan";
import { planFirewall } from "./firewallPlan";
import { cloudFrontRegion, createWebAcl } from "./webAcl";

/**
 * AWS's own policies, by the ids that they have in every account: CachingDisabled, which stores nothing, and AllViewer, with
 * which Host, cookies and query arrive as the visitor sent them (CloudFront developer guide, "Use managed cache policies" and
 * "Use managed origin request policies").
 */
const managedPolicies = {
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  allViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
} as const;

/** The one origin of the distribution. */
const originId = "gate";

/** The distribution: HTTPS for visitors, everything to the VPC origin, nothing kept. */
export function createDistribution(
  name: string,
  { domain, firewall }: DistributionArgs,
  { plan, balancer, origin }: { plan: DistributionPlan; balancer: LoadBalancer; origin: aws.cloudfront.VpcOrigin },
  parent: pulumi.Resource,
): aws.cloudfront.Distribution {
  const acl = firewall === undefined ? undefined : createWebAcl(name, planFirewall(firewall), "CLOUDFRONT", parent);
  return new aws.cloudfront.Distribution(
    name,
    {
      enabled: true,
      comment: `Edge of ${name}`,
      isIpv6Enabled: true,
      httpVersion: "http2and3",
      ...(domain === undefined ? {} : { aliases: [domain.name] }),
      ...(acl === undefined ? {} : { webAclId: acl.arn }),
      origins: [
        {
          originId,
          domainName: balancer.dnsName,
          vpcOriginConfig: { vpcOriginId: origin.id, originReadTimeout: plan.originSeconds },
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: originId,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: managedPolicies.cachingDisabled,
        originRequestPolicyId: managedPolicies.allViewer,
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: viewerCertificate(name, domain, parent),
    },
    { parent },
  );
}

/** The records that lead a domain's visitors to the distribution, which has IPv6 always. */
export function createDistributionAliases(
  name: string,
  domain: DomainArgs,
  { domainName, hostedZoneId }: aws.cloudfront.Distribution,
  parent: pulumi.Resource,
): void {
  const target = { dnsName: domainName, zoneId: hostedZoneId, evaluateTargetHealth: false };
  createAlias(name, domain, target, parent);
  createAlias(name, domain, target, parent, "AAAA");
}

/** Without a domain the distribution answers at its own name, with CloudFront's certificate and oldest TLS. */
function viewerCertificate(name: string, domain: DomainArgs | undefined, parent: pulumi.Resource) {
  if (domain === undefined) return { cloudfrontDefaultCertificate: true };
  return {
    acmCertificateArn: createCertificate(name, domain, parent, { region: cloudFrontRegion }),
    sslSupportMethod: "sni-only",
    minimumProtocolVersion: "TLSv1.2_2021",
  };
}
