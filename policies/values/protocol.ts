import { known, text, unknown, type Value } from "./value";

/** The protocols of a security group rule, as far as they differ for a container: "other" is everything that is named but none of these. */
export type Protocol = "all" | "tcp" | "udp" | "icmp" | "other";

/** Names and IANA protocol numbers that EC2 accepts, in lower case. */
const protocols: Record<string, Protocol> = {
  "-1": "all",
  all: "all",
  "6": "tcp",
  tcp: "tcp",
  "17": "udp",
  udp: "udp",
  "1": "icmp",
  icmp: "icmp",
  "58": "icmp",
  icmpv6: "icmp",
};

export function protocol(raw: Value<unknown>): Value<Protocol> {
  const name = raw.state === "known" && typeof raw.value === "number" ? known(String(raw.value)) : text(raw);
  // A rule without a protocol is refused by AWS: what it would admit is not known.
  if (name.state !== "known") return unknown;
  const lower = name.value.toLowerCase();
  return known(Object.hasOwn(protocols, lower) ? (protocols[lower] as Protocol) : "other");
}
