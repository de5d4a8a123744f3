import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";
import { createAccessLogBucket } from "./accessLogBucket";
import { checkCertificate, createAlias, createCertificate, type DomainArgs } from "./certificate";
import { refuse } from "./invalidArguments";
import { checkComponentName } from "./naming";
import type { NetworkRef } from "./network";

export interface LoadBalancerArgs {
  /** Network whose load balancer subnets it stands in. */
  network: NetworkRef;
  /** Seconds without a byte after which a connection is closed, 1 to 4000; shorter than the proxy keeps it. @default 60 */
  idleSeconds?: number;
  /** ARN of a certificate in the same region: HTTPS on 443, and HTTP only redirects. @default no certificate */
  certificateArn?: pulumi.Input<string>;
  /** A domain to get a certificate and an alias record for; instead of `certificateArn`. @default no domain */
  domain?: DomainArgs;
  /** Days that access logs are kept, 1 to 3650. @default 90, a quarter to look back */
  accessLogDays?: number;
  /** Delete the access logs with the stack; otherwise the destruction stops at them. @default false */
  forceDelete?: boolean;
}

/** What a service needs of a load balancer, which may stand in another stack. */
export interface LoadBalancerRef {
  /** Listener that takes the service's rule: HTTPS where there is a certificate, else HTTP. */
  listenerArn: pulumi.Input<string>;
  /** Security group that the tasks admit. */
  securityGroupId: pulumi.Input<string>;
  /** Its idle time-out in seconds. Plain: the proxy's time-outs are held against it. */
  idleSeconds: number;
}

/** Elastic Load Balancing API, attribute `idle_timeout.timeout_seconds`: 1 to 4000, 60 if not said. */
const idle = { shortest: 1, longest: 4000, usual: 60 } as const;

/** Days that access logs are kept. */
const logDays = { fewest: 1, most: 3650, usual: 90 } as const;

/** TLS 1.2 and 1.3 with forward secrecy only (ELB user guide, "Security policies for your Application Load Balancer"). */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

const anywhere = "0.0.0.0/0";

/**
 * An internet-facing Application Load Balancer that answers 404 until a service adds its rule.
 *
 * Makes the load balancer, its security group with one ingress rule a listener, the HTTP listener (a redirect when there is a
 * certificate), the HTTPS listener with its certificate and alias record, and a bucket for access logs. It has no way to a
 * task until `ProxiedService` opens the one to its proxy.
 *
 * Costs $16.43 a month plus $5.84 for each load balancer capacity unit used, and $3.65 for each public IPv4 address
 * (us-east-1, Elastic Load Balancing pricing).
 *
 * @throws InvalidArguments when the name or a number is out of range, or both a certificate and a domain are given.
 * @example
 * const loadBalancer = new LoadBalancer("web", { network, domain: { name: "users.example.com", zoneId } });
 */
