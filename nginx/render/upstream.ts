import { isIPv6 } from "node:net";
import { block, type Directive, directive, literal } from "../conf/directive";
import type { ForwardTreatment } from "../plan/treatment";
import type { ProxySettings } from "../settings/proxySettings";
import type { Upstream } from "../settings/upstream";

/**
 * The applications, and connections to them that are really used again: with a new one a request, the application pays
 * twice the CPU time and the task runs out of ports under load. An explicit count, because newer nginx keeps a smaller
 * pool a location by default.
 */
export function upstreamDirectives({ upstreams }: ProxySettings): Directive[] {
  return Object.entries(upstreams).map(([name, upstream]) =>
    block(
      "upstream",
      [literal(name)],
      [
        serverDirective(upstream),
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

function serverDirective(upstream: Upstream): Directive {
  const why = "the only server, so never taken out after failures";
  if (upstream.kind === "socket") {
    const comment = `socket: in a volume that the two containers share, so there is no port; ${why}`;
    return directive("server", [`unix:${literal(upstream.socket)}`, "max_fails=0"], comment);
  }
  const { host, port } = upstream;
  const address = `${literal(isIPv6(host) ? `[${host}]` : host)}:${port}`;
  return directive("server", [address, "max_fails=0"], `host, port; ${why}`);
}

/** How a request is sent to the application. */
export function proxyPassDirectives({ upstreams }: ProxySettings, treatment: ForwardTreatment): Directive[] {
  const { connectSeconds } = upstreams[treatment.upstream] ?? { connectSeconds: 1 };
  return [
    directive(
      "proxy_pass",
      [`http://${literal(treatment.upstream)}$request_uri`],
      "upstream: the raw path and query go on as they were judged",
    ),
    directive("proxy_http_version", ["1.1"]),
    directive("proxy_connect_timeout", [`${connectSeconds}s`], "connectSeconds"),
    directive(
      "proxy_send_timeout",
      [`${treatment.readSeconds}s`],
      "readSeconds: then 504, before the balancer gives up",
    ),
    directive("proxy_read_timeout", [`${treatment.readSeconds}s`]),
    directive(
      "proxy_next_upstream",
      ["error"],
      "once more on a fresh connection where a kept one turns out closed; never POST or PATCH, never after a time-out",
    ),
    directive("proxy_buffer_size", ["16k"], "room for large cookies in the application's answer"),
    directive("proxy_buffers", [8, "16k"]),
  ];
}
