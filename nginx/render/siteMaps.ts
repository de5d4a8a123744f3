import { block, type Directive, directive, literal } from "../conf/directive";
import type { RouteClass, RouteEntry } from "../plan/routeTable";
import type { SitePlan } from "../plan/sitePlan";
import type { ProxySettings } from "../settings/proxySettings";
import { maintenanceMapDirectives } from "./maintenance";

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
export function siteMapDirectives(settings: ProxySettings, site: SitePlan): Directive[] {
  const { route, place, allow } = siteVariables(site);
  const { entries, regexes, classes } = site.table;
  const name = site.site.hosts?.map(literal).join(", ") ?? "any other name";
  const otherwise = regexes.length === 0 ? "" : regexVariable(site);
  return [
    ...regexMap(site),
    block(
      "map",
      ["$request_uri", route],
      [directive("default", [otherwise]), ...entries.map(routeEntry)],
      `sites[].routes of ${name}: what is not listed does not exist; judged on the raw path, a :name is one segment`,
    ),
    block(
      "map",
      [`$request_method ${route}`, place],
      [
        directive("default", ["refused"]),
        directive("~ $", ["unknown"]),
        ...classes.flatMap((one) => placeEntries(site, one)),
      ],
      "sites[].routes[].methods, and where each goes: GET brings HEAD (RFC 9110 section 9.1)",
    ),
    block(
      "map",
      [`$status ${route}`, allow],
      [directive("default", [""]), ...classes.flatMap((one) => allowEntries(site, one))],
      "a 405 names the methods that are allowed (RFC 9110 section 15.5.6)",
    ),
    ...maintenanceMapDirectives(settings, site),
  ];
}

/** The raw path without its query, where a site has expressions to hold against it. */
export function pathMapDirectives(sites: SitePlan[]): Directive[] {
  if (!sites.some(({ table }) => table.regexes.length > 0)) return [];
  const entries = [directive("default", [""]), directive("~^(?<gate_raw_path>[^?]*)", ["$gate_raw_path"])];
  return [block("map", ["$request_uri", "$gate_path"], entries, "regex: what it is held against has no query")];
}

/** nginx works it out only where no template describes the path. */
function regexMap(site: SitePlan): Directive[] {
  const { regexes } = site.table;
  if (regexes.length === 0) return [];
  const entries = [directive("default", [""]), ...regexes.map(routeEntry)];
  return [
    block("map", ["$gate_path", regexVariable(site)], entries, "sites[].routes[].regex, asked where no other is"),
  ];
}

function regexVariable({ suffix }: SitePlan): string {
  return `$gate_regex_route${suffix}`;
}

function routeEntry({ pattern, classId, templates }: RouteEntry): Directive {
  const more = templates.length - namedTemplates;
  const named = templates.slice(0, namedTemplates).map(literal).join(", ");
  return directive(pattern, [classId], more > 0 ? `${named} and ${more} more` : named);
}

/** The answer to a preflight names the same methods. */
function allowEntries({ places: all }: SitePlan, { id, allow, places }: RouteClass): Directive[] {
  const preflights = all.filter(({ treatment }) => treatment.kind === "preflight").map(({ location }) => location);
  const answers = places.some(([, place]) => preflights.includes(place)) ? [405, 204] : [405];
  return answers.map((status) => directive(`${status} ${id}`, [allow]));
}

/** A place of files gets the path too, tidied by nginx as it would for any file. */
function placeEntries({ places: all }: SitePlan, { id, places }: RouteClass): Directive[] {
  const files = new Set(all.filter(({ treatment }) => treatment.kind === "files").map(({ location }) => location));
  return places.map(([method, place]) =>
    directive(`${method} ${id}`, [`${literal(place)}${files.has(place) ? "$uri" : ""}`]),
  );
}
