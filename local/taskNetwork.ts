import { networkInterfaces } from "node:os";
import { inputFailure } from "./failure";

/** A network for one task, with an address for it and one for what stands where the load balancer would. */
export interface TaskNetwork {
  /** IPv4 block in CIDR notation. */
  subnet: string;
  /** This machine's address in it: where the door connects from. */
  gateway: string;
  /** The task's. */
  task: string;
}

/** A /29 has six addresses for hosts; two are needed. */
const size = 8;

/** IPv4 subnets that an nginx.conf trusts as the load balancer's, in the order in which they are written. */
export function trustedSubnets(conf: string): string[] {
  return [...conf.matchAll(/^\s*set_real_ip_from\s+"?(\d+\.\d+\.\d+\.\d+\/\d+)"?;$/gm)].map((match) => match[1] ?? "");
}

/**
 * The last eight addresses of the load balancer's last subnet. The proxy trusts them as the load balancer's, so that its
 * configuration runs as it is, byte for byte; and few addresses are taken from networks that this machine may reach.
 *
 * @param trusted IPv4 blocks in CIDR notation, /8 to /29
 * @param own addresses of this machine, in dotted notation. @default those of its interfaces
 * @throws LocalFailure (exit code 2) when no subnet is trusted, or this machine has an address among the eight
 * @example taskNetwork(["10.0.16.0/20"], []) // → { subnet: "10.0.31.248/29", gateway: "10.0.31.249", task: "10.0.31.250" }
 */
export function taskNetwork(trusted: string[], own: string[] = ownAddresses()): TaskNetwork {
  const last = trusted.at(-1);
  const [address = "", bits = ""] = last?.split("/") ?? [];
  const legal = "a subnet of the load balancer, /8 to /29, that this machine is not in";
  const fix = "run it as processes (--as processes), or choose another cidrBlock for the stack";
  if (last === undefined || Number(bits) < 8 || Number(bits) > 29)
    throw inputFailure([{ where: "nginx.conf: set_real_ip_from", given: last ?? "nothing", legal, fix }]);
  const length = 2 ** (32 - Number(bits));
  const first = Math.floor(numberOf(address) / length) * length + length - size;
  const taken = own.find((one) => Math.floor(numberOf(one) / size) === first / size);
  const subnet = `${addressOf(first)}/29`;
  if (taken) throw inputFailure([{ where: `network ${subnet}`, given: `${taken}, this machine's own`, legal, fix }]);
  return { subnet, gateway: addressOf(first + 1), task: addressOf(first + 2) };
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family }) => family === "IPv4")
    .map(({ address }) => address);
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function addressOf(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
