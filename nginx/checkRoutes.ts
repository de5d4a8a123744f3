import { reservedSegment } from "./errors";
import { covers, overlaps, pathTemplate, pathTemplateRule, type Segment } from "./pathTemplate";
import { type Problem, show } from "./problem";
import { shapesOf } from "./routeTable";
import { methods, type ProxySettings, type Route } from "./settings";

/** More routes than this are a generator's mistake; up to here a request costs the same as with ten (see routeTable.ts). */
const mostRoutes = 1000;

/** Each route by itself, then each against the ones before it. */
export function checkRoutes({ routes, health }: ProxySettings): Problem[] {
  if (!Array.isArray(routes) || routes.length > mostRoutes) {
    const given = Array.isArray(routes) ? `${routes.length} routes` : show(routes);
    const fix = "describe several paths by one template with a :name";
    return [{ where: "routes", given, legal: `a list of at most ${mostRoutes} routes`, fix }];
  }
  const single = routes.flatMap((route, index) => [
    ...checkPath(route, `routes[${index}].path`, health.path),
    ...checkMethods(route, `routes[${index}].methods`),
  ]);
  return single.length > 0 ? single : checkPairs(routes);
}

function checkPath({ path }: Route, where: string, healthPath: string): Problem[] {
  const given = show(path);
  const segments = pathTemplate(path);
  if (segments === undefined) {
    return [{ where, given, legal: pathTemplateRule, fix: 'write it such as "/api/users/:id"' }];
  }
  if (path === healthPath) {
    const fix = 'give health.path another path, such as "/healthz", or leave this route out';
    return [{ where, given, legal: "another path than health.path, which nginx answers itself", fix }];
  }
  const [first] = segments;
  if (first?.kind === "text" && first.text === reservedSegment) {
    return [
      { where, given, legal: `not below /${reservedSegment}, the proxy's own`, fix: "use another first segment" },
    ];
  }
  return [];
}

function checkMethods({ methods: given }: Route, where: string): Problem[] {
  const legal = `at least one of ${methods.join(", ")}, each once`;
  if (!Array.isArray(given) || given.length === 0) {
    return [{ where, given: show(given), legal, fix: 'name the methods, such as ["GET"]' }];
  }
  return given.flatMap((method, index) => {
    const at = { where: `${where}[${index}]`, given: show(method), legal };
    if (!methods.includes(method)) return [{ ...at, fix: "use a method of the list, in capitals" }];
    return given.indexOf(method) < index ? [{ ...at, fix: "leave the second one out" }] : [];
  });
}

function checkPairs(routes: Route[]): Problem[] {
  const shapes = shapesOf(routes);
  return shapes.flatMap((shape, index) => {
    const where = `routes[${index}].path`;
    for (const [before, earlier] of shapes.slice(0, index).entries()) {
      if (!overlaps(earlier.segments, shape.segments)) continue;
      const given = `${show(shape.path)} with routes[${before}].path ${show(earlier.path)}`;
      if (covers(earlier.segments, shape.segments) && covers(shape.segments, earlier.segments)) {
        return [{ where, given, legal: "each shape once", fix: "join the two routes and their methods" }];
      }
      if (crosses(earlier.segments, shape.segments) && earlier.allow !== shape.allow) {
        const fix = "give both the same methods, or change one path";
        return [{ where, given, legal: "two that overlap have the same methods, or one is narrower", fix }];
      }
    }
    return [];
  });
}

/** They overlap, and neither is the narrower one, so neither could be judged first. */
function crosses(one: Segment[], other: Segment[]): boolean {
  return !covers(one, other) && !covers(other, one);
}
