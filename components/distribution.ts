import * as pulumi from "@pulumi/pulumi";
import type { DomainArgs } from "./certificate";
import { createDistribution, createDistributionAliases } from "./edges/cloudFront";
import { checkDistribution, planDistribution } from "./edges/distributionPlan";
import { EdgeKind } from "./edges/edgeKind";
import type { FirewallArgs } from "./edges/firewallPlan";
import { createVpcOrigin } from "./edges/vpcOrigin";
import { refuse } from "./invalidArguments";
import { LoadBalancer } from "./loadBalancer";
import { checkComponentName, checkScopedNames } from "./naming";
import type { NetworkRef } from "./network";
import { checkArguments } from "./shapes/checkArguments";
import { distributionShape } from "./shapes/edgeShape";

export interface DistributionArgs {
  /** Network whose load balancer subnets hold the internal load balancer; its VPC needs an internet gateway, but no route to it. */
  network: NetworkRef;
  /** A domain to get a certificate (in us-east-1, where CloudFront looks) and alias records for. @default no domain */
  domain?: DomainArgs;
  /** A web ACL at CloudFront's own edge. Plain. @default none: the proxy lets through only what its routes name */
  firewall?: FirewallArgs;
  /** Seconds that CloudFront waits for the next byte of an answer, 1 to 120; above 60 the account needs a quota. @default 60 */
  originSeconds?: number;
  /** Idle time-out of the internal load balancer in seconds, 1 to 4000; shorter than the proxy keeps it. @default 60 */
  idleSeconds?: number;
  /** Days that the internal load balancer's access logs are kept, 1 to 3650. @default 90 */
  accessLogDays?: number;
  /** Refuse to delete the internal load balancer, until this is turned off again. @default false */
  deletionProtection?: boolean;
  /** Delete the access logs with the stack; otherwise the destruction stops at them. @default false */
  forceDelete?: boolean;
}

/**
 * A CloudFront distribution with a VPC origin, so that nothing in the VPC has a public address. It stores nothing: every request
 * reaches the proxy, with the visitor's own Host.
 *
 * Makes the distribution, the VPC origin, and an internal `LoadBalancer` that admits CloudFront's origin-facing addresses only;
 * with a domain, a certificate and alias records; with `firewall`, a web ACL with its log. All that belongs to CloudFront itself
 * is made in us-east-1, whatever the region of the stack.
 *
 * Costs $0.085 per GB and $1.00 per million HTTPS requests after CloudFront's free tier, and the load balancer's $16.43 a month
 * plus $5.84 for each capacity unit used (us-east-1, Amazon CloudFront and Elastic Load Balancing pricing). A firewall adds $5,
 * $1 for each of its rules (four by default), and $0.60 per million requests (AWS WAF pricing).
 *
 * @throws InvalidArguments when the name or a number is out of range.
 * @example
 * const edge = new Distribution("web", { network, domain: { name: "www.example.com", zoneId }, firewall: {} });
 */
export class Distribution extends pulumi.ComponentResource {
  /** What it is as an edge, plain. */
  readonly kind: EdgeKind;
  /** The internal load balancer's listener, which services add their rules to. */
  readonly listenerArn: pulumi.Output<string>;
  /** ARN of the internal load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** The internal load balancer's security group, which tasks admit. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The internal load balancer's idle time-out in seconds, plain. */
  readonly idleSeconds: number;
  /** Seconds that CloudFront waits for an answer, plain. */
  readonly answerSeconds: number;
  /** IPv4 blocks of the internal load balancer's subnets, plain. */
  readonly subnets: string[];
  /** ID of the distribution, to invalidate or to watch. */
  readonly distributionId: pulumi.Output<string>;
  /** Where visitors go: the domain if there is one, else the distribution's own name. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: DistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `Distribution "${name}"`;
    const scope = { project: pulumi.getProject(), stack: pulumi.getStack() };
    refuse([
      ...checkComponentName(where, name),
      ...checkScopedNames(where, scope, name),
      ...checkArguments(where, args, distributionShape, () => checkDistribution(where, args)),
    ]);
    const plan = planDistribution(args);
    super("gatehouse:index:Distribution", name, { answerSeconds: plan.originSeconds }, opts);

    const balancer = new LoadBalancer(name, { network: args.network, ...plan.balancer }, { parent: this });
    const origin = createVpcOrigin(name, scope, balancer, this);
    const distribution = createDistribution(name, args, { plan, balancer, origin }, this);
    if (args.domain !== undefined) createDistributionAliases(name, args.domain, distribution, this);

    this.kind = EdgeKind.Cdn;
    this.listenerArn = balancer.listenerArn;
    this.loadBalancerArn = balancer.loadBalancerArn;
    this.securityGroupId = balancer.securityGroupId;
    this.idleSeconds = balancer.idleSeconds;
    this.answerSeconds = plan.originSeconds;
    this.subnets = balancer.subnets;
    this.distributionId = distribution.id;
    this.url = pulumi.interpolate`https://${args.domain?.name ?? distribution.domainName}`;
    this.registerOutputs({
      kind: this.kind,
      listenerArn: this.listenerArn,
      loadBalancerArn: this.loadBalancerArn,
      securityGroupId: this.securityGroupId,
      idleSeconds: this.idleSeconds,
      answerSeconds: this.answerSeconds,
      subnets: this.subnets,
      distributionId: this.distributionId,
      url: this.url,
    });
  }
}
