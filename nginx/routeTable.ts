import { escapeRegex } from "./escapeRegex";
import { covers, pathTemplate, type Segment } from "./pathTemplate";
import { type Method, methods, type Route } from "./settings";

/** Paths of one shape that allow the same methods, as one line of the proxy's route map. */
export interface RouteGroup {
  /** Value of the Allow header: `GET, HEAD`. */
  allow: string;
  /** Regular expression on the raw request target, query included. */
  pattern: string;
  /** The templates it stands for, for the comment. */
  paths: string[];
}

/** A route with its template read, and all that its paths allow. */
export interface Shape {
  path: string;
  segments: Segment[];
  /** Value of the Allow header. */
  allow: string;
}

/** nginx reads no argument longer than its 4,096-byte buffer (NGX_CONF_BUFFER); the rest is room for quotes. */
const longestPattern = 4000;

/**
 * The routes as groups for a `map`, in which the first match wins. Measured on nginx 1.22: one expression a route costs
 * 19 µs a request at 100 routes and 230 µs at 1,000; expressions in which only whole segments are shared, 43 and 150;
 * with every common beginning written once, 1,000 routes cost no more than 10, within the noise. So there are as many
 * groups as shapes times method sets (and a few more where one grows too long), not as many as routes.
 *
 * Two different templates with their `:name`s in the same places never describe the same path, so a group needs no order
 * inside; fixed text sorts before `:name`, so the narrower of two that overlap is met first.
 */
export function routeGroups(routes: Route[]): RouteGroup[] {
  const groups = new Map<string, Shape[]>();
  for (const shape of shapesOf(routes)) {
    const key = `${mask(shape.segments)} ${shape.allow}`;
    groups.set(key, [...(groups.get(key) ?? []), shape]);
  }
  return [...groups.keys()].sort().flatMap((key) => split(groups.get(key) ?? []).map(toGroup));
}

/** Methods as the value of an Allow header, in one order. GET brings HEAD: RFC 9110 section 9.1 asks for both. */
function allowHeader(allowed: Method[]): string {
  const all = new Set(allowed.includes("GET") ? [...allowed, "HEAD"] : allowed);
  return methods.filter((method) => all.has(method)).join(", ");
}

/** The routes as shapes. A path that several templates describe allows what any of them allows. */
export function shapesOf(routes: Route[]): Shape[] {
  const read = routes.map(({ path, methods }) => ({ path, methods, segments: pathTemplate(path) ?? [] }));
  return read.map(({ path, segments }) => {
    const wider = read.filter((wide) => covers(wide.segments, segments));
    return { path, segments, allow: allowHeader(wider.flatMap((wide) => wide.methods)) };
  });
}

function mask(segments: Segment[]): string {
  return segments.map((segment) => (segment.kind === "name" ? "1" : "0")).join("");
}

/** Halves a group until no expression is too long for nginx. */
function split(shapes: Shape[]): Shape[][] {
  const fits = targetPattern(shapes.map((shape) => shape.segments)).length <= longestPattern;
  if (fits || shapes.length === 1) return [shapes];
  const middle = Math.ceil(shapes.length / 2);
  return [...split(shapes.slice(0, middle)), ...split(shapes.slice(middle))];
}

function toGroup(shapes: Shape[]): RouteGroup {
  return {
    allow: shapes[0]?.allow ?? "",
    pattern: targetPattern(shapes.map((shape) => shape.segments)),
    paths: shapes.map((shape) => shape.path),
  };
}

/** Regular expression for raw request targets with one of these paths, with or without a query. */
function targetPattern(templates: Segment[][]): string {
  return `~^${alternatives(templates.map(tokens))}(?:\\?|$)`;
}

/** A template as pieces of a regular expression, one a character; a `:name` is one segment, not empty. */
function tokens(segments: Segment[]): string[] {
  if (segments.length === 0) return ["/"];
  return segments.flatMap((segment) =>
    segment.kind === "name" ? ["/", "[^/?]+"] : ["/", ...Array.from(segment.text, escapeRegex)],
  );
}

/** The sequences as one expression, with their common beginnings written once, so that no character is tried twice. */
function alternatives(sequences: string[][]): string {
  const byFirst = new Map<string, string[][]>();
  for (const [first = "", ...rest] of sequences) byFirst.set(first, [...(byFirst.get(first) ?? []), rest]);
  const branches = [...byFirst].map(([first, rests]) => (first === "" ? "" : first + alternatives(rests)));
  return branches.length === 1 ? branches.join() : `(?:${branches.join("|")})`;
}
