import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";
import { checkChoice } from "./choice";
import { refuse } from "./invalidArguments";
import { checkSubnets, NetworkLayout, planSubnets, type SubnetPlan } from "./subnets";

/** How many NAT gateways a `private` network has. */
export const NatGateways = { One: "one", OnePerZone: "onePerZone" } as const;
export type NatGateways = (typeof NatGateways)[keyof typeof NatGateways];

export interface NetworkArgs {
  /** IPv4 block of the VPC, /16 to /23. Plain: nginx.conf names the load balancer's subnets. @default "10.0.0.0/16" */
  cidrBlock?: string;
  /**
   * Availability zones, 2 to 6: the region's first ones. Plain: it decides how many subnets there are. Fargate does not serve
   * every zone of us-west-1 and ap-northeast-1 (ECS developer guide, "Regions for Amazon ECS on Fargate"). @default 2
   */
  zones?: number;
  /**
   * `public`: tasks have public addresses and closed security groups; no NAT to pay for. `private`: tasks have no public
   * address and reach out through NAT. @default "public"
   */
  layout?: NetworkLayout;
  /** NAT gateways of the `private` layout: `one`, or `onePerZone` so that a zone's failure stays there. @default "one" */
  natGateways?: NatGateways;
}

/** What a load balancer and a service need of a network; an existing VPC can be described by it too. */
export interface NetworkRef {
  /** VPC of all that follows. */
  vpcId: pulumi.Input<string>;
  /** Subnets of the load balancer, in two zones at least. */
  loadBalancerSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** IPv4 blocks of the load balancer's subnets: the only peers whose X-Forwarded-For the proxy believes. Plain. */
  loadBalancerCidrs: string[];
  /** Subnets of the tasks. */
  taskSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether tasks need a public address to reach ECR and CloudWatch, because their subnets have no NAT. Plain. */
  taskPublicAddress: boolean;
}

/**
 * A VPC for one or more services, by `awsx.ec2.Vpc`, with its default security group closed.
 *
 * Costs nothing in the `public` layout besides $3.65 a month for each public IPv4 address of a task or load balancer; in the
 * `private` layout $36.50 a month for each NAT gateway with its address, and $0.045 per GB through it (us-east-1, Amazon VPC
 * pricing).
 *
 * @throws InvalidArguments when the block cannot be cut into the subnets, or a value is out of range.
 * @example
 * const network = new Network("web", { layout: "private", natGateways: "onePerZone" });
 */
export class Network extends pulumi.ComponentResource {
  /** The VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The public subnets. */
  readonly loadBalancerSubnetIds: pulumi.Output<string[]>;
  /** Their IPv4 blocks, plain. */
  readonly loadBalancerCidrs: string[];
  /** The private subnets, or the public ones where there are no others. */
  readonly taskSubnetIds: pulumi.Output<string[]>;
  /** Whether tasks there need a public address, plain. */
  readonly taskPublicAddress: boolean;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const network = normalizeNetwork(args);
    refuse(checkNetwork(`Network "${name}"`, args));
    super("gatehouse:index:Network", name, { ...network }, opts);
    const child = { parent: this };
    const isPrivate = network.layout === NetworkLayout.Private;
    const plan = subnetsOf(args);

    const vpc = new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: network.cidrBlock,
        numberOfAvailabilityZones: network.zones,
        enableDnsHostnames: true,
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Public", cidrBlocks: plan.public },
          ...(isPrivate ? [{ type: "Private" as const, cidrBlocks: plan.private }] : []),
        ],
        natGateways: { strategy: natStrategy(network) },
      },
      child,
    );
    // Whatever is started without a security group gets this one: with no rules it admits and reaches nothing.
    new aws.ec2.DefaultSecurityGroup(name, { vpcId: vpc.vpcId, ingress: [], egress: [] }, child);

    this.vpcId = vpc.vpcId;
    this.loadBalancerSubnetIds = vpc.publicSubnetIds;
    this.loadBalancerCidrs = plan.public;
    this.taskSubnetIds = isPrivate ? vpc.privateSubnetIds : vpc.publicSubnetIds;
    this.taskPublicAddress = !isPrivate;
    this.registerOutputs({
      vpcId: this.vpcId,
      loadBalancerSubnetIds: this.loadBalancerSubnetIds,
      loadBalancerCidrs: this.loadBalancerCidrs,
      taskSubnetIds: this.taskSubnetIds,
      taskPublicAddress: this.taskPublicAddress,
    });
  }
}

/** Problems of a network's arguments. */
export function checkNetwork(where: string, args: NetworkArgs): Problem[] {
  const { cidrBlock, zones, layout, natGateways } = normalizeNetwork(args);
  return [
    ...checkSubnets(where, cidrBlock, zones, layout),
    ...checkChoice(`${where}.natGateways`, natGateways, Object.values(NatGateways)),
  ];
}

/** The subnets that a network with these arguments has, known before it exists. */
export function subnetsOf(args: NetworkArgs): SubnetPlan {
  const { cidrBlock, zones, layout } = normalizeNetwork(args);
  return planSubnets(cidrBlock, zones, layout);
}

function normalizeNetwork(args: NetworkArgs): Required<NetworkArgs> {
  return {
    cidrBlock: args.cidrBlock ?? "10.0.0.0/16",
    zones: args.zones ?? 2,
    layout: args.layout ?? NetworkLayout.Public,
    natGateways: args.natGateways ?? NatGateways.One,
  };
}

function natStrategy({ layout, natGateways }: Required<NetworkArgs>): "None" | "Single" | "OnePerAz" {
  if (layout === NetworkLayout.Public) return "None";
  return natGateways === NatGateways.One ? "Single" : "OnePerAz";
}
