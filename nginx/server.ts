import { block, type Directive, directive, literal } from "./directive";
import { errorLocation, errorPageDirectives, refusedLocation } from "./errors";
import { forwardedHeaderDirectives } from "./forwardedHeaders";
import { guardDirectives } from "./requestTarget";
import { hiddenHeaderDirectives, responseHeaderDirectives } from "./responseHeaders";
import type { ProxySettings } from "./settings";
import { proxyPassDirectives } from "./upstream";

/**
 * The one server, for any Host: health checks carry the task's address there. IPv4 only, because the balancer reaches
 * the task by its IPv4 address.
 */
export function serverDirective(settings: ProxySettings): Directive {
  return block(
    "server",
    [],
    [
      directive("listen", [settings.port, "default_server"], "port; IPv4, as the balancer's target group"),
      directive("server_name", ["_"], "any name: health checks carry the task's address as Host"),
      ...errorPageDirectives(),
      healthLocation(settings),
      applicationLocation(settings),
      refusedLocation(),
      errorLocation(),
    ],
  );
}

function healthLocation({ health }: ProxySettings): Directive {
  return block(
    "location",
    ["=", literal(health.path)],
    [
      ...guardDirectives(),
      directive("default_type", ["text/plain"]),
      ...responseHeaderDirectives(),
      directive("return", [200, literal(health.body)]),
    ],
    "health.path, health.body: nginx answers itself; whether the application lives, its container's check tells",
  );
}

function applicationLocation(settings: ProxySettings): Directive {
  return block(
    "location",
    ["/"],
    [
      ...guardDirectives(),
      ...responseHeaderDirectives(),
      ...hiddenHeaderDirectives(),
      ...proxyPassDirectives(settings),
      ...forwardedHeaderDirectives(settings),
    ],
    "routes: what passes the checks goes to the application",
  );
}
