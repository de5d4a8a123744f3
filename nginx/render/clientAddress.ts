import { block, type Directive, directive, literal } from "../conf/directive";
import { type Believed, believed } from "../plan/believed";
import { apiGatewayClientHeader, type ClientAddress } from "../settings/clientAddress";
import type { ProxySettings } from "../settings/proxySettings";

/**
 * Who the client is. What a header says of it is taken from the balancer only, and only the part that the balancer
 * itself wrote.
 */
export function clientAddressDirectives({ clientAddress }: ProxySettings): Directive[] {
  const belief = believed(clientAddress);
  if (belief.peers.length === 0) return [];
  return [
    ...realIpDirectives(belief),
    trustedPeer(belief.peers),
    ...(hasOtherSteps(belief) ? [believedClient()] : []),
    ...believedScheme(belief),
    ...(belief.isAlb ? [believedTraceId()] : []),
  ];
}

/** Parameters of `listen` that the kind of entrance asks for. */
export function listenParameters({ clientAddress }: ProxySettings): string[] {
  return believed(clientAddress).source === "proxy_protocol" ? ["proxy_protocol"] : [];
}

/** The client's address as text. */
export function client(clientAddress: ClientAddress): string {
  return hasOtherSteps(believed(clientAddress)) ? "$gate_client" : "$remote_addr";
}

/** Value for X-Forwarded-Proto: the balancer's word, else how this connection was made. */
export function forwardedProto(clientAddress: ClientAddress): string {
  const { peers, scheme } = believed(clientAddress);
  if (peers.length > 0) return "$gate_forwarded_proto";
  return scheme === "connection" ? "$scheme" : scheme;
}

/** Value for X-Amzn-Trace-Id: the balancer's, else none. */
export function traceId(clientAddress: ClientAddress): string {
  return believed(clientAddress).isAlb ? "$gate_trace_id" : "";
}

/** nginx asks one list for two things: who may name the client, and which entries of the header are no client. */
export function hasOtherSteps({ peers, steppedOver }: Believed): boolean {
  return steppedOver.some((network) => !peers.includes(network));
}

function realIpDirectives({ peers, source, steppedOver }: Believed): Directive[] {
  const between = steppedOver.filter((network) => !peers.includes(network));
  const from = (networks: string[], comment: string) =>
    networks.map((network, index) =>
      directive("set_real_ip_from", [literal(network)], index === 0 ? comment : undefined),
    );
  return [
    ...from(between, "clientAddress.origins: entries of X-Forwarded-For that are no client"),
    ...from(peers, "clientAddress.subnets: the client's address, only ever from the load balancer"),
    directive("real_ip_header", [source], source === apiGatewayClientHeader ? "overwritten by the API" : undefined),
    ...(source === "X-Forwarded-For" ? [recursion(steppedOver)] : []),
  ];
}

function recursion(steppedOver: string[]): Directive {
  if (steppedOver.length === 0) {
    return directive(
      "real_ip_recursive",
      ["off"],
      "the last entry, which the balancer appended; on would believe the client's own where that one is in a trusted subnet",
    );
  }
  return directive(
    "real_ip_recursive",
    ["on"],
    "the last entry that is in none of these networks: the viewer, whom CloudFront appended; no viewer is in a private one",
  );
}

function trustedPeer(peers: string[]): Directive {
  return block(
    "geo",
    ["$realip_remote_addr", "$gate_peer_trusted"],
    [directive("default", [0]), ...peers.map((network) => directive(literal(network), [1]))],
    "clientAddress.subnets: what other headers say is believed from the load balancer only",
  );
}

function believedClient(): Directive {
  return block(
    "map",
    ["$gate_peer_trusted", "$gate_client"],
    [directive("default", ["$realip_remote_addr"]), directive("1", ["$remote_addr"])],
    "a peer that is in clientAddress.origins only is no balancer, so it is the client itself",
  );
}

function believedScheme({ scheme }: Believed): Directive[] {
  if (scheme === "connection") return [];
  const isTold = scheme === "X-Forwarded-Proto";
  return [
    isTold
      ? block(
          "map",
          ["$gate_peer_trusted $http_x_forwarded_proto", "$gate_forwarded_proto"],
          [directive("default", ["$scheme"]), directive("1 http", ["http"]), directive("1 https", ["https"])],
        )
      : block(
          "map",
          ["$gate_peer_trusted", "$gate_forwarded_proto"],
          [directive("default", ["$scheme"]), directive("1", [scheme])],
          "the scheme of the clients' own connections, which nothing on the way tells",
        ),
  ];
}

function believedTraceId(): Directive {
  return block(
    "map",
    ["$gate_peer_trusted $http_x_amzn_trace_id", "$gate_trace_id"],
    [directive("default", [""]), directive("~^1 [A-Za-z0-9=;:._-]{1,256}$", ["$http_x_amzn_trace_id"])],
  );
}
