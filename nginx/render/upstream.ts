import { block, type Directive, directive, literal } from "../conf/directive";
import type { ProxySettings } from "../settings/proxySettings";
import { serverDirectives } from "./upstreamServers";

/**
 * The applications, and connections to them that are really used again: with a new one a request, the application pays
 * twice the CPU time and the task runs out of ports under load. An explicit count, because newer nginx keeps a smaller
 * pool a location by default. Behind a relay there are none, so that nothing leads around it.
 */
export function upstreamDirectives({ upstreams, inspection }: ProxySettings): Directive[] {
  if (inspection?.kind === "relay") return [];
  return Object.entries(upstreams).map(([name, upstream]) =>
    block(
      "upstream",
      [literal(name)],
      [
        ...serverDirectives(name, upstream),
        directive("keepalive", [upstream.keepAliveConnections], "keepAliveConnections: idle ones, each worker"),
        directive(
          "keepalive_timeout",
          [`${upstream.keepAliveSeconds}s`],
          "keepAliveSeconds: shorter than the application's own, or a request meets a closing connection",
        ),
        directive("keepalive_requests", [10000]),
      ],
      `upstreams.${literal(name)}`,
    ),
  );
}
