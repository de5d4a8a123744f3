// ipaddr.js reads every spelling of an address that AWS accepts (IPv6 with any zeros, in any case, with an IPv4 tail).
import ipaddr from "ipaddr.js";
import { type IntervalSet, intervalSet, subtract, union } from "./intervals";
import { notGloballyReachable, reachableAfterAll, sixToFour } from "./specialPurpose";

/** Exact sets of IPv4 and IPv6 addresses. */
export interface AddressSet {
  readonly ipv4: IntervalSet;
  readonly ipv6: IntervalSet;
}

export type Family = keyof AddressSet;

export const addressBits = { ipv4: 32, ipv6: 128 } as const;

/** Blocks that were read before: a stack names few of them, in many rules. */
const blocks = new Map<string, AddressSet | undefined>();

/** The addresses of one CIDR block, or undefined when it is not one. Host bits are ignored, as AWS does. */
export function cidr(block: string): AddressSet | undefined {
  if (!blocks.has(block)) blocks.set(block, readBlock(block));
  return blocks.get(block);
}

function readBlock(block: string): AddressSet | undefined {
  if (!ipaddr.isValidCIDR(block)) return undefined;
  const [address, prefix] = ipaddr.parseCIDR(block);
  const family = address.kind();
  const size = 1n << BigInt(addressBits[family] - prefix);
  const number = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const first = number - (number % size);
  const range = intervalSet([{ first, last: first + size - 1n }]);
  return family === "ipv4" ? { ipv4: range, ipv6: [] } : { ipv4: [], ipv6: range };
}

export function unionOf(sets: readonly AddressSet[]): AddressSet {
  return { ipv4: union(...sets.map((each) => each.ipv4)), ipv6: union(...sets.map((each) => each.ipv6)) };
}

export function subtractAddresses(from: AddressSet, taken: AddressSet): AddressSet {
  return { ipv4: subtract(from.ipv4, taken.ipv4), ipv6: subtract(from.ipv6, taken.ipv6) };
}

const cidrs = (blocks: readonly string[]): AddressSet => unionOf(blocks.flatMap((block) => cidr(block) ?? []));

/** The 6to4 addresses that hold one of these IPv4 addresses. */
function sixToFourOf(ipv4: IntervalSet): IntervalSet {
  const start = cidr(sixToFour.block)?.ipv6[0]?.first ?? 0n;
  const after = (1n << sixToFour.bitsBelow) - 1n;
  return ipv4.map(({ first, last }) => ({
    first: start + (first << sixToFour.bitsBelow),
    last: start + (last << sixToFour.bitsBelow) + after,
  }));
}

function neverPublicAddresses(): AddressSet {
  const { ipv4, ipv6 } = subtractAddresses(cidrs(notGloballyReachable), cidrs(reachableAfterAll));
  return { ipv4, ipv6: union(ipv6, sixToFourOf(ipv4)) };
}

/** Addresses that no host on the internet can send from. */
const neverPublic = neverPublicAddresses();

/** Whether a host on the internet can be among the addresses of one family, however small their public part is. */
export function hasPublicAddressOf(family: Family, set: AddressSet): boolean {
  const known = publicSets[family].get(set[family]);
  if (known !== undefined) return known;
  const answer = subtract(set[family], neverPublic[family]).length > 0;
  publicSets[family].set(set[family], answer);
  return answer;
}

/** Sets that were asked about before: many rules name the same block. */
const publicSets: Record<Family, WeakMap<IntervalSet, boolean>> = { ipv4: new WeakMap(), ipv6: new WeakMap() };

/** Whether a host on the internet can be in the set. */
export function hasPublicAddress(set: AddressSet): boolean {
  return hasPublicAddressOf("ipv4", set) || hasPublicAddressOf("ipv6", set);
}
