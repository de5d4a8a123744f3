import { pathTemplate, pathTemplateRule } from "../plan/pathTemplate";
import { reservedSegment } from "../plan/sitePlan";
import { onlyUpstream } from "../plan/treatment";
import { type Problem, show } from "../problem";
import { methods } from "../settings/method";
import type { ProxySettings } from "../settings/proxySettings";
import type { Route } from "../settings/route";
import { checkClientLimits, clientLimitKeys } from "./checkClientLimits";
import { checkCors } from "./checkCors";
import { checkForwarding } from "./checkForwarding";
import { mostBodyBytes } from "./checkNumbers";
import { checkRange } from "./checkRange";
import { checkRedirect } from "./checkRedirect";
import { checkRegex } from "./checkRegex";
import { checkResponseHeaders } from "./checkResponseHeaders";
import { checkStaticFiles } from "./checkStaticFiles";
import { checkKeys, isObject } from "./knownKeys";

const pathKeys = ["path", "prefix", "regex"] as const;
const routeKeys = [...pathKeys, "methods", "responseHeaders", "cors"];

/** One route by itself. */
export function checkRoute(settings: ProxySettings, route: Route, where: string): Problem[] {
  if (!isObject(route)) {
    return [{ where, given: show(route), legal: "path and methods", fix: 'write { path: "/x", methods: ["GET"] }' }];
  }
  return [
    ...checkKeys(where, route, [...routeKeys, ...destinationKeys(route)]),
    ...checkPath(route, where),
    ...checkMethods(route, `${where}.methods`),
    ...checkResponseHeaders(route.responseHeaders, `${where}.responseHeaders`),
    ...checkCors(route.cors, `${where}.cors`),
    ...checkDestination(settings, route, where),
  ];
}

/** What can be said beside each destination; an application is the one that needs no name. */
function destinationKeys(route: Route): string[] {
  if (route.redirect !== undefined) return ["redirect"];
  if (route.files !== undefined) return ["files"];
  return ["upstream", "bodyLimitBytes", "readSeconds", "stream", "webSocket", "cache", ...clientLimitKeys];
}

function checkDestination(settings: ProxySettings, route: Route, where: string): Problem[] {
  if (route.redirect !== undefined) return checkRedirect(route.redirect, `${where}.redirect`);
  if (route.files !== undefined) return checkStaticFiles(route, where);
  return [
    ...checkUpstream(settings, route, where),
    ...checkNumbers(route, where),
    ...checkForwarding(route, where),
    ...checkClientLimits(route, where),
  ];
}

function checkPath(route: Route, where: string): Problem[] {
  const given = pathKeys.filter((key) => route[key] !== undefined);
  const [key] = given;
  if (key === undefined || given.length > 1) {
    const fix = "give one of them, such as path";
    return [{ where, given: given.join(" and ") || "none of them", legal: "one of path, prefix and regex", fix }];
  }
  if (key === "regex") return checkRegex(route.regex, `${where}.regex`);
  const at = { where: `${where}.${key}`, given: show(route[key]) };
  const segments = pathTemplate(route[key]);
  if (segments === undefined) return [{ ...at, legal: pathTemplateRule, fix: 'write it such as "/api/users/:id"' }];
  const [first] = segments;
  if (first?.kind !== "text" || first.text !== reservedSegment) return [];
  return [{ ...at, legal: `not below /${reservedSegment}, the proxy's own`, fix: "use another first segment" }];
}

function checkMethods({ methods: given }: Route, where: string): Problem[] {
  const legal = `at least one of ${methods.join(", ")}, each once`;
  if (!Array.isArray(given) || given.length === 0) {
    return [{ where, given: show(given), legal, fix: 'name the methods, such as ["GET"]' }];
  }
  return given.flatMap((method, index) => {
    const at = { where: `${where}[${index}]`, given: show(method), legal };
    if (!methods.includes(method)) return [{ ...at, fix: "use a method of the list, in capitals" }];
    return given.indexOf(method) < index ? [{ ...at, fix: "leave the second one out" }] : [];
  });
}

function checkUpstream(settings: ProxySettings, { upstream }: Route, where: string): Problem[] {
  const names = Object.keys(settings.upstreams ?? {});
  const name = upstream ?? onlyUpstream(settings);
  if (name !== undefined && names.includes(name)) return [];
  return [
    {
      where: `${where}.upstream`,
      given: upstream === undefined ? "nothing" : show(upstream),
      legal: names.length === 0 ? "a name of upstreams, which has none" : `one of ${names.join(", ")}`,
      fix: names.length === 0 ? "add the application to upstreams" : "name the application that gets these requests",
    },
  ];
}

function checkNumbers({ bodyLimitBytes, readSeconds }: Route, where: string): Problem[] {
  const range = (field: string, given: unknown, to: number, fix: string) =>
    given === undefined ? [] : checkRange({ where: `${where}.${field}`, given, from: 1, to, fix });
  return [
    ...range("bodyLimitBytes", bodyLimitBytes, mostBodyBytes, "give bytes, such as 1048576 for 1 MiB"),
    ...range("readSeconds", readSeconds, 4000, "use 25; an ALB waits no longer than 4000"),
  ];
}
