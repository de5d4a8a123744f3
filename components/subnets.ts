import ipaddr from "ipaddr.js";
import type { Problem } from "../nginx";
import { checkChoice } from "./choice";

/** Which subnets a network has: `public` ones only (low cost), or public for the load balancer and `private` for tasks. */
export const NetworkLayout = { Public: "public", Private: "private" } as const;
export type NetworkLayout = (typeof NetworkLayout)[keyof typeof NetworkLayout];

/** The subnets of a network as CIDR blocks, one an availability zone, known before anything exists. */
export interface SubnetPlan {
  /** Subnets with a route to the internet gateway; the load balancer lives here. */
  public: string[];
  /** Subnets that reach out through NAT; empty in the `public` layout. */
  private: string[];
}

/**
 * A VPC is cut into 16 equal blocks, whatever zones and layout are: public zone n is block n, private zone n is block 8 + n.
 * So a stack can change both later: a subnet that stays keeps its addresses, and none overlaps one that is about to go.
 */
const grid = { bits: 4, firstPrivate: 8 } as const;

/**
 * Prefix length of a VPC: /16 at the widest (Amazon VPC user guide, "VPC CIDR blocks"), and narrow enough for subnets of
 * /27, the smallest that a load balancer may have (ELB user guide, "Subnets for your load balancer").
 */
const vpcPrefix = { widest: 16, narrowest: 27 - grid.bits } as const;

/** Ranges that no host of a VPC can have (Amazon VPC user guide, "VPC CIDR blocks"). */
const unusable = ["unspecified", "loopback", "linkLocal", "multicast", "broadcast"];

/** An Application Load Balancer needs two zones; no region has more than six. */
const zoneLimits = { fewest: 2, most: 6 } as const;

/**
 * Cuts a VPC's block into subnets, one a zone and kind.
 *
 * The plan is plain data because nginx trusts the client address from the load balancer's subnets only, and nginx.conf is
 * part of the image whose tag a preview has to know.
 *
 * @throws Error for a block that `checkSubnets` refuses.
 * @example
 * planSubnets("10.0.0.0/16", 2, "public"); // { public: ["10.0.0.0/20", "10.0.16.0/20"], private: [] }
 */
export function planSubnets(cidrBlock: string, zones: number, layout: NetworkLayout): SubnetPlan {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidrBlock);
  const subnetPrefix = prefix + grid.bits;
  const base = address.toByteArray().reduce((number, byte) => number * 256 + byte, 0);
  const block = (index: number) => `${dotted(base + index * 2 ** (32 - subnetPrefix))}/${subnetPrefix}`;
  const blocks = (first: number) => Array.from({ length: zones }, (_, zone) => block(first + zone));
  return { public: blocks(0), private: layout === NetworkLayout.Private ? blocks(grid.firstPrivate) : [] };
}

/** Checks what `planSubnets` takes; an empty list means that it can make the plan. */
export function checkSubnets(where: string, cidrBlock: string, zones: number, layout: NetworkLayout): Problem[] {
  const problems: Problem[] = [];
  if (!Number.isInteger(zones) || zones < zoneLimits.fewest || zones > zoneLimits.most) {
    problems.push({
      where: `${where}.zones`,
      given: String(zones),
      legal: `${zoneLimits.fewest} to ${zoneLimits.most} (a load balancer needs two)`,
      fix: "use 2",
    });
  }
  return [
    ...problems,
    ...checkBlock(`${where}.cidrBlock`, cidrBlock),
    ...checkChoice(`${where}.layout`, layout, layouts),
  ];
}

const layouts = Object.values(NetworkLayout);

function checkBlock(where: string, cidrBlock: string): Problem[] {
  const legal = `an IPv4 network of /${vpcPrefix.widest} to /${vpcPrefix.narrowest}, such as 10.0.0.0/16`;
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(cidrBlock)) {
    return [{ where, given: JSON.stringify(cidrBlock), legal, fix: "write four numbers, a slash and a prefix length" }];
  }
  const network = ipaddr.IPv4.networkAddressFromCIDR(cidrBlock).toString();
  const prefix = Number(cidrBlock.split("/")[1]);
  if (network !== cidrBlock.split("/")[0]) {
    return [{ where, given: cidrBlock, legal, fix: `use the network's first address: ${network}/${prefix}` }];
  }
  if (prefix < vpcPrefix.widest || prefix > vpcPrefix.narrowest) {
    return [{ where, given: cidrBlock, legal, fix: `use ${network}/${vpcPrefix.widest}` }];
  }
  if (unusable.includes(ipaddr.IPv4.parse(network).range())) {
    return [{ where, given: cidrBlock, legal: "addresses that hosts can have", fix: "use 10.0.0.0/16" }];
  }
  return [];
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
