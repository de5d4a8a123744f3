import { balancerSubnets } from "../request";
import { shares } from "../shares";
import type { Contender, Places } from "./contender";
import { s1Features } from "./sameFeatures";

/** HAProxy with one thread and the features of S1, each in HAProxy's own way. */
export function haproxy(program: string): Contender {
  return {
    name: "HAProxy",
    over: "TCP",
    shares: shares.proxy,
    server: (places) => ({
      files: { "haproxy.cfg": haproxyConf(places) },
      argv: [program, "-db", "-f", "{folder}/haproxy.cfg"],
      listens: places.port,
    }),
  };
}

/** The log's fields as Gatehouse names them, each the nearest that HAProxy's log has. */
const logFields: [name: string, value: string, kind: "text" | "number"][] = [
  ["time", "%tr", "text"],
  ["request_id", "%[var(txn.request_id),json(utf8s)]", "text"],
  ["trace_id", "%[var(txn.trace_id),json(utf8s)]", "text"],
  ["client", "%ci", "text"],
  ["peer", "%[var(txn.peer)]", "text"],
  ["method", "%HM", "text"],
  ["host", "%[capture.req.hdr(0),json(utf8s)]", "text"],
  ["uri", "%[var(txn.uri),json(utf8s)]", "text"],
  ["status", "%ST", "number"],
  ["bytes", "%B", "number"],
  ["request_time", "%Ta", "number"],
  ["upstream_addr", "%si:%sp", "text"],
  ["upstream_status", "%ST", "text"],
  ["upstream_connect_time", "%Tc", "text"],
  ["upstream_response_time", "%Tr", "text"],
  ["user_agent", "%[capture.req.hdr(1),json(utf8s)]", "text"],
  ["protocol", "%HV", "text"],
  ["connection", "%cp", "number"],
  ["connection_requests", "%rt", "number"],
];

function logFormat(): string {
  const members = logFields.map(([name, value, kind]) => `"${name}":${kind === "text" ? `"${value}"` : value}`);
  return `{${members.join(",")}}`;
}

function haproxyConf({ port, upstream }: Places): string {
  if (!("port" in upstream)) throw new Error("HAProxy is measured over TCP");
  const { dropped, healthBody, idleSeconds, readSeconds, connectSeconds, bodyLimitBytes } = s1Features();
  return `global
    log stdout format raw local0
    nbthread 1
    maxconn 4096

defaults
    mode http
    log global
    timeout http-request 10s
    timeout client 30s
    timeout http-keep-alive ${idleSeconds}s
    timeout connect ${connectSeconds}s
    timeout server ${readSeconds}s
    http-reuse always

frontend door
    bind 127.0.0.1:${port}
    log-format '${logFormat()}'
    declare capture request len 128
    http-request capture req.hdr(Host) id 0
    declare capture request len 256
    http-request capture req.hdr(User-Agent) id 1
    http-request set-var(txn.peer) src
    http-request set-var(txn.uri) url

    acl balancer src ${balancerSubnets.join(" ")}
    http-request set-var(txn.trace_id) req.hdr(X-Amzn-Trace-Id) if balancer
    http-request set-var(txn.proto) req.hdr(X-Forwarded-Proto) if balancer
    http-request set-src hdr_ip(X-Forwarded-For,-1) if balancer
    acl known_id req.hdr(X-Request-Id) -m reg ^[A-Za-z0-9._-]{8,128}$
    http-request set-var(txn.request_id) uuid()
    http-request set-var(txn.request_id) req.hdr(X-Request-Id) if known_id

    acl outside url -m reg "^[^?]*[^?A-Za-z0-9._~!\\$&'()*+,=:@/%-]"
    acl encoded url -m reg -i ^[^?]*%(25)*(2e|2f|5c|00|0d|0a)
    acl empty_segment url -m reg ^[^?]*//
    acl dot_segment url -m reg ^[^?]*/\\.\\.?([/?]|$)
    acl too_long req.body_size gt ${bodyLimitBytes}
    http-request deny deny_status 400 if outside or encoded or empty_segment or dot_segment
    http-request deny deny_status 413 if too_long
    acl health path /
    http-request return status 200 content-type text/plain string "${healthBody}" if health
    acl by_id url -m reg ^/api/users/[^/?]+([?]|$)
    acl by_name url -m reg ^/api/users/by/username/[^/?]+([?]|$)
    http-request deny deny_status 404 unless by_id or by_name
    acl read_only method GET HEAD
    http-request deny deny_status 405 unless read_only

    http-request set-header X-Real-IP %[src]
    http-request set-header X-Forwarded-For %[src]
    http-request set-header X-Forwarded-Proto %[var(txn.proto)]
    http-request set-header X-Forwarded-Host %[req.hdr(Host)]
    http-request set-header X-Request-Id %[var(txn.request_id)]
    http-request set-header X-Amzn-Trace-Id %[var(txn.trace_id)]
${dropped.map((name) => `    http-request del-header ${name}`).join("\n")}
    http-response del-header X-Powered-By
    http-response set-header X-Content-Type-Options nosniff
    default_backend application

backend application
    server app 127.0.0.1:${upstream.port} pool-max-conn 64
`;
}
