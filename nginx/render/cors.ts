import { block, type Directive, directive, literal } from "../conf/directive";
import type { SitePlan } from "../plan/sitePlan";
import { anyOrigin, type Cors } from "../settings/cors";

/** Lists of origins that stand in the settings, each once: the number of a list names its variable. */
export function originLists(sites: SitePlan[]): string[][] {
  const lists = sites.flatMap(({ places }) =>
    places.flatMap(({ treatment: { cors } }) => (cors === undefined || isForAll(cors) ? [] : [cors.origins])),
  );
  return [...new Map(lists.map((list) => [list.join(" "), list])).values()];
}

/** The maps that answer an origin of a list with itself, and any other with nothing: the header is then left out. */
export function originMapDirectives(sites: SitePlan[]): Directive[] {
  return originLists(sites).map((origins, index) =>
    block(
      "map",
      ["$http_origin", originVariable(index)],
      [directive("default", [""]), ...origins.map((origin) => directive(literal(origin), [literal(origin)]))],
      "cors.origins: who is named in the answer, if it asks",
    ),
  );
}

/** What an answer says to pages of other origins, in place of what the application says. */
export function corsDirectives(cors: Required<Cors>, lists: string[][]): Directive[] {
  const header = (name: string, value: string) => directive("add_header", [name, value, "always"]);
  const isAny = isForAll(cors);
  const named = lists.findIndex((list) => list.join(" ") === cors.origins.join(" "));
  return [
    header("Access-Control-Allow-Origin", isAny ? anyOrigin : originVariable(named)),
    ...(isAny ? [] : [header("Vary", "Origin")]),
    ...(cors.credentials ? [header("Access-Control-Allow-Credentials", "true")] : []),
    ...(cors.exposeHeaders.length === 0
      ? []
      : [header("Access-Control-Expose-Headers", cors.exposeHeaders.map(literal).join(", "))]),
  ];
}

/** The application's own word on it is not heard. */
export function hiddenCorsDirectives(): Directive[] {
  return ["Origin", "Credentials"]
    .map((name) => `Access-Control-Allow-${name}`)
    .concat("Access-Control-Expose-Headers")
    .map((name) => directive("proxy_hide_header", [name]));
}

/** The answer to a preflight: `allow` is the variable with the path's methods. */
export function preflightDirectives(cors: Required<Cors>, allow: string): Directive[] {
  const header = (name: string, value: string) => directive("add_header", [name, value, "always"]);
  return [
    header("Access-Control-Allow-Methods", allow),
    ...(cors.headers.length === 0
      ? []
      : [header("Access-Control-Allow-Headers", cors.headers.map(literal).join(", "))]),
    header("Access-Control-Max-Age", String(cors.maxAgeSeconds)),
    directive("return", [204]),
  ];
}

function originVariable(index: number): string {
  return `$gate_origin_${index + 1}`;
}

function isForAll({ origins }: Cors): boolean {
  return origins[0] === anyOrigin;
}
