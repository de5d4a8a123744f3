import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { createAccessLogBucket } from "../accessLogBucket";
import { createAlias, type DomainArgs } from "../certificate";
import type { LoadBalancerArgs } from "../loadBalancer";
import { type FirewallArgs, planFirewall } from "./firewallPlan";
import type { LoadBalancerPlan } from "./loadBalancerPlan";
import { type TlsPolicy, tlsPolicyName } from "./tlsPolicy";
import { createWebAcl } from "./webAcl";

/** The load balancer itself, with its access logs. */
export function createBalancer(
  name: string,
  args: LoadBalancerArgs,
  { plan, securityGroup }: { plan: LoadBalancerPlan; securityGroup: aws.ec2.SecurityGroup },
  parent: pulumi.Resource,
): aws.lb.LoadBalancer {
  const { idleSeconds, accessLogDays, internal, dualStack } = plan;
  const logs = createAccessLogBucket(
    name,
    { retentionDays: accessLogDays, forceDelete: args.forceDelete ?? false },
    parent,
  );
  return new aws.lb.LoadBalancer(
    name,
    {
      loadBalancerType: "application",
      internal,
      ...(dualStack ? { ipAddressType: "dualstack" } : {}),
      subnets: args.network.loadBalancerSubnetIds,
      securityGroups: [securityGroup.id],
      idleTimeout: idleSeconds,
      enableDeletionProtection: args.deletionProtection ?? false,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      // The proxy believes the last entry of X-Forwarded-For, because the load balancer appended it.
      xffHeaderProcessingMode: "append",
      accessLogs: { bucket: logs.bucket.bucket, enabled: true },
    },
    // Without the policy ELB refuses to log, and so to be made.
    { parent, dependsOn: [logs.policy] },
  );
}

/** What listeners are made of. */
interface ListenerParts {
  plan: LoadBalancerPlan;
  balancer: aws.lb.LoadBalancer;
  certificateArn: pulumi.Output<string> | undefined;
  tlsPolicy: TlsPolicy;
}

/** Its listeners, of which the returned one takes the services' rules: HTTPS with a redirect from HTTP, or HTTP alone. */
export function createListener(
  name: string,
  { plan, balancer, certificateArn, tlsPolicy }: ListenerParts,
  parent: pulumi.Resource,
): aws.lb.Listener {
  const { http, https } = plan.ports;
  const plain = new aws.lb.Listener(
    `${name}-http`,
    {
      loadBalancerArn: balancer.arn,
      port: http,
      protocol: "HTTP",
      defaultActions: [https === undefined ? notFound : redirectTo(https)],
    },
    { parent },
  );
  if (https === undefined || certificateArn === undefined) return plain;
  return new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn: balancer.arn,
      port: https,
      protocol: "HTTPS",
      sslPolicy: tlsPolicyName(tlsPolicy),
      certificateArn,
      defaultActions: [notFound],
    },
    { parent },
  );
}

/** The records that lead a domain's visitors to a load balancer. */
export function createBalancerAlias(
  name: string,
  domain: DomainArgs,
  { dnsName, zoneId }: aws.lb.LoadBalancer,
  dualStack: boolean,
  parent: pulumi.Resource,
): void {
  const target = { dnsName, zoneId, evaluateTargetHealth: true };
  createAlias(name, domain, target, parent);
  if (dualStack) createAlias(name, domain, target, parent, "AAAA");
}

/** Puts a web ACL before a load balancer. */
export function protect(
  name: string,
  firewall: FirewallArgs,
  balancer: aws.lb.LoadBalancer,
  parent: pulumi.Resource,
): void {
  const acl = createWebAcl(name, planFirewall(firewall), "REGIONAL", parent);
  new aws.wafv2.WebAclAssociation(name, { resourceArn: balancer.arn, webAclArn: acl.arn }, { parent });
}

/** What a listener says to a request that no service's rule takes. */
const notFound = {
  type: "fixed-response",
  fixedResponse: { contentType: "application/json", messageBody: '{"error":"Not Found"}', statusCode: "404" },
};

function redirectTo(port: number) {
  return { type: "redirect", redirect: { port: String(port), protocol: "HTTPS", statusCode: "HTTP_301" } };
}
