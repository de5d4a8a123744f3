import { pathSetOf } from "../plan/pathSet";
import { type Problem, show } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import type { Site } from "../settings/site";
import { checkClientLimits, clientLimitKeys } from "./checkClientLimits";
import { checkCors } from "./checkCors";
import { checkHosts } from "./checkHosts";
import { checkMaintenance } from "./checkMaintenance";
import { checkResponseHeaders } from "./checkResponseHeaders";
import { checkRoute } from "./checkRoute";
import { checkRoutesTogether } from "./checkRoutesTogether";
import { checkKeys, isObject } from "./knownKeys";

/** More than these are a generator's mistake; up to here a request costs the same as with one (see bench/proxy). */
const most = { sites: 1000, routes: 1000 };

/** Each site and route by itself, then each against the others. */
export function checkSites(settings: ProxySettings): Problem[] {
  const { sites } = settings;
  if (!Array.isArray(sites) || sites.length > most.sites) {
    const given = Array.isArray(sites) ? `${sites.length} sites` : show(sites);
    return [
      { where: "sites", given, legal: `a list of at most ${most.sites} sites`, fix: "use a wildcard for many names" },
    ];
  }
  const unfit = sites.flatMap((site, index) => checkShape(site, `sites[${index}]`));
  if (unfit.length > 0) return unfit;
  return [...checkHosts(sites), ...sites.flatMap((site, index) => checkRoutes(settings, site, `sites[${index}]`))];
}

function checkShape(site: Site, where: string): Problem[] {
  if (!isObject(site)) {
    return [
      { where, given: show(site), legal: "hosts and routes", fix: "write { routes: [{ path: …, methods: […] }] }" },
    ];
  }
  const { routes } = site;
  if (!Array.isArray(routes) || routes.length > most.routes) {
    const given = Array.isArray(routes) ? `${routes.length} routes` : show(routes);
    const fix = "describe several paths by one template with a :name";
    return [{ where: `${where}.routes`, given, legal: `a list of at most ${most.routes} routes`, fix }];
  }
  return [
    ...checkKeys(where, site, ["hosts", "routes", "responseHeaders", "cors", "maintenance", ...clientLimitKeys]),
    ...checkResponseHeaders(site.responseHeaders, `${where}.responseHeaders`),
    ...checkCors(site.cors, `${where}.cors`),
    ...checkClientLimits(site, where),
    ...checkMaintenance(site.maintenance, `${where}.maintenance`),
  ];
}

function checkRoutes(settings: ProxySettings, site: Site, where: string): Problem[] {
  const single = site.routes.flatMap((route, index) => checkRoute(settings, route, `${where}.routes[${index}]`));
  if (single.length > 0) return single;
  return [...checkHealthPath(settings, site, where), ...checkRoutesTogether(settings, site, where)];
}

/** The site of every name answers the health page, so no route may stand in its place. */
function checkHealthPath({ health }: ProxySettings, site: Site, where: string): Problem[] {
  // What is wrong with the page itself is said of the page.
  if (site.hosts !== undefined || !isObject(health)) return [];
  return site.routes.flatMap((route, index) => {
    const paths = pathSetOf(route);
    if (paths === undefined || paths.kind !== "path" || route.path !== health.path) return [];
    return [
      {
        where: `${where}.routes[${index}].path`,
        given: show(route.path),
        legal: "another path than health.path, which nginx answers itself",
        fix: 'give health.path another path, such as "/healthz", give the site hosts, or leave this route out',
      },
    ];
  });
}
