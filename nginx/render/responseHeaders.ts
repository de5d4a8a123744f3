import { type Directive, directive, literal } from "../conf/directive";
import type { HeaderTable } from "../plan/headerTable";
import type { ProxySettings } from "../settings/proxySettings";
import { transportSecurityValue } from "./transportSecurity";

/**
 * Headers of an answer. nginx forgets inherited `add_header` in a location that has its own, so each location takes the
 * whole list from here.
 */
export function responseHeaderDirectives(settings: ProxySettings, headers: HeaderTable): Directive[] {
  const transportSecurity = transportSecurityValue(settings);
  return [
    ...headers.flatMap(([name, value]) =>
      value === false ? [] : [directive("add_header", [literal(name), literal(value), "always"])],
    ),
    ...(transportSecurity === undefined
      ? []
      : [directive("add_header", ["Strict-Transport-Security", transportSecurity, "always"])]),
  ];
}

/** What the application itself says under these names stays inside: it is removed, or there once. */
export function hiddenHeaderDirectives(settings: ProxySettings, headers: HeaderTable): Directive[] {
  const names = headers.map(([name]) => literal(name));
  const also = settings.strictTransportSecurity === undefined ? [] : ["Strict-Transport-Security"];
  return [...names, ...also].map((name) => directive("proxy_hide_header", [name]));
}
