import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../nginx";
import { refuse } from "../invalidArguments";
import { checkIpv4Block, overlaps } from "../ipv4Block";
import type { NetworkRef } from "../network";
import { checkArguments } from "../shapes/checkArguments";
import { existingNetworkShape } from "../shapes/networkShape";
import { type EndpointsRef, neededServices } from "./endpoints";
import { narrowestBalancerSubnet, widestBlock } from "./subnets";

/** A subnet that a load balancer may stand in. */
export interface LoadBalancerSubnet {
  /** ID of the subnet, such as `subnet-0123456789abcdef0`. */
  id: pulumi.Input<string>;
  /** Its IPv4 block, exactly as AWS has it: the proxy believes its hosts about who the client is. Plain. */
  cidrBlock: string;
}

/** A VPC that exists, or that another part of the program makes. */
export interface ExistingNetworkArgs {
  /** ID of the VPC, such as `vpc-0123456789abcdef0`. */
  vpcId: pulumi.Input<string>;
  /** Subnets of the load balancer, in two zones at least, with a route to an internet gateway where visitors come from there. */
  loadBalancerSubnets: LoadBalancerSubnet[];
  /** Whether these have IPv6 blocks too, and a route for them, as `dualStack` needs. Plain. @default false */
  loadBalancerIpv6?: boolean;
  /** Subnets of the tasks, 1 to 16. */
  taskSubnetIds: pulumi.Input<string>[];
  /** Whether tasks need a public address, because these subnets lead to an internet gateway and not to a NAT. @default false */
  taskPublicAddress?: boolean;
  /** What tasks reach, where these subnets have no way to the internet at all. @default the internet */
  endpoints?: EndpointsRef;
}

/** A load balancer takes one subnet a zone, in two zones at least (ELBv2 API, CreateLoadBalancer). */
const balancerSubnets = { fewest: 2, most: 6, of: "subnets, one a zone" } as const;

/** Subnets of an awsvpc configuration (Amazon ECS API, AwsVpcConfiguration). */
const taskSubnets = { fewest: 1, most: 16, of: "subnets" } as const;

/**
 * Describes an existing VPC for a load balancer and its services; makes nothing, and so costs nothing.
 *
 * @throws InvalidArguments when there are too few subnets, blocks are wrong or overlap, or ids are not AWS's.
 * @example
 * const network = existingNetwork("office", {
 *   vpcId: "vpc-0123456789abcdef0",
 *   loadBalancerSubnets: [
 *     { id: "subnet-0123456789abcdef0", cidrBlock: "10.1.0.0/24" },
 *     { id: "subnet-0123456789abcdef1", cidrBlock: "10.1.1.0/24" },
 *   ],
 *   taskSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
 * });
 */
export function existingNetwork(name: string, args: ExistingNetworkArgs): NetworkRef {
  const where = `existingNetwork "${name}"`;
  refuse(checkArguments(where, args, existingNetworkShape, () => checkExistingNetwork(where, args)));
  return {
    vpcId: args.vpcId,
    loadBalancerSubnetIds: args.loadBalancerSubnets.map(({ id }) => id),
    loadBalancerCidrs: args.loadBalancerSubnets.map(({ cidrBlock }) => cidrBlock),
    taskSubnetIds: args.taskSubnetIds,
    taskPublicAddress: args.taskPublicAddress ?? false,
    ...(args.loadBalancerIpv6 === undefined ? {} : { loadBalancerIpv6: args.loadBalancerIpv6 }),
    ...(args.endpoints === undefined ? {} : { endpoints: args.endpoints }),
  };
}

/** Problems of a description of an existing VPC. */
export function checkExistingNetwork(where: string, args: ExistingNetworkArgs): Problem[] {
  const { loadBalancerSubnets, taskSubnetIds } = args;
  return [
    ...checkIds(`${where}.vpcId`, "vpc", [args.vpcId]),
    ...checkIds(
      `${where}.loadBalancerSubnets`,
      "subnet",
      loadBalancerSubnets.map(({ id }) => id),
    ),
    ...checkCount(`${where}.loadBalancerSubnets`, loadBalancerSubnets.length, balancerSubnets),
    ...checkBlocks(`${where}.loadBalancerSubnets`, loadBalancerSubnets),
    ...checkIds(`${where}.taskSubnetIds`, "subnet", taskSubnetIds),
    ...checkCount(`${where}.taskSubnetIds`, taskSubnetIds.length, taskSubnets),
    ...checkWayOut(where, args),
  ];
}

/** Only plain ids can be read here; others are not known yet. */
function checkIds(where: string, kind: "vpc" | "subnet", ids: pulumi.Input<string>[]): Problem[] {
  const legal = `${kind}- and hexadecimal digits, each once`;
  return ids.flatMap((id, index) => {
    if (typeof id !== "string") return [];
    if (new RegExp(`^${kind}-[0-9a-f]{8,17}$`).test(id) && ids.indexOf(id) === index) return [];
    return [{ where, given: JSON.stringify(id), legal, fix: "copy it from AWS" }];
  });
}

function checkCount(where: string, count: number, legal: { fewest: number; most: number; of: string }): Problem[] {
  if (count >= legal.fewest && count <= legal.most) return [];
  const fix = count < legal.fewest ? "name a further one" : "leave some out";
  return [{ where, given: `${count}`, legal: `${legal.fewest} to ${legal.most} ${legal.of}`, fix }];
}

function checkBlocks(where: string, subnets: LoadBalancerSubnet[]): Problem[] {
  const range = { widest: widestBlock, narrowest: narrowestBalancerSubnet };
  const blocks = subnets.map(({ cidrBlock }) => cidrBlock);
  const problems = blocks.flatMap((block, index) => checkIpv4Block(`${where}[${index}].cidrBlock`, block, range));
  if (problems.length > 0) return problems;
  return blocks.flatMap((block, index) => {
    const other = blocks.slice(0, index).find((before) => overlaps(before, block));
    if (other === undefined) return [];
    const at = `${where}[${index}].cidrBlock`;
    return [
      { where: at, given: `${block}, and ${other}`, legal: "blocks apart from each other", fix: "copy it from AWS" },
    ];
  });
}

function checkWayOut(where: string, { taskPublicAddress, endpoints }: ExistingNetworkArgs): Problem[] {
  if (endpoints === undefined) return [];
  const missing = neededServices.filter((service) => !endpoints.services.includes(service));
  const problems: Problem[] = missing.map((service) => ({
    where: `${where}.endpoints.services`,
    given: endpoints.services.join(", "),
    legal: `${neededServices.join(", ")} at least, or no task can start`,
    fix: `make an endpoint for ${service}, and name it here`,
  }));
  if (taskPublicAddress) {
    problems.push({
      where: `${where}.taskPublicAddress`,
      given: "true, with endpoints",
      legal: "false where tasks reach endpoints only",
      fix: "leave one out",
    });
  }
  return problems;
}
