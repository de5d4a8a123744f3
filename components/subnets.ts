import ipaddr from "ipaddr.js";
import type { Problem } from "../nginx";

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

/** Prefix length of a VPC: /16 to /28 (Amazon VPC user guide, "VPC CIDR blocks"). */
const vpcPrefix = { widest: 16, narrowest: 28 } as const;

/** A subnet of a load balancer needs a /27 at least and 8 free addresses (ELB user guide, "Subnets for your load balancer"). */
const narrowestSubnet = 27;

/** An Application Load Balancer needs two zones; no region has more than six. */
const zoneLimits = { fewest: 2, most: 6 } as const;

/**
 * Cuts a VPC's block into equal subnets: the public ones first, then the private ones.
 *
 * The plan is plain data because nginx trusts the client address from the load balancer's subnets only, and nginx.conf is
 * part of the image whose tag a preview has to know.
 *
 * @example
 * planSubnets("10.0.0.0/16", 2, "public"); // { public: ["10.0.0.0/17", "10.0.128.0/17"], private: [] }
 */
export function planSubnets(cidrBlock: string, zones: number, layout: NetworkLayout): SubnetPlan {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidrBlock);
  const wanted = layout === NetworkLayout.Private ? zones * 2 : zones;
  const subnetPrefix = prefix + Math.ceil(Math.log2(wanted));
  const base = address.toByteArray().reduce((number, byte) => number * 256 + byte, 0);
  const size = 2 ** (32 - subnetPrefix);
  const blocks = Array.from({ length: wanted }, (_, index) => `${dotted(base + index * size)}/${subnetPrefix}`);
  return { public: blocks.slice(0, zones), private: blocks.slice(zones) };
}

/** Checks what {@link planSubnets} takes; an empty list means that it can make the plan. */
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
  problems.push(...checkBlock(`${where}.cidrBlock`, cidrBlock));
  if (problems.length > 0) return problems;
  const plan = planSubnets(cidrBlock, zones, layout);
  const subnetPrefix = Number(plan.public[0]?.split("/")[1]);
  if (subnetPrefix > narrowestSubnet) {
    problems.push({
      where: `${where}.cidrBlock`,
      given: `${cidrBlock} (subnets of /${subnetPrefix})`,
      legal: `a block whose ${plan.public.length + plan.private.length} subnets are /${narrowestSubnet} or wider`,
      fix: `use a /${vpcPrefix.widest}`,
    });
  }
  return problems;
}

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
  return [];
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
