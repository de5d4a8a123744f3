import { type ClientLimits, defaultZoneMebibytes, type RateLimit } from "../settings/clientLimits";
import type { ProxySettings } from "../settings/proxySettings";
import type { Route } from "../settings/route";
import type { Site } from "../settings/site";

/** What a single client may do at a place, and where nginx counts it. */
export interface ClientBudgets {
  rate?: RateBudget;
  connections?: ConnectionBudget;
  dryRun: boolean;
}

export interface RateBudget {
  counter: Counter;
  limit: Required<RateLimit>;
}

export interface ConnectionBudget {
  counter: Counter;
  connections: number;
}

/** Where nginx counts a client's requests: one for each limit of the settings. */
export interface Counter {
  zone: string;
  /** Field of the settings that the limit stands in. */
  field: string;
}

/** The budgets of a route: its own, or the one that it shares with the site's other routes. Undefined: no limit. */
export function clientBudgets(settings: ProxySettings, site: Site, route: Route): ClientBudgets | undefined {
  const rate = rateBudget(settings, site, route);
  const connections = connectionBudget(settings, site, route);
  if (rate === undefined && connections === undefined) return undefined;
  return {
    ...(rate === undefined ? {} : { rate }),
    ...(connections === undefined ? {} : { connections }),
    dryRun: route.limitDryRun ?? site.limitDryRun ?? false,
  };
}

/**
 * Seconds after which a refused client has a request again. nginx counts in thousandths of a request a second, cut off:
 * one a minute is 16, so 62.5 seconds.
 */
export function secondsToWait({ rate }: ClientBudgets): number {
  if (rate === undefined) return 1;
  const { requests, per } = rate.limit;
  return per === "second" ? 1 : Math.ceil(1000 / Math.floor((requests * 1000) / 60));
}

function rateBudget(settings: ProxySettings, site: Site, route: Route): RateBudget | undefined {
  const given = route.rateLimit ?? site.rateLimit;
  if (given === undefined || given === false) return undefined;
  const limit = { burst: given.requests, zoneMebibytes: defaultZoneMebibytes, ...given };
  return { counter: counterOf(settings, site, route, "rateLimit"), limit };
}

function connectionBudget(settings: ProxySettings, site: Site, route: Route): ConnectionBudget | undefined {
  const connections = route.connectionLimit ?? site.connectionLimit;
  if (connections === undefined || connections === false) return undefined;
  return { counter: counterOf(settings, site, route, "connectionLimit"), connections };
}

/** The counter of the route's own limit if it has one, else of the site's. */
function counterOf({ sites }: ProxySettings, site: Site, route: Route, field: keyof ClientLimits): Counter {
  const siteAt = sites.indexOf(site);
  if (route[field] === undefined) return { zone: `${field}_${siteAt}`, field: `sites[${siteAt}].${field}` };
  const routeAt = site.routes.indexOf(route);
  return { zone: `${field}_${siteAt}_${routeAt}`, field: `sites[${siteAt}].routes[${routeAt}].${field}` };
}
