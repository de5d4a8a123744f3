import { block, type Directive, directive, literal } from "../conf/directive";
import type { ClientAddress } from "../settings/clientAddress";
import type { ProxySettings } from "../settings/proxySettings";

/**
 * Who the client is. The balancer appends the client's address to X-Forwarded-For, so the last entry is true and all
 * before it is the client's own text. `real_ip_recursive off` takes exactly that last entry; `on` would step over it
 * where the client itself sits in one of the balancer's subnets, and believe what the client wrote.
 */
export function clientAddressDirectives(settings: ProxySettings): Directive[] {
  const { clientAddress } = settings;
  if (clientAddress.kind === "direct") return [];
  const subnets = clientAddress.subnets.map(literal);
  return [
    ...subnets.map((subnet, index) =>
      directive(
        "set_real_ip_from",
        [subnet],
        index === 0 ? "clientAddress.subnets: the client's address, only ever from the load balancer" : undefined,
      ),
    ),
    directive("real_ip_header", ["X-Forwarded-For"]),
    directive(
      "real_ip_recursive",
      ["off"],
      "the last entry, which the balancer appended; on would believe the client's own where that one is in a trusted subnet",
    ),
    trustedPeer(subnets),
    believedProto(),
    believedTraceId(),
  ];
}

/** Value for X-Forwarded-Proto: the balancer's word, else how this connection was made. */
export function forwardedProto(clientAddress: ClientAddress): string {
  return clientAddress.kind === "alb" ? "$gate_forwarded_proto" : "$scheme";
}

/** Value for X-Amzn-Trace-Id: the balancer's, else none. */
export function traceId(clientAddress: ClientAddress): string {
  return clientAddress.kind === "alb" ? "$gate_trace_id" : "";
}

function trustedPeer(subnets: string[]): Directive {
  return block(
    "geo",
    ["$realip_remote_addr", "$gate_peer_trusted"],
    [directive("default", [0]), ...subnets.map((subnet) => directive(subnet, [1]))],
    "clientAddress.subnets: what other headers say is believed from the load balancer only",
  );
}

function believedProto(): Directive {
  return block(
    "map",
    ["$gate_peer_trusted $http_x_forwarded_proto", "$gate_forwarded_proto"],
    [directive("default", ["$scheme"]), directive("1 http", ["http"]), directive("1 https", ["https"])],
  );
}

function believedTraceId(): Directive {
  return block(
    "map",
    ["$gate_peer_trusted $http_x_amzn_trace_id", "$gate_trace_id"],
    [directive("default", [""]), directive("~^1 [A-Za-z0-9=;:._-]{1,256}$", ["$http_x_amzn_trace_id"])],
  );
}
