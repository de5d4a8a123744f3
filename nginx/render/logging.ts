import { block, type Directive, directive, literal } from "../conf/directive";
import { methods } from "../settings/method";
import type { ProxySettings } from "../settings/proxySettings";
import { traceId } from "./clientAddress";

/** User agent of the load balancer's health checks (AWS: "Target group health checks"). */
const balancerProbe = "ELB-HealthChecker/";

/**
 * One JSON line a request on /dev/stdout, errors on stderr. Successful health checks of the trusted balancer are left
 * out: every 6 s from every zone, they bury the rest and tell nothing that the target group does not know. A failed one,
 * or one from anybody else, is logged.
 */
export function loggingDirectives(settings: ProxySettings): Directive[] {
  const format = directive(
    "log_format",
    ["json", "escape=json", ...jsonFields(settings)],
    "one JSON line a request; upstream_addr is empty where nginx answered itself, upstream_* can hold lists",
  );
  const log = (...condition: string[]) =>
    directive(
      "access_log",
      ["/dev/stdout", "json", ...bufferArguments(settings), ...condition],
      "log: lines leave together, at the latest after flushSeconds",
    );
  return settings.clientAddress.kind === "alb"
    ? [methodMap(), format, ...loggedMaps(settings), log("if=$gate_logged")]
    : [methodMap(), format, log()];
}

function bufferArguments({ log: { bufferBytes, flushSeconds } }: ProxySettings): string[] {
  return bufferBytes === 0 ? [] : [`buffer=${bufferBytes}`, `flush=${flushSeconds}s`];
}

function methodMap(): Directive {
  return block(
    "map",
    ["$request", "$gate_method"],
    [
      directive("default", ["other"]),
      ...[...methods, "TRACE", "CONNECT"].map((name) => directive(`~^${name} `, [name])),
    ],
    "nginx calls every refused request GET once it shows the error page; the request line still tells the method",
  );
}

/**
 * The probe has no X-Forwarded-For, which the balancer gives to whatever comes from a client under the same name. Two
 * maps, because nginx works a variable out only where it is met: every other path is one look into a hash table.
 */
function loggedMaps({ health }: ProxySettings): Directive[] {
  return [
    block(
      "map",
      ["$request_uri", "$gate_logged"],
      [directive("default", [1]), directive(literal(health.path), ["$gate_health_logged"])],
      "health.path: every request is logged but the balancer's own health checks that went well",
    ),
    block(
      "map",
      ["$gate_peer_trusted $status for=$http_x_forwarded_for $http_user_agent", "$gate_health_logged"],
      [directive("default", [1]), directive(`~^1 200 for= ${balancerProbe}`, [0])],
    ),
  ];
}

/** Where start, stop and upstream failures go; the balancer's visitors never see the upstream's name, this log does. */
export function errorLogDirective(): Directive {
  return directive("error_log", ["stderr", "warn"], "names the upstream that failed; visitors get no name");
}

function jsonFields(settings: ProxySettings): string[] {
  const fields: [name: string, value: string, kind: "text" | "number"][] = [
    ["time", "$time_iso8601", "text"],
    ["request_id", "$gate_request_id", "text"],
    ["trace_id", traceId(settings.clientAddress), "text"],
    ["client", "$remote_addr", "text"],
    ["peer", "$realip_remote_addr", "text"],
    ["method", "$gate_method", "text"],
    ["host", "$host", "text"],
    ["uri", "$request_uri", "text"],
    ["status", "$status", "number"],
    ["bytes", "$bytes_sent", "number"],
    ["request_time", "$request_time", "number"],
    ["upstream_addr", "$upstream_addr", "text"],
    ["upstream_status", "$upstream_status", "text"],
    ["upstream_connect_time", "$upstream_connect_time", "text"],
    ["upstream_response_time", "$upstream_response_time", "text"],
    ["user_agent", "$http_user_agent", "text"],
    ["protocol", "$server_protocol", "text"],
    ["connection", "$connection", "number"],
    ["connection_requests", "$connection_requests", "number"],
  ];
  return fields.map(([name, value, kind], index) => {
    const open = index === 0 ? "{" : "";
    const close = index === fields.length - 1 ? "}" : ",";
    return `${open}"${name}":${kind === "text" ? `"${value}"` : value}${close}`;
  });
}
