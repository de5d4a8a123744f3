import * as pulumi from "@pulumi/pulumi";
import { createCertificateOf, type DomainArgs } from "./certificate";
import { createBalancer, createBalancerAlias, createListener, protect } from "./edges/applicationBalancer";
import { clientRules } from "./edges/clients";
import { createEdgeGroup } from "./edges/edgeGroup";
import { EdgeKind } from "./edges/edgeKind";
import type { FirewallArgs } from "./edges/firewallPlan";
import { checkLoadBalancer, checkNetworkOf, openPorts, planLoadBalancer } from "./edges/loadBalancerPlan";
import { TlsPolicy } from "./edges/tlsPolicy";
import { refuse } from "./invalidArguments";
import { checkComponentName } from "./naming";
import type { NetworkRef } from "./network";
import { checkArguments } from "./shapes/checkArguments";
import { loadBalancerShape } from "./shapes/edgeShape";

export interface LoadBalancerArgs {
  /** Network whose load balancer subnets it stands in. */
  network: NetworkRef;
  /** Seconds without a byte after which a connection is closed, 1 to 4000; shorter than the proxy keeps it. @default 60 */
  idleSeconds?: number;
  /** ARN of a certificate in the same region: HTTPS on 443, and HTTP only redirects. @default no certificate */
  certificateArn?: pulumi.Input<string>;
  /** A domain to get a certificate and an alias record for; instead of `certificateArn`. @default no domain */
  domain?: DomainArgs;
  /** The oldest TLS that visitors may speak: `tls12`, or `tls13` where every client is new. @default "tls12" */
  tlsPolicy?: TlsPolicy;
  /**
   * Whether it has addresses of the VPC only. Then `clients` must be said: who in the VPC, or beyond a peering, may connect.
   * Plain. A change replaces it. @default false
   */
  internal?: boolean;
  /** Networks that may connect, as CIDR blocks, each a rule for each port. Plain. @default everyone */
  clients?: string[];
  /** Whether it has IPv6 addresses too; the network's subnets need IPv6 blocks. Tasks still speak IPv4. Plain. @default false */
  dualStack?: boolean;
  /** A web ACL in front. Plain. @default none: the proxy lets through only what its routes name */
  firewall?: FirewallArgs;
  /** Days that access logs are kept, 1 to 3650. @default 90, a quarter to look back */
  accessLogDays?: number;
  /** Refuse to delete it, until this is turned off again. @default false */
  deletionProtection?: boolean;
  /** Delete the access logs with the stack; otherwise the destruction stops at them. @default false */
  forceDelete?: boolean;
}

/**
 * An Application Load Balancer that answers 404 until services add their rules, one or several of them, in this stack or others.
 *
 * Makes the load balancer, its security group with one ingress rule for each client network and listener, the HTTP listener (a
 * redirect when there is a certificate), the HTTPS listener with its certificate and alias record, a bucket for access logs, and,
 * with `firewall`, a web ACL with its log. It has no way to a task until `ProxiedService` opens the one to its proxy.
 *
 * Costs $16.43 a month plus $5.84 for each load balancer capacity unit used, and $3.65 for each public IPv4 address
 * (us-east-1, Elastic Load Balancing pricing). A firewall adds $5, $1 for each of its rules (four by default), and $0.60 per
 * million requests (AWS WAF pricing).
 *
 * @throws InvalidArguments when the name or a number is out of range, a certificate and a domain are given, or an internal one
 * does not say its clients.
 * @example
 * const loadBalancer = new LoadBalancer("web", { network, domain: { name: "users.example.com", zoneId } });
 */
export class LoadBalancer extends pulumi.ComponentResource {
  /** What it is as an edge, plain. */
  readonly kind: EdgeKind;
  /** The listener that services add their rules to: HTTPS where there is a certificate, else HTTP. */
  readonly listenerArn: pulumi.Output<string>;
  /** Its security group, which tasks admit. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Its idle time-out in seconds, plain. */
  readonly idleSeconds: number;
  /** IPv4 blocks of its subnets, plain. */
  readonly subnets: string[];
  /** Inbound IPv4 rules of its security group, plain. */
  readonly inboundRules: number;
  /** Certificate of its HTTPS listener, if there is one. */
  readonly certificateArn?: pulumi.Output<string>;
  /** The oldest TLS that visitors may speak, plain. */
  readonly tlsPolicy: TlsPolicy;
  /** ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** Its own name in DNS. */
  readonly dnsName: pulumi.Output<string>;
  /** Where visitors go: the domain if there is one, else the load balancer's own name. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `LoadBalancer "${name}"`;
    refuse([
      ...checkComponentName(where, name),
      ...checkArguments(where, args, loadBalancerShape, () => [
        ...checkLoadBalancer(where, args),
        ...checkNetworkOf(where, args),
      ]),
    ]);
    const plan = planLoadBalancer(args);
    super("gatehouse:index:LoadBalancer", name, { idleSeconds: plan.idleSeconds, https: plan.https }, opts);

    const securityGroup = createEdgeGroup(
      name,
      { network: args.network, clients: plan.clients, ports: openPorts(plan) },
      this,
    );
    const balancer = createBalancer(name, args, { plan, securityGroup }, this);
    const certificateArn = createCertificateOf(name, args, this);
    const tlsPolicy = args.tlsPolicy ?? TlsPolicy.Tls12;
    const listener = createListener(name, { plan, balancer, certificateArn, tlsPolicy }, this);
    if (args.domain !== undefined) createBalancerAlias(name, args.domain, balancer, plan.dualStack, this);
    if (args.firewall !== undefined) protect(name, args.firewall, balancer, this);

    this.kind = EdgeKind.Alb;
    this.listenerArn = listener.arn;
    this.securityGroupId = securityGroup.id;
    this.idleSeconds = plan.idleSeconds;
    this.subnets = args.network.loadBalancerCidrs;
    this.inboundRules = clientRules(plan.clients, openPorts(plan));
    if (certificateArn !== undefined) this.certificateArn = certificateArn;
    this.tlsPolicy = tlsPolicy;
    this.loadBalancerArn = balancer.arn;
    this.dnsName = balancer.dnsName;
    this.url = pulumi.interpolate`${plan.https ? "https" : "http"}://${args.domain?.name ?? balancer.dnsName}`;
    this.registerOutputs({
      kind: this.kind,
      listenerArn: this.listenerArn,
      securityGroupId: this.securityGroupId,
      idleSeconds: this.idleSeconds,
      subnets: this.subnets,
      inboundRules: this.inboundRules,
      certificateArn: this.certificateArn,
      tlsPolicy: this.tlsPolicy,
      loadBalancerArn: this.loadBalancerArn,
      dnsName: this.dnsName,
      url: this.url,
    });
  }
}
