import type { ProxySettings } from "../settings/proxySettings";
import type { Route } from "../settings/route";
import type { Site } from "../settings/site";
import { writtenPath } from "./pathSet";
import { type RouteTable, routeTable } from "./routeTable";
import { type Treatment, treatmentName, treatmentOf } from "./treatment";

/** First path segment that is the proxy's own; no route can have it. */
export const reservedSegment = ".gatehouse";

/** A location of nginx that only the proxy itself sends requests to. */
export interface Place {
  /** `/.gatehouse/to/app` */
  location: string;
  treatment: Treatment;
  /** What sends requests there, for the comment. */
  templates: string[];
}

/** A site with everything decided. */
export interface SitePlan {
  /** Ending of the site's variables, `_shop_example_com`; empty for the site of every name. */
  suffix: string;
  /** Undefined: every name that no other site has. */
  hosts: string[] | undefined;
  table: RouteTable;
  places: Place[];
  /** Status for a path that no route describes: 421 where no site has the name that was asked for. */
  unknownStatus: 404 | 421;
}

/**
 * The sites of the settings. The site of every name comes first and answers the health page; where all sites have names,
 * one without routes is added for it, because health checks carry the task's address as Host.
 */
export function planSites(settings: ProxySettings): SitePlan[] {
  const { sites } = settings;
  const anyName = sites.find(({ hosts }) => hosts === undefined);
  const named = sites.filter(({ hosts }) => hosts !== undefined);
  const suffixes = new Set<string>();
  return [
    planSite(settings, anyName ?? { routes: [] }, "", anyName === undefined && named.length > 0 ? 421 : 404),
    ...named.map((site) => planSite(settings, site, suffixOf(site, suffixes), 404)),
  ];
}

function planSite(settings: ProxySettings, site: Site, suffix: string, unknownStatus: 404 | 421): SitePlan {
  const isDefault = site.hosts === undefined;
  const health: Route = { path: settings.health.path, methods: ["GET"] };
  const routes = isDefault ? [health, ...site.routes] : site.routes;
  const places = placesOf(
    routes.map((route) => ({
      route,
      treatment: route === health ? { kind: "health" } : treatmentOf(settings, route),
    })),
  );
  const table = routeTable(routes, (route) => places.get(route)?.location ?? "");
  return { suffix, hosts: site.hosts, table, places: [...new Set(places.values())], unknownStatus };
}

/** One place for each treatment, named after where it sends requests. */
function placesOf(treated: { route: Route; treatment: Treatment }[]): Map<Route, Place> {
  const places = new Map<string, Place>();
  const taken = new Set<string>();
  return new Map(
    treated.map(({ route, treatment }) => {
      const key = JSON.stringify(treatment);
      const { text: template } = writtenPath(route);
      const known = places.get(key);
      known?.templates.push(template);
      const place = known ?? {
        location: `/${reservedSegment}/to/${unused(treatmentName(treatment), "-", taken)}`,
        treatment,
        templates: [template],
      };
      places.set(key, place);
      return [route, place];
    }),
  );
}

/** `*.example.com` and `example.com` end in the same letters, so the first letter of a wildcard is spelled out. */
function suffixOf({ hosts = [] }: Site, taken: Set<string>): string {
  const name = (hosts[0] ?? "").replace("*", "any").replace(/[^A-Za-z0-9]/g, "_");
  return `_${unused(name.toLowerCase(), "_", taken)}`;
}

function unused(base: string, separator: string, taken: Set<string>): string {
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}${separator}${number}`;
  taken.add(name);
  return name;
}
