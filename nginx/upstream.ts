import { isIPv6 } from "node:net";
import { block, type Directive, directive, literal } from "./directive";
import type { ProxySettings, Upstream } from "./settings";

/**
 * The application, and connections to it that are really used again: with a new one a request, the application pays
 * twice the CPU time and the task runs out of ports under load. An explicit count, because newer nginx keeps a smaller
 * pool a location by default.
 */
export function upstreamDirectives({ upstream }: ProxySettings): Directive[] {
  return [
    block(
      "upstream",
      [literal(upstream.name)],
      [
        serverDirective(upstream),
        directive(
          "keepalive",
          [upstream.keepAliveConnections],
          "upstream.keepAliveConnections: idle ones, each worker",
        ),
        directive(
          "keepalive_timeout",
          [`${upstream.keepAliveSeconds}s`],
          "upstream.keepAliveSeconds: shorter than the application's own, or a request meets a closing connection",
        ),
        directive("keepalive_requests", [10000]),
      ],
    ),
  ];
}

function serverDirective(upstream: Upstream): Directive {
  const why = "the only server, so never taken out after failures";
  if ("socket" in upstream) {
    const comment = `upstream.socket: in a volume that the two containers share, so there is no port; ${why}`;
    return directive("server", [`unix:${literal(upstream.socket)}`, "max_fails=0"], comment);
  }
  const { host, port } = upstream;
  const address = `${literal(isIPv6(host) ? `[${host}]` : host)}:${port}`;
  return directive("server", [address, "max_fails=0"], `upstream.host, upstream.port; ${why}`);
}

/** How a request is sent to the application. */
export function proxyPassDirectives({ upstream }: ProxySettings): Directive[] {
  return [
    directive(
      "proxy_pass",
      [`http://${literal(upstream.name)}`],
      "no path here: the raw path goes on as it was judged",
    ),
    directive("proxy_http_version", ["1.1"]),
    directive("proxy_connect_timeout", [`${upstream.connectSeconds}s`], "upstream.connectSeconds"),
    directive(
      "proxy_send_timeout",
      [`${upstream.readSeconds}s`],
      "upstream.readSeconds: then 504, before the balancer gives up",
    ),
    directive("proxy_read_timeout", [`${upstream.readSeconds}s`]),
    directive(
      "proxy_next_upstream",
      ["error"],
      "once more on a fresh connection where a kept one turns out closed; never POST or PATCH, never after a time-out",
    ),
    directive("proxy_buffer_size", ["16k"], "room for large cookies in the application's answer"),
    directive("proxy_buffers", [8, "16k"]),
  ];
}
