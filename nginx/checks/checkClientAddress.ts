import { isIP } from "node:net";
import { type Problem, show } from "../problem";
import type { ClientAddress } from "../settings/clientAddress";

/** Largest networks that can be a subnet of a VPC (AWS: "Subnet CIDR blocks"): IPv4 /16, IPv6 /44. */
const widestPrefix = { 4: 16, 6: 44 };
const longestPrefix = { 4: 32, 6: 128 };
const legalSubnet = "an IPv4 network from /16 to /32 or an IPv6 network from /44 to /128, written as CIDR";

/** The kind, and for `alb` the networks whose word about the client is believed. */
export function checkClientAddress(clientAddress: ClientAddress): Problem[] {
  if (clientAddress.kind === "direct") return [];
  if (clientAddress.kind !== "alb") {
    const given = show((clientAddress as { kind: unknown }).kind);
    return [
      { where: "clientAddress.kind", given, legal: '"alb" or "direct"', fix: 'use "alb" behind a load balancer' },
    ];
  }
  const { subnets } = clientAddress;
  const where = "clientAddress.subnets";
  if (!Array.isArray(subnets) || subnets.length === 0) {
    const fix = 'give the CIDRs of the balancer\'s subnets, or use kind "direct"';
    return [{ where, given: show(subnets), legal: "at least one network", fix }];
  }
  return subnets.flatMap((subnet, index) => {
    const problem = subnetProblem(subnet, subnets.indexOf(subnet) < index);
    return problem ? [{ where: `${where}[${index}]`, given: show(subnet), ...problem }] : [];
  });
}

function subnetProblem(subnet: unknown, repeated: boolean): Pick<Problem, "legal" | "fix"> | undefined {
  const [address = "", prefix = "", ...rest] = typeof subnet === "string" ? subnet.split("/") : [];
  const family = address.includes("%") ? 0 : isIP(address);
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if ((family !== 4 && family !== 6) || rest.length > 0 || !(bits <= longestPrefix[family])) {
    return { legal: legalSubnet, fix: 'write a network such as "10.0.0.0/24"' };
  }
  if (bits < widestPrefix[family]) {
    return { legal: legalSubnet, fix: "give only the balancer's own subnets: whoever is inside can name any client" };
  }
  if (family === 4 && networkAddress(address, bits) !== address) {
    return { legal: legalSubnet, fix: `write the network's first address: ${networkAddress(address, bits)}/${bits}` };
  }
  return repeated ? { legal: "each network once", fix: "leave the second one out" } : undefined;
}

/** First address of the IPv4 network that holds `address`. */
function networkAddress(address: string, bits: number): string {
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(value / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
}
