import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";
import { checkChoice } from "./choice";
import { refuse } from "./invalidArguments";
import type { Scope } from "./naming";
import { checkEndpoints, createEndpoints, type EndpointsRef, neededServices } from "./network/endpoints";
import { checkFlowLogs, createFlowLogs, type FlowLogsArgs } from "./network/flowLogs";
import { NetworkLayout } from "./network/layout";
import { networkFields } from "./network/shared";
import { checkVpcBlock, planSubnets, type SubnetPlan } from "./network/subnets";
import { createVpc } from "./network/vpc";
import { checkZones, zoneCount } from "./network/zones";
import { checkArguments } from "./shapes/checkArguments";
import { networkShape } from "./shapes/networkShape";

export interface NetworkArgs {
  /** IPv4 block of the VPC, /16 to /23. Plain: nginx.conf names the load balancer's subnets. @default "10.0.0.0/16" */
  cidrBlock?: string;
  /** Availability zones, 2 to 6: the region's first ones. Plain: it decides how many subnets there are. @default 2 */
  zones?: number;
  /**
   * Names of the zones, such as `us-west-1a`, instead of a number: where Fargate does not serve every zone, as in us-west-1,
   * ca-central-1 and ap-northeast-1 (ECS developer guide, "Supported Regions for Amazon ECS on AWS Fargate"). Another name in
   * a place makes its subnets anew. Plain. @default the region's first ones
   */
  availabilityZones?: string[];
  /** Where tasks stand, and how they reach out. Plain. @default "public" */
  layout?: NetworkLayout;
  /**
   * AWS services that tasks of the `isolated` layout reach beside ECR, CloudWatch Logs and S3, by the last part of the
   * endpoint's name: `secretsmanager` or `ssm` for secrets, `ssmmessages` for ECS Exec, `sqs` … Plain. @default none
   */
  endpoints?: string[];
  /**
   * IPv6 blocks for the public subnets, and a route for them, so that the load balancer can be dual stack; not in the `public`
   * layout. Tasks stay on IPv4. Plain. @default false
   */
  ipv6?: boolean;
  /** A record of connections. Plain. @default none */
  flowLogs?: FlowLogsArgs;
}

/** What a load balancer and a service need of a network. */
export interface NetworkRef {
  /** VPC of all that follows. */
  vpcId: pulumi.Input<string>;
  /** Subnets of the load balancer, in two zones at least. */
  loadBalancerSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** IPv4 blocks of the load balancer's subnets: the only peers whose X-Forwarded-For the proxy believes. Plain. */
  loadBalancerCidrs: string[];
  /** Whether the load balancer's subnets have IPv6 blocks too, and a route for them. Plain. @default false */
  loadBalancerIpv6?: boolean;
  /** Subnets of the tasks. */
  taskSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether tasks need a public address to reach ECR and CloudWatch, because their subnets have no NAT. Plain. */
  taskPublicAddress: boolean;
  /** All that tasks reach, where there is no way to the internet. Plain whether there is one. @default the internet */
  endpoints?: EndpointsRef;
}

/**
 * A VPC for one or more services, by `awsx.ec2.Vpc`, with its default security group closed.
 *
 * What follows waits for its routes and endpoints, and is gone before they go: a task that cannot pull its image fails a
 * deployment, and a VPC with a public address in it keeps its internet gateway.
 *
 * Costs nothing in the `public` layout besides $3.65 a month for each public IPv4 address of a task or load balancer; $36.50
 * in `private`, $73.00 in `privateNatPerZone` and $43.80 in `isolated`, with two zones, and more by the GB (us-east-1, Amazon
 * VPC and AWS PrivateLink pricing). Flow logs are $0.50 per GB (Amazon CloudWatch pricing).
 *
 * @throws InvalidArguments when the block cannot be cut into the subnets, a value is out of range, or two contradict.
 * @example
 * const network = new Network("web", { layout: "isolated", endpoints: ["secretsmanager"], flowLogs: { days: 90 } });
 */
