import ipaddr from "ipaddr.js";
import { type AddressSet, addressBits, type Family } from "./addresses";
import type { Interval } from "./intervals";

const most = 4;

/** The set as the fewest CIDR blocks that make it: "10.0.0.0/8", "0.0.0.0/0, ::/0"; of many, the first few. */
export function showAddresses(set: AddressSet): string {
  const blocks = [
    ...set.ipv4.flatMap((each) => blocksOf("ipv4", each)),
    ...set.ipv6.flatMap((each) => blocksOf("ipv6", each)),
  ];
  const more = blocks.length - most;
  const shown = (more > 0 ? blocks.slice(0, most) : blocks).join(", ");
  return `${shown === "" ? "no address" : shown}${more > 0 ? ` and ${more} more ${more === 1 ? "block" : "blocks"}` : ""}`;
}

/** The blocks of an interval: each the largest that begins where the last one ended. */
function blocksOf(family: Family, { first, last }: Interval): string[] {
  const blocks: string[] = [];
  for (let start = first; start <= last; ) {
    const host = hostBits(start, last - start + 1n, addressBits[family]);
    blocks.push(`${addressOf(family, start)}/${addressBits[family] - host}`);
    start += 1n << BigInt(host);
  }
  return blocks;
}

/** Bits of the largest block that starts at this address and has at most so many addresses. */
function hostBits(start: bigint, size: bigint, width: number): number {
  let bits = 0;
  while (bits < width && start % (1n << BigInt(bits + 1)) === 0n && 1n << BigInt(bits + 1) <= size) bits++;
  return bits;
}

function addressOf(family: Family, number: bigint): string {
  const bytes = addressBits[family] / 8;
  const digits = number.toString(16).padStart(bytes * 2, "0");
  const octets = Array.from({ length: bytes }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
  return ipaddr.fromByteArray(octets).toString();
}
