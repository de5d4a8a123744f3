import { block, type Directive, directive, literal } from "../conf/directive";
import { bracketed } from "../plan/remoteName";
import type { ForwardTreatment } from "../plan/treatment";
import { relayUpstreamHeader } from "../settings/inspection";
import type { ProxySettings } from "../settings/proxySettings";

/** No application can have this name: theirs hold no dot. */
export const inspectionUpstream = "gatehouse.inspection";

/** Connections to the service that inspects, which are really used again, as those to an application. */
export function inspectionUpstreamDirectives({ inspection }: ProxySettings): Directive[] {
  if (inspection === undefined) return [];
  const { host, port, keepAliveConnections, keepAliveSeconds } = inspection;
  return [
    block(
      "upstream",
      [inspectionUpstream],
      [
        directive("server", [`${literal(bracketed(host))}:${port}`, "max_fails=0"], "host, port"),
        directive("keepalive", [keepAliveConnections], "keepAliveConnections: idle ones, each worker"),
        directive("keepalive_timeout", [`${keepAliveSeconds}s`], "keepAliveSeconds: shorter than the service's own"),
        directive("keepalive_requests", [10000]),
      ],
      `inspection: the service that ${inspection.kind}s`,
    ),
  ];
}

/** Where a request to an application goes first: to itself, or to the relay before it. */
export function nextHop(
  { upstreams, inspection }: ProxySettings,
  { upstream }: ForwardTreatment,
): { name: string; connectSeconds: number } {
  if (inspection?.kind === "relay") return { name: inspectionUpstream, connectSeconds: inspection.connectSeconds };
  return { name: literal(upstream), connectSeconds: upstreams[upstream]?.connectSeconds ?? 1 };
}

/** What a relay must know beside the request. */
export function relayHeaders({ inspection }: ProxySettings, { upstream }: ForwardTreatment): Record<string, string> {
  return inspection?.kind === "relay" ? { [relayUpstreamHeader]: literal(upstream) } : {};
}
