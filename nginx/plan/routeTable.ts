import type { Method } from "../settings/method";
import type { Route } from "../settings/route";
import { decisionsOf, type RouteDecision } from "./methodTable";
import { mask, narrowerFirst, type PathSet } from "./pathSet";
import { targetPatterns } from "./targetPattern";

/** Paths for which every method is decided alike; its number is what the map of raw paths answers. */
export interface RouteClass {
  id: string;
  /** Value of the Allow header: `GET, HEAD`. */
  allow: string;
  /** The place that requests with each method go to. */
  places: [method: Method, place: string][];
}

/** One line of a map of raw paths. */
export interface RouteEntry {
  /** Regular expression on the raw request target, query included; in `regexes` on the raw path alone. */
  pattern: string;
  classId: string;
  /** What it stands for, as the user wrote it. */
  templates: string[];
}

/** What a site's maps are made from. In `entries` the first match counts; where there is none, the first in `regexes`. */
export interface RouteTable {
  entries: RouteEntry[];
  regexes: RouteEntry[];
  classes: RouteClass[];
}

/** Where the requests of a route go. */
export interface RoutePlaces {
  /** Place of the requests that it lets in. */
  requests: string;
  /** Place of a browser's preflights, where other origins may ask. */
  preflights?: string;
}

/**
 * The routes as a table: as many expressions as there are shapes times classes, not as many as routes.
 *
 * @param placesOf names the places that the requests of a route go to.
 */
export function routeTable(routes: Route[], placesOf: (route: Route) => RoutePlaces): RouteTable {
  const classes = new Map<string, RouteClass>();
  const classified = decisionsOf(routes).map((decision) => {
    const places = methodPlaces(decision, placesOf);
    const key = JSON.stringify(places);
    const known = classes.get(key) ?? { id: String(classes.size + 1), allow: allowHeader(places), places };
    classes.set(key, known);
    return { ...decision, classId: known.id };
  });
  return { entries: templateEntries(classified), regexes: regexEntries(classified), classes: [...classes.values()] };
}

type Classified = RouteDecision & { classId: string };

/** OPTIONS is the application's where a route names it, and else the proxy's where other origins may ask. */
function methodPlaces({ byMethod }: RouteDecision, placesOf: (route: Route) => RoutePlaces): [Method, string][] {
  const places = byMethod.map(([method, by]): [Method, string] => [method, placesOf(by).requests]);
  const [preflights] = byMethod.flatMap(([, by]) => placesOf(by).preflights ?? []);
  const isFree = !places.some(([method]) => method === "OPTIONS");
  return preflights !== undefined && isFree ? [...places, ["OPTIONS", preflights]] : places;
}

/** Methods as the value of an Allow header, in one order. */
function allowHeader(places: [Method, string][]): string {
  return places.map(([method]) => method).join(", ");
}

/**
 * Two different templates of one kind with their `:name`s in the same places never describe the same path, so a group
 * needs no order inside. A template that stands in two routes, each for other methods, is one line.
 */
function templateEntries(classified: Classified[]): RouteEntry[] {
  const written = new Map<string, Template>();
  for (const { route, paths, classId } of classified) {
    const template = templateOf(route);
    if (paths !== undefined && !written.has(nameless(template))) {
      written.set(nameless(template), { paths, template, classId });
    }
  }
  const groups = new Map<string, Template[]>();
  for (const one of [...written.values()].sort((left, right) => narrowerFirst(left.paths, right.paths))) {
    const key = `${one.paths.kind} ${mask(one.paths)} ${one.classId}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(entriesOf);
}

interface Template {
  paths: PathSet;
  template: string;
  classId: string;
}

function entriesOf(group: Template[]): RouteEntry[] {
  const templates = new Map(group.map(({ paths, template }) => [paths, template]));
  return targetPatterns([...templates.keys()]).map(({ pattern, sets }) => ({
    pattern,
    classId: group[0]?.classId ?? "",
    templates: sets.map((set) => templates.get(set) ?? ""),
  }));
}

/**
 * The expression is a group of its own, so that an alternative in it stays inside the anchors. It sees no query, which a
 * `.` or a `[^/]` of it would run into.
 */
function regexEntries(classified: Classified[]): RouteEntry[] {
  const byRegex = new Map(
    classified.flatMap(({ route: { regex }, classId }): [string, RouteEntry][] =>
      regex === undefined ? [] : [[regex, { pattern: `~^(?:${regex})$`, classId, templates: [regex] }]],
    ),
  );
  return [...byRegex.values()];
}

function templateOf(route: Route): string {
  return route.path ?? `${route.prefix}${route.prefix === "/" ? "" : "/"}…`;
}

function nameless(template: string): string {
  return template.replace(/:[A-Za-z_][A-Za-z0-9_]*/g, ":");
}
