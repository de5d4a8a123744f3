import * as pulumi from "@pulumi/pulumi";
import { createCertificateOf, type DomainArgs } from "./certificate";
import { createBalancerAlias } from "./edges/applicationBalancer";
import { createEdgeGroup } from "./edges/edgeGroup";
import { type ClientAddressMode, EdgeKind } from "./edges/edgeKind";
import { createNetworkBalancer } from "./edges/networkBalancer";
import { checkNetworkLoadBalancer, planNetworkLoadBalancer } from "./edges/networkLoadBalancerPlan";
import { TlsPolicy } from "./edges/tlsPolicy";
import { refuse } from "./invalidArguments";
import { checkComponentName } from "./naming";
import type { NetworkRef } from "./network";
import { checkArguments } from "./shapes/checkArguments";
import { networkLoadBalancerShape } from "./shapes/edgeShape";

export interface NetworkLoadBalancerArgs {
  /** Network whose load balancer subnets it stands in, with one Elastic IP in each. */
  network: NetworkRef;
  /** Networks that may connect, as IPv4 CIDR blocks, each a rule of the security group. Plain. @default everyone */
  clients?: string[];
  /** Port that clients connect to, 1 to 65535. Plain. @default 443 with TLS, else 80 */
  port?: number;
  /** ARN of a certificate in the same region: TLS ends at the load balancer. @default TCP, passed on as it is */
  certificateArn?: pulumi.Input<string>;
  /** A domain to get a certificate and an alias record for; instead of `certificateArn`. @default no domain */
  domain?: DomainArgs;
  /** The oldest TLS that clients may speak. @default "tls12" */
  tlsPolicy?: TlsPolicy;
  /** How the proxy learns the client's address; from end to end, one or the other. Plain. @default "preserve" */
  clientAddress?: ClientAddressMode;
  /**
   * Seconds without a byte after which a connection is forgotten, 60 to 6000; longer than the proxy keeps it. With TLS it is
   * 350 and cannot be changed (ELB user guide, "Update the TCP idle timeout"). Plain. @default 350
   */
  idleSeconds?: number;
  /** Whether each of its addresses uses the tasks of all zones; what crosses zones is billed. @default true: few tasks, evenly used */
  crossZone?: boolean;
  /** Refuse to delete it, until this is turned off again. @default false */
  deletionProtection?: boolean;
}

/**
 * A Network Load Balancer with fixed addresses, for one service: clients can put them into their firewalls.
 *
 * Makes the load balancer, an Elastic IP in each subnet, and its security group with one ingress rule for each client network;
 * with a domain, a certificate and an alias record. The listener is made by the service, whose target group it leads to. It has
 * a security group from the beginning, because one that was made without can never get one (ELB user guide, "Security groups
 * for your Network Load Balancer"); tasks admit that group only, whatever address a connection comes from.
 *
 * Costs $16.43 a month plus $4.38 for each load balancer capacity unit used, and $3.65 for each address (us-east-1, Elastic
 * Load Balancing pricing).
 *
 * @throws InvalidArguments when the name or a number is out of range, a network is none, or an idle time-out is given with TLS.
 * @example
 * const edge = new NetworkLoadBalancer("relay", { network, certificateArn, clients: ["203.0.113.0/24"] });
 */
export class NetworkLoadBalancer extends pulumi.ComponentResource {
  /** What it is as an edge, plain. */
  readonly kind: EdgeKind;
  /** ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** Its security group, which tasks admit. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Its idle time-out in seconds, plain. */
  readonly idleSeconds: number;
  /** IPv4 blocks of its subnets, plain. */
  readonly subnets: string[];
  /** Port of the service's listener, plain. */
  readonly port: number;
  /** Certificate of the service's listener, if it speaks TLS. */
  readonly certificateArn?: pulumi.Output<string>;
  /** Oldest TLS of the service's listener, plain. */
  readonly tlsPolicy: TlsPolicy;
  /** How the proxy learns the client's address, plain. */
  readonly clientAddress: ClientAddressMode;
  /** Its fixed addresses, one a subnet. */
  readonly addresses: pulumi.Output<string[]>;
  /** Where clients go: the domain if there is one, else the load balancer's own name, with the port where it is not the usual. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: NetworkLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `NetworkLoadBalancer "${name}"`;
    refuse([
      ...checkComponentName(where, name),
      ...checkArguments(where, args, networkLoadBalancerShape, () => checkNetworkLoadBalancer(where, args)),
    ]);
    const plan = planNetworkLoadBalancer(args);
    super("gatehouse:index:NetworkLoadBalancer", name, { idleSeconds: plan.idleSeconds, tls: plan.tls }, opts);

    const securityGroup = createEdgeGroup(
      name,
      { network: args.network, clients: plan.clients, ports: [plan.port] },
      this,
    );
    const { balancer, addresses } = createNetworkBalancer(name, args, securityGroup, this);
    if (args.domain !== undefined) createBalancerAlias(name, args.domain, balancer, false, this);
    const certificateArn = createCertificateOf(name, args, this);

    this.kind = EdgeKind.Nlb;
    this.loadBalancerArn = balancer.arn;
    this.securityGroupId = securityGroup.id;
    this.idleSeconds = plan.idleSeconds;
    this.subnets = args.network.loadBalancerCidrs;
    this.port = plan.port;
    if (certificateArn !== undefined) this.certificateArn = certificateArn;
    this.tlsPolicy = args.tlsPolicy ?? TlsPolicy.Tls12;
    this.clientAddress = plan.clientAddress;
    this.addresses = pulumi.output(addresses.map(({ publicIp }) => publicIp));
    const host = pulumi.output(args.domain?.name ?? balancer.dnsName);
    this.url = pulumi.interpolate`${plan.tls ? "https" : "http"}://${host}${plan.usualPort ? "" : `:${plan.port}`}`;
    this.registerOutputs({
      kind: this.kind,
      loadBalancerArn: this.loadBalancerArn,
      securityGroupId: this.securityGroupId,
      idleSeconds: this.idleSeconds,
      subnets: this.subnets,
      port: this.port,
      certificateArn: this.certificateArn,
      tlsPolicy: this.tlsPolicy,
      clientAddress: this.clientAddress,
      addresses: this.addresses,
      url: this.url,
    });
  }
}
