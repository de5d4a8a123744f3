import { isObject, type ResponseHeaders, type Site } from "../../nginx";
import type { RouteArgs, SiteArgs } from "./routeArgs";

/**
 * The sites as the proxy takes them. What is wrong in one, a method or a name that there is not, the proxy's own check
 * finds with all other problems; so nothing is judged here, whatever a program without types hands in.
 */
export function planSites(sites: SiteArgs[]): Site[] {
  if (!Array.isArray(sites)) return sites as never;
  return sites.map((site) => (isObject(site) ? (planSite(site) as unknown as Site) : (site as never)));
}

function planSite(site: SiteArgs): object {
  return { ...withTable(site), ...(Array.isArray(site.routes) && { routes: site.routes.map(planRoute) }) };
}

function planRoute(route: RouteArgs): object {
  return isObject(route) ? withTable(route) : route;
}

function withTable<T extends { responseHeaders?: Record<string, string> }>(given: T): object {
  return { ...given, ...(isObject(given.responseHeaders) && { responseHeaders: headers(given.responseHeaders) }) };
}

/** In languages whose maps hold one type, `false` is a text. */
export function headers(table: Record<string, string>): ResponseHeaders {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, value === "false" ? false : value]));
}
