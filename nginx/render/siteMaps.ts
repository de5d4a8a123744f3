import { block, type Directive, directive, literal } from "../conf/directive";
import type { RouteClass, RouteEntry } from "../plan/routeTable";
import type { SitePlan } from "../plan/sitePlan";

/** How many templates a comment names before it only counts them. */
const namedTemplates = 4;

/** Names of the variables that the maps of a site set. */
export function siteVariables({ suffix }: SitePlan): { route: string; place: string; allow: string } {
  return { route: `$gate_route${suffix}`, place: `$gate_place${suffix}`, allow: `$gate_allow${suffix}` };
}

/**
 * Three maps: which routes describe the raw path (none: it does not exist), where a request with this method goes, and
 * what a 405 says about it. Whole shapes are matched, so `/api/users/:id` is neither `/api/users/1/x` nor `/apixyz`.
 */
export function siteMapDirectives(site: SitePlan): Directive[] {
  const { route, place, allow } = siteVariables(site);
  const { entries, classes } = site.table;
  const name = site.hosts === undefined ? "any other name" : site.hosts.map(literal).join(", ");
  return [
    block(
      "map",
      ["$request_uri", route],
      [directive("default", [""]), ...entries.map(routeEntry)],
      `sites[].routes of ${name}: what is not listed does not exist; judged on the raw path, a :name is one segment`,
    ),
    block(
      "map",
      [`$request_method ${route}`, place],
      [directive("default", ["refused"]), directive("~ $", ["unknown"]), ...classes.flatMap(placeEntries)],
      "sites[].routes[].methods, and where each goes: GET brings HEAD (RFC 9110 section 9.1)",
    ),
    block(
      "map",
      [`$status ${route}`, allow],
      [directive("default", [""]), ...classes.map((one) => directive(`405 ${one.id}`, [one.allow]))],
      "a 405 names the methods that are allowed (RFC 9110 section 15.5.6)",
    ),
  ];
}

function routeEntry({ pattern, classId, templates }: RouteEntry): Directive {
  const more = templates.length - namedTemplates;
  const named = templates.slice(0, namedTemplates).map(literal).join(", ");
  return directive(pattern, [classId], more > 0 ? `${named} and ${more} more` : named);
}

function placeEntries({ id, places }: RouteClass): Directive[] {
  return places.map(([method, place]) => directive(`${method} ${id}`, [literal(place)]));
}