export class Network extends pulumi.ComponentResource {
  /** The VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The public subnets. */
  readonly loadBalancerSubnetIds: pulumi.Output<string[]>;
  /** Their IPv4 blocks, plain. */
  readonly loadBalancerCidrs: string[];
  /** Whether they have IPv6 blocks too, plain. */
  readonly loadBalancerIpv6: boolean;
  /** The private subnets, or the public ones where there are no others. */
  readonly taskSubnetIds: pulumi.Output<string[]>;
  /** Whether tasks there need a public address, plain. */
  readonly taskPublicAddress: boolean;
  /** All that tasks reach, in the `isolated` layout. */
  readonly endpoints?: EndpointsRef;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const named = { name, scope: { project: pulumi.getProject(), stack: pulumi.getStack() } };
    const where = `Network "${name}"`;
    refuse(checkArguments(where, args, networkShape, () => checkNetwork(where, args, named)));
    const { cidrBlock, layout, ipv6 } = normalizeNetwork(args);
    super("gatehouse:index:Network", name, { cidrBlock, zones: zoneCount(args), layout }, opts);
    const isPublic = layout === NetworkLayout.Public;
    const plan = subnetsOf(args);
    const { vpc, routes } = createVpc(name, { cidrBlock, zones: args, layout, subnets: plan, ipv6 }, this);
    const endpoints = layout === NetworkLayout.Isolated ? endpointsIn(vpc, { name, args, plan }, this) : undefined;
    if (args.flowLogs !== undefined) createFlowLogs(named, vpc.vpcId, args.flowLogs, this);

    const waysOut = pulumi.all([routes, (endpoints?.all ?? []).map(({ id }) => id)]);
    this.vpcId = vpc.vpcId;
    this.loadBalancerSubnetIds = after(routes, vpc.publicSubnetIds);
    this.loadBalancerCidrs = plan.public;
    this.loadBalancerIpv6 = ipv6;
    this.taskSubnetIds = after(waysOut, isPublic ? vpc.publicSubnetIds : vpc.privateSubnetIds);
    this.taskPublicAddress = isPublic;
    if (endpoints !== undefined) this.endpoints = endpoints.ref;
    this.registerOutputs(networkFields(this));
  }
}

/** Problems of a network's arguments. */
export function checkNetwork(where: string, args: NetworkArgs, named: { name: string; scope: Scope }): Problem[] {
  const { cidrBlock, layout, ipv6, endpoints } = normalizeNetwork(args);
  return [
    ...checkZones(where, args),
    ...checkVpcBlock(`${where}.cidrBlock`, cidrBlock),
    ...checkChoice(`${where}.layout`, layout, Object.values(NetworkLayout)),
    ...checkIpv6(`${where}.ipv6`, ipv6, layout),
    ...checkEndpoints(`${where}.endpoints`, endpoints, layout),
    ...(args.flowLogs === undefined ? [] : checkFlowLogs(where, args.flowLogs, named)),
  ];
}

/** A task in a subnet with an IPv6 block gets a public address unasked, and with it no way out that anyone opened. */
function checkIpv6(where: string, ipv6: boolean, layout: NetworkLayout): Problem[] {
  if (!ipv6 || layout !== NetworkLayout.Public) return [];
  const legal = "false: tasks in public subnets would get public IPv6 addresses";
  return [{ where, given: `true, in the layout ${layout}`, legal, fix: `use the layout ${NetworkLayout.Private}` }];
}

/** The subnets that a network with these arguments has, known before it exists. */
export function subnetsOf(args: NetworkArgs): SubnetPlan {
  const { cidrBlock, layout } = normalizeNetwork(args);
  return planSubnets(cidrBlock, zoneCount(args), layout);
}

function normalizeNetwork(args: NetworkArgs) {
  return {
    cidrBlock: args.cidrBlock ?? "10.0.0.0/16",
    layout: args.layout ?? NetworkLayout.Public,
    ipv6: args.ipv6 ?? false,
    endpoints: args.endpoints ?? [],
  };
}

function endpointsIn(
  vpc: awsx.ec2.Vpc,
  { name, args, plan }: { name: string; args: NetworkArgs; plan: SubnetPlan },
  parent: pulumi.Resource,
) {
  const place = {
    vpcId: vpc.vpcId,
    subnetIds: vpc.privateSubnetIds,
    cidrs: plan.private,
    routeTableIds: vpc.routeTables.apply((tables) => tables.map(({ id }) => id)),
  };
  return createEndpoints(name, place, [...neededServices, ...(args.endpoints ?? [])], parent);
}

/** A value for those who have to wait for others, and to be deleted before them. */
function after<T>(others: pulumi.Output<unknown>, value: pulumi.Output<T>): pulumi.Output<T> {
  return pulumi.all([value, others]).apply(([own]) => own as T);
}
