import type { SitePlan } from "../plan/sitePlan";
import type { ProxySettings } from "../settings/proxySettings";
import { hasCache } from "./cache";
import { client, traceId } from "./clientAddress";
import { limitsClients } from "./clientLimits";
import { inspectionLogFields } from "./inspection";

/** A field of the access log. */
export interface LogField {
  name: string;
  /** nginx's variable. */
  value: string;
  /** How JSON has it. Times and statuses of upstreams are texts: with several attempts they are lists. */
  kind: "text" | "number";
  /** What it says, with its unit, for the documentation. */
  meaning: string;
}

/** The fields in the order of a line. What a service does not use, its lines do not hold. */
export function logFields({ clientAddress }: ProxySettings, sites: SitePlan[]): LogField[] {
  const text = (name: string, value: string, meaning: string): LogField => ({ name, value, kind: "text", meaning });
  const number = (name: string, value: string, meaning: string): LogField => ({ name, value, kind: "number", meaning });
  return [
    text("time", "$time_iso8601", "When the answer was complete, to the second, with the offset from UTC."),
    text("request_id", "$gate_request_id", "The request's id, which the application gets as X-Request-Id."),
    text("trace_id", traceId(clientAddress), "X-Amzn-Trace-Id as the load balancer wrote it; empty without one."),
    text("client", client(clientAddress), "The true client's address, which no client can forge."),
    text("peer", "$realip_remote_addr", "Who opened the connection: the load balancer, or the client itself."),
    text("method", "$gate_method", "The request's method; `other` for one that HTTP does not name."),
    text("host", "$host", "The name that was asked for, in small letters and without a port."),
    text("uri", "$request_uri", "The raw path and query, as they were sent."),
    number("status", "$status", "The status of the answer; 499 where the client left before it."),
    ...(limitsClients(sites)
      ? [
          text(
            "limited",
            "$gate_limited",
            "Which limit on a single client refused the request, or would have (`dry run`).",
          ),
        ]
      : []),
    ...inspectionLogFields(sites),
    ...(sites.some(hasCache)
      ? [text("cache", "$upstream_cache_status", "HIT, MISS, BYPASS, EXPIRED …; empty where the route keeps nothing.")]
      : []),
    number("bytes", "$bytes_sent", "Bytes of the answer, head included."),
    number("request_time", "$request_time", "Seconds from the first byte of the request to the last of the answer."),
    text(
      "upstream_addr",
      "$upstream_addr",
      "Who was asked; empty where nginx answered itself. Several attempts are a list.",
    ),
    text("upstream_status", "$upstream_status", "What each attempt was answered; 502 and 504 are nginx's own word."),
    text(
      "upstream_connect_time",
      "$upstream_connect_time",
      "Seconds until each connection was there; 0.000 on a kept one.",
    ),
    text("upstream_response_time", "$upstream_response_time", "Seconds until each answer was complete."),
    text("user_agent", "$http_user_agent", "User-Agent, as the client wrote it."),
    text("protocol", "$server_protocol", "HTTP/1.1 or HTTP/1.0."),
    number("connection", "$connection", "Number of the peer's connection, within this nginx."),
    number("connection_requests", "$connection_requests", "Which request on that connection this was; 1 is the first."),
  ];
}