export class LoadBalancer extends pulumi.ComponentResource {
  /** The listener that services add their rules to: HTTPS where there is a certificate, else HTTP. */
  readonly listenerArn: pulumi.Output<string>;
  /** Its security group, which tasks admit. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Its idle time-out in seconds, plain. */
  readonly idleSeconds: number;
  /** ARN of the load balancer, to attach a web ACL to. */
  readonly arn: pulumi.Output<string>;
  /** Where visitors go: the domain if there is one, else the load balancer's own name. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `LoadBalancer "${name}"`;
    refuse([...checkComponentName(where, name), ...checkLoadBalancer(where, args)]);
    const idleSeconds = args.idleSeconds ?? idle.usual;
    const https = args.certificateArn !== undefined || args.domain !== undefined;
    super("gatehouse:index:LoadBalancer", name, { idleSeconds, https }, opts);
    const child = { parent: this };

    const securityGroup = createSecurityGroup(name, args.network, https, this);
    const logs = createAccessLogBucket(
      name,
      { retentionDays: args.accessLogDays ?? logDays.usual, forceDelete: args.forceDelete ?? false },
      this,
    );
    const balancer = new aws.lb.LoadBalancer(
      name,
      {
        loadBalancerType: "application",
        internal: false,
        subnets: args.network.loadBalancerSubnetIds,
        securityGroups: [securityGroup.id],
        idleTimeout: idleSeconds,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        // The proxy believes the last entry of X-Forwarded-For, because the load balancer appended it.
        xffHeaderProcessingMode: "append",
        accessLogs: { bucket: logs.bucket.bucket, enabled: true },
      },
      // Without the policy ELB refuses to log, and so to be made.
      { ...child, dependsOn: [logs.policy] },
    );
    const http = createHttpListener(name, balancer, https, this);
    const secure = https ? createHttpsListener(name, balancer, args, this) : undefined;
    if (args.domain !== undefined) createAlias(name, args.domain, balancer, this);

    this.listenerArn = (secure ?? http).arn;
    this.securityGroupId = securityGroup.id;
    this.idleSeconds = idleSeconds;
    this.arn = balancer.arn;
    this.url = pulumi.interpolate`${https ? "https" : "http"}://${args.domain?.name ?? balancer.dnsName}`;
    this.registerOutputs({
      listenerArn: this.listenerArn,
      securityGroupId: this.securityGroupId,
      idleSeconds,
      arn: this.arn,
      url: this.url,
    });
  }
}

/** Problems of a load balancer's plain arguments. */
export function checkLoadBalancer(
  where: string,
  args: Pick<LoadBalancerArgs, "idleSeconds" | "certificateArn" | "domain" | "accessLogDays">,
): Problem[] {
  const problems: Problem[] = [];
  const idleSeconds = args.idleSeconds ?? idle.usual;
  if (!Number.isInteger(idleSeconds) || idleSeconds < idle.shortest || idleSeconds > idle.longest) {
    const legal = `${idle.shortest} to ${idle.longest} whole seconds`;
    problems.push({ where: `${where}.idleSeconds`, given: String(idleSeconds), legal, fix: `use ${idle.usual}` });
  }
  const days = args.accessLogDays ?? logDays.usual;
  if (!Number.isInteger(days) || days < logDays.fewest || days > logDays.most) {
    const legal = `${logDays.fewest} to ${logDays.most} days`;
    problems.push({ where: `${where}.accessLogDays`, given: String(days), legal, fix: `use ${logDays.usual}` });
  }
  if (args.certificateArn !== undefined && args.domain !== undefined) {
    problems.push({
      where: `${where}.certificateArn`,
      given: "a certificate and a domain",
      legal: "one of the two: a domain gets a certificate of its own",
      fix: "leave one out",
    });
  }
  return [...problems, ...checkCertificate(where, args)];
}

function createSecurityGroup(name: string, network: NetworkRef, https: boolean, parent: pulumi.Resource) {
  const group = new aws.ec2.SecurityGroup(
    `${name}-edge`,
    { vpcId: network.vpcId, description: `Load balancer ${name}: visitors in, proxies out` },
    { parent },
  );
  for (const port of https ? [80, 443] : [80]) {
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-edge-${port}`,
      {
        securityGroupId: group.id,
        description: "Visitors",
        cidrIpv4: anywhere,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
      },
      { parent },
    );
  }
  return group;
}

function createHttpListener(name: string, balancer: aws.lb.LoadBalancer, https: boolean, parent: pulumi.Resource) {
  const redirect = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } };
  return new aws.lb.Listener(
    `${name}-http`,
    { loadBalancerArn: balancer.arn, port: 80, protocol: "HTTP", defaultActions: [https ? redirect : notFound] },
    { parent },
  );
}

function createHttpsListener(
  name: string,
  balancer: aws.lb.LoadBalancer,
  args: LoadBalancerArgs,
  parent: pulumi.Resource,
) {
  const certificateArn = args.domain === undefined ? args.certificateArn : createCertificate(name, args.domain, parent);
  return new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn,
      defaultActions: [notFound],
    },
    { parent },
  );
}

/** What a listener says to a request that no service's rule takes. */
const notFound = {
  type: "fixed-response",
  fixedResponse: { contentType: "application/json", messageBody: '{"error":"Not Found"}', statusCode: "404" },
};
