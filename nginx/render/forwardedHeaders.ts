import { block, type Directive, directive } from "../conf/directive";
import { believed } from "../plan/believed";
import { apiGatewayClientHeader, type ClientAddress } from "../settings/clientAddress";
import type { ProxySettings } from "../settings/proxySettings";
import { client, forwardedProto, traceId } from "./clientAddress";
import { upgradeHeaders } from "./stream";

/** Request headers that never reach the application, by the reason. An empty value makes nginx leave a header out. */
const droppedHeaders: [reason: string, names: string[]][] = [
  [
    "only between two neighbours (RFC 9110 section 7.6.1), and no upgrade is offered",
    ["Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade", "HTTP2-Settings"],
  ],
  [
    "other words for the client's address; X-Forwarded-For is the only true one",
    [
      "Forwarded",
      "X-Forwarded",
      "Client-IP",
      "True-Client-IP",
      "X-Client-IP",
      "X-Cluster-Client-IP",
      "CF-Connecting-IP",
      "CloudFront-Viewer-Address",
    ],
  ],
  [
    "other words for the scheme, port, host or path that was asked for",
    [
      "X-Forwarded-Port",
      "X-Forwarded-Server",
      "X-Forwarded-Prefix",
      "X-Forwarded-Scheme",
      "X-Forwarded-Ssl",
      "X-Forwarded-Uri",
      "X-Host",
      "X-Original-Host",
      "X-Original-URL",
      "X-Original-URI",
      "X-Rewrite-URL",
      "Front-End-Https",
    ],
  ],
  ["another method than the one judged", ["X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"]],
  ["becomes the environment variable HTTP_PROXY in CGI programs (httpoxy)", ["Proxy"]],
];

/**
 * The maps behind X-Request-Id: an id that a caller sent is kept if it can be printed and searched for. Behind a balancer
 * a new one is the balancer's own id of the request, the same as in its log; that also spares OpenSSL's random numbers,
 * which cost more than all other headers together.
 */
export function requestIdDirectives({ clientAddress }: ProxySettings): Directive[] {
  const kept = (fallback: string) =>
    block(
      "map",
      ["$http_x_request_id", "$gate_request_id"],
      [directive("default", [fallback]), directive("~^[A-Za-z0-9._-]{8,128}$", ["$http_x_request_id"])],
      "a caller's request id is kept if it is plain text, otherwise it gets a new one",
    );
  return believed(clientAddress).isAlb ? [kept("$gate_new_request_id"), balancersRequestId()] : [kept("$request_id")];
}

/** AWS, "Request tracing for your Application Load Balancer": Self is the balancer's where a client has sent a Root. */
function balancersRequestId(): Directive {
  return block(
    "map",
    ["$gate_peer_trusted $http_x_amzn_trace_id", "$gate_new_request_id"],
    [
      directive("default", ["$request_id"]),
      directive("~^1 (?:Self|Root)=(?<gate_trace>1-[0-9a-f]{8}-[0-9a-f]{16,32})(?:;|$)", ["$gate_trace"]),
    ],
    "the new one is the balancer's trace id for this request, or else nginx's",
  );
}

interface ForwardedHeaderOptions {
  host?: string;
  webSocket?: boolean;
  also?: Record<string, string>;
}

/**
 * What the application is told about the request. Every header is overwritten, none appended to: what the client wrote
 * in any of them never arrives.
 *
 * @param host value for Host; the client's is in X-Forwarded-Host in any case
 * @param webSocket whether the connection may change its protocol
 * @param also headers by name, over these; an empty value leaves one out
 */
export function forwardedHeaderDirectives(
  { clientAddress }: ProxySettings,
  { host = "$host", webSocket = false, also = {} }: ForwardedHeaderOptions = {},
): Directive[] {
  const kept: Record<string, string> = { ...(webSocket ? upgradeHeaders : {}), ...also };
  const dropped = [...droppedHeaders, ...ownHeaders(clientAddress)];
  const known = dropped.flatMap(([, names]) => names);
  const header = (name: string, value: string, comment?: string) =>
    directive("proxy_set_header", [name, kept[name] ?? value], comment);
  return [
    header("Host", host, "overwritten, never appended to"),
    header("X-Real-IP", client(clientAddress)),
    header("X-Forwarded-For", client(clientAddress)),
    header("X-Forwarded-Proto", forwardedProto(clientAddress)),
    header("X-Forwarded-Host", "$host"),
    header("X-Request-Id", "$gate_request_id"),
    header("X-Amzn-Trace-Id", traceId(clientAddress)),
    ...Object.entries(also)
      .filter(([name]) => !known.includes(name))
      .map(([name, value], index) => header(name, value, index === 0 ? "inspection" : undefined)),
    ...dropped.flatMap(([reason, names]) =>
      names.map((name, index) => header(name, "", index === 0 ? `dropped: ${reason}` : undefined)),
    ),
  ];
}

/** A header that only the proxy may read. */
function ownHeaders(clientAddress: ClientAddress): [reason: string, names: string[]][] {
  if (believed(clientAddress).source !== apiGatewayClientHeader) return [];
  return [["for the proxy alone", [apiGatewayClientHeader]]];
}
