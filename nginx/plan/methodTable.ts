import { type Method, methods } from "../settings/method";
import type { Route } from "../settings/route";
import { covers, narrowerFirst, type PathSet, pathSetOf } from "./pathSet";

/** A route, and which route decides for each method on the paths that it describes. */
export interface RouteDecision {
  route: Route;
  /** Undefined for a regular expression. */
  paths: PathSet | undefined;
  /** In the order of `methods`. */
  byMethod: [method: Method, decidedBy: Route][];
}

/**
 * For each route and method, the narrowest route that covers the route's paths and allows the method: a narrower route
 * adds to a wider one, and takes over only the methods that it names itself. Routes with the same expression are joined.
 */
export function decisionsOf(routes: Route[]): RouteDecision[] {
  const read = routes.map((route) => ({ route, paths: pathSetOf(route) }));
  const ordered = read
    .flatMap(({ route, paths }) => (paths === undefined ? [] : [{ route, paths, allowed: allowedBy(route) }]))
    .sort((one, other) => narrowerFirst(one.paths, other.paths));
  return read.map(({ route, paths }) => {
    if (paths === undefined) return { route, paths, byMethod: methodsOf(sameRegex(routes, route)) };
    return { route, paths, byMethod: methodsOf(ordered.filter((wide) => covers(wide.paths, paths))) };
  });
}

/** Nobody can tell what two different expressions have in common, so only equal ones are joined. */
function sameRegex(routes: Route[], { regex }: Route): { route: Route; allowed: Set<Method> }[] {
  return routes.filter((one) => one.regex === regex).map((route) => ({ route, allowed: allowedBy(route) }));
}

/** GET brings HEAD: RFC 9110 section 9.1 asks for both. */
function allowedBy(route: Route): Set<Method> {
  return new Set(route.methods.includes("GET") ? [...route.methods, "HEAD"] : route.methods);
}

function methodsOf(candidates: { route: Route; allowed: Set<Method> }[]): [Method, Route][] {
  return methods.flatMap((method): [Method, Route][] => {
    const first = candidates.find(({ allowed }) => allowed.has(method));
    return first === undefined ? [] : [[method, first.route]];
  });
}
