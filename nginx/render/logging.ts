import { block, type Directive, directive } from "../conf/directive";
import type { SitePlan } from "../plan/sitePlan";
import { methods } from "../settings/method";
import type { ProxySettings } from "../settings/proxySettings";
import { logFields } from "./logFields";
import { loggedRequests } from "./loggedRequests";

/**
 * One JSON line a request on /dev/stdout, errors on stderr. Successful health checks of the trusted balancer are left
 * out: every 6 s from every zone, they bury the rest and tell nothing that the target group does not know. A failed one,
 * or one from anybody else, is logged.
 */
export function loggingDirectives(settings: ProxySettings, sites: SitePlan[]): Directive[] {
  const { maps, condition } = loggedRequests(settings);
  const format = directive(
    "log_format",
    ["json", "escape=json", ...jsonFields(settings, sites)],
    "one JSON line a request; upstream_addr is empty where nginx answered itself, upstream_* can hold lists",
  );
  const log = directive(
    "access_log",
    ["/dev/stdout", "json", ...bufferArguments(settings), ...condition],
    "log: lines leave together, at the latest after flushSeconds",
  );
  return [methodMap(), format, ...maps, log];
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

/** Where start, stop and upstream failures go; the balancer's visitors never see the upstream's name, this log does. */
export function errorLogDirective(): Directive {
  return directive("error_log", ["stderr", "warn"], "names the upstream that failed; visitors get no name");
}

function jsonFields(settings: ProxySettings, sites: SitePlan[]): string[] {
  const fields = logFields(settings, sites);
  return fields.map(({ name, value, kind }, index) => {
    const open = index === 0 ? "{" : "";
    const close = index === fields.length - 1 ? "}" : ",";
    return `${open}"${name}":${kind === "text" ? `"${value}"` : value}${close}`;
  });
}
