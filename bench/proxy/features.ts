import type { Directive } from "../../nginx/conf/directive";

/** One thing that the proxy does for a request, found in the rendered configuration by its directives. */
export interface Feature {
  name: string;
  /** What stands for a directive when the feature is off: the directive itself, where it is not part of it. */
  off(directive: Directive): Directive[];
}

const limits = [
  "client_max_body_size",
  "client_header_timeout",
  "client_body_timeout",
  "send_timeout",
  "reset_timedout_connection",
  "large_client_header_buffers",
  "ignore_invalid_headers",
  "underscores_in_headers",
];

/** A feature that is nothing but its directives. */
function removable(name: string, isPart: (directive: Directive) => boolean): Feature {
  return { name, off: (directive) => (isPart(directive) ? [] : [directive]) };
}

const isHeader = ({ name }: Directive) => name === "proxy_set_header";
const isRequestId = ({ args }: Directive) => args.includes("$gate_request_id");

/** Without an access_log nginx would log to its built-in place, so the log is switched off and not taken out. */
const log: Feature = {
  name: "JSON log, buffered",
  off: (directive) => {
    if (directive.name === "log_format") return [];
    return [directive.name === "access_log" ? { ...directive, args: ["off"] } : directive];
  },
};

/** The header to the application, and the log's field. */
const requestId: Feature = {
  name: "request id",
  off: (directive) => {
    if (isHeader(directive) && isRequestId(directive)) return [];
    if (directive.name !== "log_format") return [directive];
    return [{ ...directive, args: directive.args.filter((field) => !field.includes("$gate_request_id")) }];
  },
};

/** What the bench switches on one by one. */
export const features: Feature[] = [
  log,
  removable("client's address from the balancer", ({ name }) => /^(set_)?real_ip_/.test(name)),
  requestId,
  removable("limits on sizes and times", ({ name }) => limits.includes(name)),
  removable("checks of path, route and method", ({ name }) => name === "if"),
  removable("headers set for the application", (one) => isHeader(one) && one.args[1] !== "" && !isRequestId(one)),
  // Connection is dropped in any case: without that no connection to the application would be used twice.
  removable("headers dropped", (one) => isHeader(one) && one.args[1] === "" && one.args[0] !== "Connection"),
  removable("response headers", ({ name }) => name === "add_header" || name === "proxy_hide_header"),
];

/** The configuration with these features off. */
export function without(directives: Directive[], off: Feature[]): Directive[] {
  return directives.flatMap((directive) => {
    const kept = off.reduce((list, feature) => list.flatMap((one) => feature.off(one)), [directive]);
    return kept.map((one) => (one.block === undefined ? one : { ...one, block: without(one.block, off) }));
  });
}

/** The configuration with every feature off but this one. */
export function only(directives: Directive[], feature: Feature): Directive[] {
  return without(
    directives,
    features.filter((other) => other !== feature),
  );
}

/** Whether the configuration has the feature at all. */
export function has(directives: Directive[], feature: Feature): boolean {
  return JSON.stringify(without(directives, [feature])) !== JSON.stringify(directives);
}

/** The configuration with a log that writes each line at once. */
export function unbuffered(directives: Directive[]): Directive[] {
  return directives.map((directive) => {
    if (directive.block !== undefined) return { ...directive, block: unbuffered(directive.block) };
    if (directive.name !== "access_log") return directive;
    return { ...directive, args: directive.args.filter((arg) => !/^(buffer|flush)=/.test(arg)) };
  });
}
