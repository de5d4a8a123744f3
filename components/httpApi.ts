import * as pulumi from "@pulumi/pulumi";
import type { DomainArgs } from "./certificate";
import { createApi } from "./edges/api";
import { createApiDomain } from "./edges/apiDomain";
import { EdgeKind } from "./edges/edgeKind";
import { checkHttpApi, integrationSeconds, planHttpApi } from "./edges/httpApiPlan";
import { createVpcLink } from "./edges/vpcLink";
import { refuse } from "./invalidArguments";
import { LoadBalancer } from "./loadBalancer";
import { checkComponentName } from "./naming";
import type { NetworkRef } from "./network";
import { checkArguments } from "./shapes/checkArguments";
import { httpApiShape } from "./shapes/edgeShape";

export interface HttpApiArgs {
  /** Network whose load balancer subnets hold the internal load balancer and the API's link to it. */
  network: NetworkRef;
  /** A domain to get a certificate and an alias record for; the API's own name then answers nobody. @default no domain */
  domain?: DomainArgs;
  /** Requests a second that are let through in the long run, 1 to 10000; more are answered 429. @default 500 */
  ratePerSecond?: number;
  /** Requests that may come at once, 1 to 5000. @default 1000 */
  burst?: number;
  /** Days that the API's own log is kept, as CloudWatch sells them. @default 30 */
  logDays?: number;
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
 * An HTTP API of API Gateway in front of an internal load balancer, so that nothing in the VPC has a public address. It adds
 * throttling and takes nothing away: which paths and methods there are, the proxy decides.
 *
 * Makes the API with one route for everything, its stage with throttling and an access log, a VPC link with a security group of
 * its own, and an internal `LoadBalancer` that admits only this group; with a domain, a certificate and an alias record. The
 * client's address reaches the proxy in a header that the API overwrites. An answer has 30 seconds (API Gateway developer
 * guide, "Quotas for HTTP API"), and a body 10 MB.
 *
 * Costs $1.00 per million requests, and the load balancer's $16.43 a month plus $5.84 for each capacity unit used (us-east-1,
 * Amazon API Gateway and Elastic Load Balancing pricing).
 *
 * @throws InvalidArguments when the name or a number is out of range.
 * @example
 * const edge = new HttpApi("web", { network, domain: { name: "api.example.com", zoneId }, ratePerSecond: 100 });
 */
export class HttpApi extends pulumi.ComponentResource {
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
  /** Seconds that the API waits for an answer, plain. */
  readonly answerSeconds: number;
  /** IPv4 blocks of the internal load balancer's subnets, plain. */
  readonly subnets: string[];
  /** ID of the API. */
  readonly apiId: pulumi.Output<string>;
  /** Where clients go: the domain if there is one, else the API's own name. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: HttpApiArgs, opts?: pulumi.ComponentResourceOptions) {
    const where = `HttpApi "${name}"`;
    refuse([
      ...checkComponentName(where, name),
      ...checkArguments(where, args, httpApiShape, () => checkHttpApi(where, args)),
    ]);
    const plan = planHttpApi(args);
    super("gatehouse:index:HttpApi", name, { answerSeconds: integrationSeconds }, opts);

    const balancer = new LoadBalancer(name, { network: args.network, ...plan.balancer }, { parent: this });
    const link = createVpcLink(name, { network: args.network, balancer }, this);
    const { api, stage } = createApi(name, { plan, balancer, link }, this);
    if (args.domain !== undefined) createApiDomain(name, args.domain, { api, stage }, this);

    this.kind = EdgeKind.Api;
    this.listenerArn = balancer.listenerArn;
    this.loadBalancerArn = balancer.loadBalancerArn;
    this.securityGroupId = balancer.securityGroupId;
    this.idleSeconds = balancer.idleSeconds;
    this.answerSeconds = integrationSeconds;
    this.subnets = balancer.subnets;
    this.apiId = api.id;
    this.url = args.domain === undefined ? api.apiEndpoint : pulumi.interpolate`https://${args.domain.name}`;
    this.registerOutputs({
      kind: this.kind,
      listenerArn: this.listenerArn,
      loadBalancerArn: this.loadBalancerArn,
      securityGroupId: this.securityGroupId,
      idleSeconds: this.idleSeconds,
      answerSeconds: this.answerSeconds,
      subnets: this.subnets,
      apiId: this.apiId,
      url: this.url,
    });
  }
}
