// ipaddr.js reads every spelling of an address that AWS accepts (short, octal, hexadecimal, IPv6 with any zeros).
import ipaddr from "ipaddr.js";
import { type IntervalSet, intervalSet, subtract, union } from "./intervals";

/** Exact sets of IPv4 and IPv6 addresses. */
export interface AddressSet {
  readonly ipv4: IntervalSet;
  readonly ipv6: IntervalSet;
}

const bits = { ipv4: 32, ipv6: 128 } as const;

/** The addresses of one CIDR block, or undefined when it is not one. Host bits are ignored, as AWS does. */
export function cidr(block: string): AddressSet | undefined {
  if (!ipaddr.isValidCIDR(block)) return undefined;
  const [address, prefix] = ipaddr.parseCIDR(block);
  const family = address.kind();
  const size = 1n << BigInt(bits[family] - prefix);
  const number = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const first = number - (number % size);
  const range = intervalSet([{ first, last: first + size - 1n }]);
  return family === "ipv4" ? { ipv4: range, ipv6: [] } : { ipv4: [], ipv6: range };
}

function cidrs(...blocks: string[]): AddressSet {
  return unionOf(blocks.map((block) => cidr(block) ?? { ipv4: [], ipv6: [] }));
}

export function unionOf(sets: readonly AddressSet[]): AddressSet {
  return { ipv4: union(...sets.map((each) => each.ipv4)), ipv6: union(...sets.map((each) => each.ipv6)) };
}

/**
 * Addresses that no host on the internet can send from: private, shared, loopback, link-local, multicast and reserved
 * blocks of the IANA special-purpose registries. Documentation and benchmark blocks are left out: counting them as
 * public can only make the pack stricter.
 */
const neverPublic = cidrs(
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8"],
);

/** Whether a host on the internet can be in the set, however small its public part is. */
export function hasPublicAddress(set: AddressSet): boolean {
  const rest = [subtract(set.ipv4, neverPublic.ipv4), subtract(set.ipv6, neverPublic.ipv6)];
  return rest.some((each) => each.length > 0);
}
