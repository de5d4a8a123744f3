import { randomBytes } from "node:crypto";

/** What the load balancer's listener looks like to a client. */
export interface ListenerFace {
  protocol: "http" | "https";
  port: number;
}

/** Headers about one connection only; a proxy does not pass them on (RFC 9110 section 7.6.1). */
const hopByHop = ["connection", "keep-alive", "proxy-connection", "te", "upgrade"];

/**
 * The headers that an Application Load Balancer sends on (Elastic Load Balancing, "HTTP headers and Application Load
 * Balancers" and "Request tracing"): the peer's address is appended to X-Forwarded-For, X-Forwarded-Proto and -Port are
 * the listener's whatever the client wrote, and X-Amzn-Trace-Id gets a Root, or a Self before the client's Root.
 *
 * @param raw names and values in turn, as node:http gives them in `rawHeaders`
 * @example balancerHeaders(["Host", "a"], "127.0.0.9", { protocol: "http", port: 80 })
 */
export function balancerHeaders(raw: string[], peer: string, listener: ListenerFace): string[] {
  const given = pairs(raw);
  const replaced = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "x-amzn-trace-id"];
  const kept = given.filter(([name]) => ![...hopByHop, ...replaced].includes(name.toLowerCase()));
  const before = valuesOf(given, "x-forwarded-for");
  const added: [string, string][] = [
    ["X-Forwarded-For", [...before, peer].join(", ")],
    ["X-Forwarded-Proto", listener.protocol],
    ["X-Forwarded-Port", String(listener.port)],
    ["X-Amzn-Trace-Id", traceId(valuesOf(given, "x-amzn-trace-id").join(";"))],
  ];
  return [...kept, ...added].flat();
}

/** The headers of an answer without those about the connection to the proxy. */
export function endToEndHeaders(raw: string[]): string[] {
  return pairs(raw)
    .filter(([name]) => !hopByHop.includes(name.toLowerCase()))
    .flat();
}

/** A trace id of this moment: version, seconds since 1970 in hexadecimal, 96 random bits. */
export function newTraceRoot(): string {
  return `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
}

function traceId(given: string): string {
  if (!given.includes("Root=")) return [`Root=${newTraceRoot()}`, given].filter(Boolean).join(";");
  return `Self=${newTraceRoot()};${given}`;
}

function valuesOf(headers: [string, string][], wanted: string): string[] {
  return headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
}

function pairs(raw: string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] ?? "", raw[2 * at + 1] ?? ""]);
}
