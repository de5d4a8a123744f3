import { isIP } from "node:net";
import { type Problem, show } from "../problem";

/** Largest networks that can be a subnet of a VPC (AWS: "Subnet CIDR blocks"): IPv4 /16, IPv6 /44. */
const widestPrefix = { 4: 16, 6: 44 };
const longestPrefix = { 4: 32, 6: 128 };
const legalSubnet = "an IPv4 network from /16 to /32 or an IPv6 network from /44 to /128, written as CIDR";
const legalPrivate = "a private IPv4 network from /16 to /32, written as CIDR";

/**
 * Addresses that nobody comes from over the internet: RFC 1918, 6598 (behind a carrier's NAT), 2544 (AWS lets a VPC have
 * 198.19.0.0/16), and the loopback of a developer's machine.
 */
const privateNetworks = [
  { first: "10.0.0.0", bits: 8 },
  { first: "172.16.0.0", bits: 12 },
  { first: "192.168.0.0", bits: 16 },
  { first: "100.64.0.0", bits: 10 },
  { first: "198.18.0.0", bits: 15 },
  { first: "127.0.0.0", bits: 8 },
];

interface Networks {
  where: string;
  given: unknown;
  /** Whose networks these are, for the fix. */
  whose: string;
  /** Only such that no visitor can be in. */
  isPrivate?: boolean;
}

/** Networks whose word is believed: at least one, each no wider than a subnet, and each once. */
export function checkNetworks({ where, given, whose, isPrivate = false }: Networks): Problem[] {
  if (!Array.isArray(given) || given.length === 0) {
    const fix = `give the CIDRs of ${whose}, or use kind "direct"`;
    return [{ where, given: show(given), legal: "at least one network", fix }];
  }
  return given.flatMap((network, index) => {
    const problem =
      shapeProblem(network, whose) ??
      (isPrivate ? visitorProblem(network) : undefined) ??
      (given.indexOf(network) < index ? { legal: "each network once", fix: "leave the second one out" } : undefined);
    return problem ? [{ where: `${where}[${index}]`, given: show(network), ...problem }] : [];
  });
}

type Wrong = Pick<Problem, "legal" | "fix">;

function shapeProblem(network: unknown, whose: string): Wrong | undefined {
  const [address = "", prefix = "", ...rest] = typeof network === "string" ? network.split("/") : [];
  const family = address.includes("%") ? 0 : isIP(address);
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if ((family !== 4 && family !== 6) || rest.length > 0 || !(bits <= longestPrefix[family])) {
    return { legal: legalSubnet, fix: 'write a network such as "10.0.0.0/24"' };
  }
  if (bits < widestPrefix[family]) {
    return { legal: legalSubnet, fix: `give only ${whose}: whoever is inside can name any client` };
  }
  if (family === 4 && networkAddress(address, bits) !== address) {
    return { legal: legalSubnet, fix: `write the network's first address: ${networkAddress(address, bits)}/${bits}` };
  }
  if (family === 6 && hasHostBits(address, bits)) {
    return { legal: legalSubnet, fix: `write the network's first address, with zeros after its ${bits} bits` };
  }
  return undefined;
}

function visitorProblem(network: string): Wrong | undefined {
  const [address = ""] = network.split("/");
  const isPrivate = privateNetworks.some(
    ({ first, bits }) => isIP(address) === 4 && networkAddress(address, bits) === first,
  );
  if (isPrivate) return undefined;
  return { legal: legalPrivate, fix: "put the balancer into private IPv4 subnets: a viewer could be in a public one" };
}

/** The IPv6 address has ones behind the network's bits; an IPv4 address at its end is two of its eight groups. */
function hasHostBits(address: string, bits: number): boolean {
  const text = address.replace(/\d+\.\d+\.\d+\.\d+$/, (ipv4) => {
    const [a = 0, b = 0, c = 0, d = 0] = ipv4.split(".").map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [left = [], right = []] = text.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  const digits = groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
  return digits.slice(bits).includes("1");
}

/** First address of the IPv4 network that holds `address`. */
function networkAddress(address: string, bits: number): string {
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(value / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
}
