import { type Directive, directive } from "../conf/directive";
import type { ProxySettings } from "../settings/proxySettings";

/**
 * Sizes and times for what comes in. Header sizes follow the load balancer's (ALB: request line 16 K, one header 16 K,
 * all 64 K), so that nginx does not refuse what the balancer let through.
 */
export function limitDirectives({ bodyLimitBytes, keepAliveSeconds, limits }: ProxySettings): Directive[] {
  const { headerLineBytes, headerBytes, headerSeconds, bodySeconds, sendSeconds } = limits;
  return [
    directive("client_max_body_size", [bodyLimitBytes], "bodyLimitBytes: longer ones are answered 413"),
    directive(
      "large_client_header_buffers",
      [headerBytes / headerLineBytes, `${headerLineBytes / 1024}k`],
      "limits.headerBytes in pieces of limits.headerLineBytes; longer ones are answered 431",
    ),
    directive("ignore_invalid_headers", ["on"], "X_Forwarded_For is not taken for X-Forwarded-For"),
    directive("underscores_in_headers", ["off"]),
    directive(
      "client_header_timeout",
      [`${headerSeconds}s`],
      "limits.headerSeconds, bodySeconds, sendSeconds: slow senders are cut off",
    ),
    directive("client_body_timeout", [`${bodySeconds}s`]),
    directive("send_timeout", [`${sendSeconds}s`]),
    directive("reset_timedout_connection", ["on"]),
    directive(
      "keepalive_timeout",
      [`${keepAliveSeconds}s`],
      "keepAliveSeconds: longer than the load balancer's idle time-out, or it uses a closed connection",
    ),
    directive("keepalive_requests", [10000]),
  ];
}
