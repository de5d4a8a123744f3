import { type IntervalSet, intervalSet, union } from "./intervals";
import type { Protocol } from "./protocol";
import { known, unknown, type Value } from "./value";

export type PortSet = IntervalSet;

export const noPorts: PortSet = [];
export const allPorts: PortSet = intervalSet([{ first: 0n, last: 65535n }]);

export const port = (number: number): PortSet => intervalSet([{ first: BigInt(number), last: BigInt(number) }]);

export const ports = (numbers: readonly number[]): PortSet => union(...numbers.map(port));

/**
 * The ports of a security group rule. Both ends absent, or -1, is every port (EC2 `IpPermission`); one end without the
 * other, or ends in the wrong order, is something that AWS refuses, so it is not known what is meant.
 */
export function portRange(from: Value<number>, to: Value<number>): Value<PortSet> {
  if (from.state === "unknown" || to.state === "unknown") return unknown;
  if (from.state === "absent" && to.state === "absent") return known(allPorts);
  if (from.state === "absent" || to.state === "absent") return unknown;
  if (from.value === -1 && to.value === -1) return known(allPorts);
  if (from.value < 0 || to.value > 65535 || from.value > to.value) return unknown;
  return known(intervalSet([{ first: BigInt(from.value), last: BigInt(to.value) }]));
}

/**
 * The ports that a rule opens for its protocol. A rule for all protocols, or for one without ports, admits everything
 * whatever its range says (EC2 `IpPermission`: the range counts for TCP, UDP and ICMP only), and `-1` with 0 to 0 is how
 * people write it. Where the protocol is not known, neither are the ports.
 */
export function portsOfRule(protocol: Value<Protocol>, from: Value<number>, to: Value<number>): Value<PortSet> {
  if (protocol.state !== "known") return unknown;
  return protocol.value === "all" || protocol.value === "other" ? known(allPorts) : portRange(from, to);
}

const isEveryPort = ([first]: PortSet): boolean => first?.first === 0n && first.last === 65535n;

/** "8080", "8000-9000", "80, 443", "all ports". */
export function showPorts(set: PortSet): string {
  if (isEveryPort(set)) return "all ports";
  const shown = set.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
  return shown.length === 0 ? "no port" : shown.join(", ");
}

/** The same inside of a sentence: "port 8080", "ports 8000-9000", "a port not known yet". */
export function namePorts(ports: Value<PortSet>): string {
  if (ports.state !== "known") return "a port not known yet";
  if (ports.value.length === 0 || isEveryPort(ports.value)) return showPorts(ports.value);
  return `${onlyPort(ports.value) === undefined ? "ports" : "port"} ${showPorts(ports.value)}`;
}

/** The port itself when the set has exactly one. */
export function onlyPort(set: PortSet): number | undefined {
  const [only, ...more] = set;
  return only !== undefined && more.length === 0 && only.first === only.last ? Number(only.first) : undefined;
}
