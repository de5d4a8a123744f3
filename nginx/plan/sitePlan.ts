import type { DecideInspection } from "../settings/inspection";
import type { ProxySettings } from "../settings/proxySettings";
import type { Route } from "../settings/route";
import type { Site } from "../settings/site";
import { type DeniedAt, deniedAt } from "./denied";
import type { HeaderTable } from "./headerTable";
import { decisionFor } from "./inspection";
import { writtenPath } from "./pathSet";
import { type RoutePlaces, type RouteTable, routeTable } from "./routeTable";
import { answerOf, type Treatment, treatmentName, treatmentOf } from "./treatment";

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
  /** As the user wrote it; without hosts, it is asked by every name that no other site has. */
  site: Site;
  table: RouteTable;
  places: Place[];
  /** Status for a path that no route describes: 421 where no site has the name that was asked for. */
  unknownStatus: 404 | 421;
  /** Of the proxy's own pages. */
  headers: HeaderTable;
  denied: DeniedAt;
  /** Who is asked before a request reaches an application or a file. */
  decision?: DecideInspection;
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
  const health: Route = { path: settings.health.path, methods: ["GET"] };
  const routes = site.hosts === undefined ? [health, ...site.routes] : site.routes;
  const places = new PlaceBook();
  const placesOf = new Map(
    routes.map((route): [Route, RoutePlaces] => {
      const { text } = writtenPath(route);
      if (route === health) {
        return [route, { requests: places.of({ kind: "health", ...answerOf(settings, { routes: [] }) }, text) }];
      }
      const treatment = treatmentOf(settings, site, route);
      const { headers, cors } = treatment;
      const preflights = cors && places.of({ kind: "preflight", headers, cors }, text);
      return [route, { requests: places.of(treatment, text), ...(preflights !== undefined && { preflights }) }];
    }),
  );
  const table = routeTable(routes, (route) => placesOf.get(route) ?? { requests: "" });
  const { headers } = answerOf(settings, site);
  const denied = deniedAt(settings, site);
  const decision = decisionFor(
    settings,
    places.all().map(({ treatment }) => treatment),
  );
  return { suffix, site, table, places: places.all(), unknownStatus, headers, denied, ...(decision && { decision }) };
}

/** One place for each treatment, named after where it sends requests. */
class PlaceBook {
  private readonly places = new Map<string, Place>();
  private readonly taken = new Set<string>();

  /** Location of the place for a treatment, with a template more that leads there. */
  of(treatment: Treatment, template: string): string {
    const key = JSON.stringify(treatment);
    const known = this.places.get(key);
    known?.templates.push(template);
    const name = known === undefined ? unused(treatmentName(treatment), "-", this.taken) : "";
    const place = known ?? { location: `/${reservedSegment}/to/${name}`, treatment, templates: [template] };
    this.places.set(key, place);
    return place.location;
  }

  all(): Place[] {
    return [...this.places.values()];
  }
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
