import type { Method } from "../settings/method";
import type { Route } from "../settings/route";
import { allowHeader, decisionsOf, type RouteDecision } from "./methodTable";
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

/** One line of the map of raw paths. */
export interface RouteEntry {
  /** Regular expression on the raw request target, query included. */
  pattern: string;
  classId: string;
  /** What it stands for, as the user wrote it. */
  templates: string[];
}

/** What a site's maps are made from. In `entries` the first match counts. */
export interface RouteTable {
  entries: RouteEntry[];
  classes: RouteClass[];
}

/**
 * The routes as a table: as many expressions as there are shapes times classes, not as many as routes.
 *
 * @param placeOf names the place that the requests of a route go to.
 */
export function routeTable(routes: Route[], placeOf: (route: Route) => string): RouteTable {
  const classes = new Map<string, RouteClass>();
  const classified = decisionsOf(routes).map((decision) => {
    const key = JSON.stringify(decision.byMethod.map(([method, by]) => [method, placeOf(by)]));
    const known = classes.get(key) ?? routeClass(decision, placeOf, classes.size + 1);
    classes.set(key, known);
    return { ...decision, classId: known.id };
  });
  return { entries: [...templateEntries(classified), ...regexEntries(classified)], classes: [...classes.values()] };
}

type Classified = RouteDecision & { classId: string };

function routeClass(decision: RouteDecision, placeOf: (route: Route) => string, id: number): RouteClass {
  return {
    id: String(id),
    allow: allowHeader(decision),
    places: decision.byMethod.map(([method, by]) => [method, placeOf(by)]),
  };
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

/** The expression is a group of its own, so that an alternative in it stays inside the anchors. */
function regexEntries(classified: Classified[]): RouteEntry[] {
  return classified.flatMap(({ route, classId }) =>
    route.regex === undefined ? [] : [{ pattern: `~^(?:${route.regex})(?:\\?|$)`, classId, templates: [route.regex] }],
  );
}

function templateOf(route: Route): string {
  return route.path ?? `${route.prefix}${route.prefix === "/" ? "" : "/"}…`;
}

function nameless(template: string): string {
  return template.replace(/:[A-Za-z_][A-Za-z0-9_]*/g, ":");
}
