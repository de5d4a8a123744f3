import ipaddr from "ipaddr.js";
import type { Problem } from "../../nginx";
import { checkIpv4Block } from "../ipv4Block";
import { NetworkLayout } from "./layout";

/** The subnets of a network as CIDR blocks, one an availability zone, known before anything exists. */
export interface SubnetPlan {
  /** Subnets with a route to the internet gateway; the load balancer lives here. */
  public: string[];
  /** Subnets of the tasks where those are private; empty in the `public` layout. */
  private: string[];
}

/**
 * A VPC is cut into 16 equal blocks, whatever zones and layout are: public zone n is block n, private zone n is block 8 + n.
 * So a stack can change both later: a subnet that stays keeps its addresses, and none overlaps one that is about to go.
 */
const grid = { bits: 4, firstPrivate: 8 } as const;

/** Narrowest subnet that a load balancer may have (ELB user guide, "Subnets for your load balancer"). */
export const narrowestBalancerSubnet = 27;

/** Widest block of a VPC, and so of a subnet (Amazon VPC user guide, "VPC CIDR blocks"). */
export const widestBlock = 16;

/**
 * Cuts a VPC's block into subnets, one a zone and kind.
 *
 * The plan is plain data because nginx trusts the client address from the load balancer's subnets only, and nginx.conf is
 * part of the image whose tag a preview has to know.
 *
 * @throws Error for a block that `checkVpcBlock` refuses.
 * @example
 * planSubnets("10.0.0.0/16", 2, "public"); // { public: ["10.0.0.0/20", "10.0.16.0/20"], private: [] }
 */
export function planSubnets(cidrBlock: string, zones: number, layout: NetworkLayout): SubnetPlan {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidrBlock);
  const subnetPrefix = prefix + grid.bits;
  const base = address.toByteArray().reduce((number, byte) => number * 256 + byte, 0);
  const block = (index: number) => `${dotted(base + index * 2 ** (32 - subnetPrefix))}/${subnetPrefix}`;
  const blocks = (first: number) => Array.from({ length: zones }, (_, zone) => block(first + zone));
  return { public: blocks(0), private: layout === NetworkLayout.Public ? [] : blocks(grid.firstPrivate) };
}

/** Checks the block that `planSubnets` takes; an empty list means that it can make the plan. */
export function checkVpcBlock(where: string, cidrBlock: string): Problem[] {
  return checkIpv4Block(where, cidrBlock, { widest: widestBlock, narrowest: narrowestBalancerSubnet - grid.bits });
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
