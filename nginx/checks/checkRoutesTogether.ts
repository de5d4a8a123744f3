import { decisionsOf, type RouteDecision } from "../plan/methodTable";
import { covers, crosses, type PathSet, writtenPath } from "../plan/pathSet";
import { treatmentOf } from "../plan/treatment";
import { type Problem, show } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import type { Site } from "../settings/site";

/** Each expression that is no template is tried for every request that nothing else describes. */
const mostRegexes = 16;

/** The routes of a site against each other, each with the first that it does not go with. */
export function checkRoutesTogether(settings: ProxySettings, site: Site, where: string): Problem[] {
  const { routes } = site;
  const written = decisionsOf(routes).map((decision) => ({
    ...decision,
    key: JSON.stringify(
      decision.byMethod.map(([method, by]) => [method, treatmentOf(settings, site, by)]),
      withoutCounters,
    ),
  }));
  const regexes = routes.filter(({ regex }) => regex !== undefined).length;
  return [
    ...written.flatMap((one, index) => {
      const earlier = written.slice(0, index).findIndex((other) => isTwice(one, other) || isAmbiguous(one, other));
      const other = written[earlier];
      return other === undefined ? [] : [problem(where, { one, index }, { other, earlier })];
    }),
    ...(regexes <= mostRegexes
      ? []
      : [
          {
            where: `${where}.routes`,
            given: `${regexes} regular expressions`,
            legal: `at most ${mostRegexes}, because each is tried for every path that nothing else describes`,
            fix: "join them by |, or use path and prefix, which cost nothing at any number",
          },
        ]),
  ];
}

/** Two routes with the same limits do the same, each with counters of its own. */
function withoutCounters(name: string, value: unknown): unknown {
  return name === "counter" ? undefined : value;
}

type Keyed = RouteDecision & { key: string };

/** The same paths, and a method that both name. */
function isTwice(one: Keyed, other: Keyed): boolean {
  const shared = one.route.methods.some((method) => other.route.methods.includes(method));
  if (one.paths === undefined || other.paths === undefined)
    return shared && one.route.regex === other.route.regex && one.route.regex !== undefined;
  return shared && same(one.paths, other.paths);
}

/** Some path is in both, neither is the narrower one, and they do not mean the same. */
function isAmbiguous(one: Keyed, other: Keyed): boolean {
  if (one.paths === undefined || other.paths === undefined) return false;
  return one.key !== other.key && crosses(one.paths, other.paths);
}

function same(one: PathSet, other: PathSet): boolean {
  return covers(one, other) && covers(other, one);
}

function problem(
  where: string,
  { one, index }: { one: Keyed; index: number },
  { other, earlier }: { other: Keyed; earlier: number },
): Problem {
  const [mine, theirs] = [writtenPath(one.route), writtenPath(other.route)];
  const at = {
    where: `${where}.routes[${index}].${mine.field}`,
    given: `${show(mine.text)} with ${where}.routes[${earlier}].${theirs.field} ${show(theirs.text)}`,
  };
  return isTwice(one, other)
    ? { ...at, legal: "each method of a path once", fix: "join the two routes and their methods" }
    : {
        ...at,
        legal: "two that overlap do the same, or one is narrower",
        fix: "give both the same methods and options, or change one path",
      };
}
