import type { Container, Registration, Workload } from "../model/nodes";
import { union } from "../values/intervals";
import { noPorts, type PortSet, port } from "../values/ports";
import { known, unknown, type Value } from "../values/value";

/**
 * The ports on which a mesh's sidecar takes connections for the proxy: what comes there passes the proxy as what comes
 * to its own port does (Service Connect, "ingressPortOverride").
 */
export function ingressPorts({ registrations }: Workload, proxies: readonly Container[]): Value<PortSet> {
  const all = registrations.state === "known" ? registrations.value : [];
  const toProxy = all.filter((each) => leadsTo(each, proxies)).map(({ ingressPort }) => ingressPort);
  if (toProxy.some(({ state }) => state === "unknown")) return unknown;
  return known(union(...toProxy.map((each) => (each.state === "known" ? port(each.value) : noPorts))));
}

function leadsTo({ portName }: Registration, proxies: readonly Container[]): boolean {
  return portName.state === "known" && proxies.some(({ portNames }) => portNames.has(portName.value));
}
