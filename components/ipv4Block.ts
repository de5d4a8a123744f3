import ipaddr from "ipaddr.js";
import type { Problem } from "../nginx";

/** Prefix lengths that a block may have, the widest and the narrowest. */
export interface PrefixRange {
  widest: number;
  narrowest: number;
}

/** Ranges that no host of a VPC can have (Amazon VPC user guide, "VPC CIDR blocks"). */
const unusable = ["unspecified", "loopback", "linkLocal", "multicast", "broadcast"];

/** Checks a text that must be an IPv4 network whose addresses hosts can have, written with its first address. */
export function checkIpv4Block(where: string, block: string, { widest, narrowest }: PrefixRange): Problem[] {
  const legal = `an IPv4 network of /${widest} to /${narrowest}, such as 10.0.0.0/${widest}`;
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(block)) {
    return [{ where, given: JSON.stringify(block), legal, fix: "write four numbers, a slash and a prefix length" }];
  }
  const network = ipaddr.IPv4.networkAddressFromCIDR(block).toString();
  const [address, prefix] = block.split("/");
  if (network !== address) {
    return [{ where, given: block, legal, fix: `use the network's first address: ${network}/${prefix}` }];
  }
  if (Number(prefix) < widest || Number(prefix) > narrowest) {
    return [{ where, given: block, legal, fix: `use /${Number(prefix) < widest ? widest : narrowest}` }];
  }
  if (unusable.includes(ipaddr.IPv4.parse(network).range())) {
    return [{ where, given: block, legal: "addresses that hosts can have", fix: `use 10.0.0.0/${prefix}` }];
  }
  return [];
}

/** Whether two legal blocks have an address in common: then the wider one holds the other's first address. */
export function overlaps(one: string, other: string): boolean {
  const [first, second] = [ipaddr.IPv4.parseCIDR(one), ipaddr.IPv4.parseCIDR(other)];
  return first[0].match(second[0], Math.min(first[1], second[1]));
}
