import { block, type Directive, directive, literal } from "./directive";
import { type RouteGroup, routeGroups } from "./routeTable";
import type { ProxySettings } from "./settings";

/** How many templates a comment names before it only counts them. */
const namedPaths = 4;

/**
 * Two maps: which methods the raw path allows (none: no route describes it), and whether the request's is one of them.
 * Whole shapes are matched, not prefixes: `/api/users/:id` is neither `/api/users/1/x` nor `/apixyz`.
 */
export function routeDirectives(settings: ProxySettings): Directive[] {
  const { health, routes } = settings;
  const groups = [...routeGroups([{ path: health.path, methods: ["GET"] }]), ...routeGroups(routes)];
  return [
    block(
      "map",
      ["$request_uri", "$gate_allow"],
      [directive("default", [""]), ...groups.map(allowEntry)],
      "routes: what is not listed does not exist; judged on the raw path, a :name is one segment",
    ),
    block(
      "map",
      ["$request_method: $gate_allow", "$gate_route"],
      [
        directive("default", ["refused"]),
        directive("~: $", ["unknown"]),
        ...[...new Set(groups.map((group) => group.allow))].flatMap(methodEntries),
      ],
      "routes[].methods: GET brings HEAD (RFC 9110 section 9.1)",
    ),
  ];
}

function allowEntry(group: RouteGroup): Directive {
  const more = group.paths.length - namedPaths;
  const named = group.paths.slice(0, namedPaths).map(literal).join(", ");
  return directive(group.pattern, [group.allow], more > 0 ? `${named} and ${more} more` : named);
}

function methodEntries(allow: string): Directive[] {
  return allow.split(", ").map((method) => directive(`${method}: ${allow}`, ["allowed"]));
}
