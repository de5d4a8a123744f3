import assert from "node:assert/strict";
import { checkProxySettings, formatProblem, type Problem, type ProxySettings, renderProxy } from "../../nginx";
import { proxyDirectives } from "../../nginx/render/renderProxy";
import { confTree, withoutComments } from "./confTree";
import type { Crossplane } from "./crossplane";
import type { NginxTry } from "./nginxTry";
import type { Changed } from "./random/hostile";

/** What became of settings. */
export type Verdict = "accepted" | "refused";

/** Who judges a configuration. */
export interface Judges {
  nginx: NginxTry;
  /** Not asked where it is left out: it takes three times as long as nginx. */
  crossplane?: Crossplane;
}

/**
 * Holds some settings against the promise: they render to what nginx takes without a word and two parsers of others read
 * as what was meant, or they are refused, and a problem names a field.
 *
 * @throws AssertionError where the promise is broken
 */
export async function judgeSettings(settings: ProxySettings, { nginx, crossplane }: Judges): Promise<Verdict> {
  const problems = checkProxySettings(settings);
  if (problems.length > 0) return refused(settings, problems);
  const conf = renderProxy(settings);
  const meant = withoutComments(proxyDirectives(settings));
  assert.deepEqual(confTree(conf), meant, "nginx-conf reads something else");
  if (crossplane) assert.deepEqual(await crossplane.tree(conf), meant, "crossplane reads something else");
  assert.equal(await nginx.complaints(conf), "");
  return "accepted";
}

/** As judgeSettings, and a refusal must name the field that was changed. */
export async function judgeChanged({ settings, at }: Changed, judges: Judges): Promise<Verdict> {
  const given = settings as ProxySettings;
  const verdict = await judgeSettings(given, judges);
  const unknown = at.find(
    (field) => /(?:^|\.)surprise$/.test(field) && !/(?:^upstreams|responseHeaders)\.surprise$/.test(field),
  );
  if (unknown !== undefined) assert.equal(verdict, "refused", `${unknown} is no setting`);
  if (verdict === "refused") {
    assert.ok(namesField(checkProxySettings(given), at), `none names ${at.join(" or ")}: ${said(given)}`);
  }
  return verdict;
}

function refused(settings: ProxySettings, problems: Problem[]): Verdict {
  for (const problem of problems) {
    const { where, given, legal, fix } = problem;
    for (const text of [where, given, legal, fix]) assert.notEqual(text, "", formatProblem(problem));
  }
  assert.throws(() => renderProxy(settings), { message: /^The proxy's settings cannot be used:\n/ });
  return "refused";
}

/** The field itself, one in it, the one that it is in, or one that does not go with it and says so. */
function namesField(problems: Problem[], at: string[]): boolean {
  return problems.some((problem) =>
    at.some((field) => {
      const name = field.replace(/^.*\./, "");
      return [
        field.startsWith(problem.where),
        problem.where.startsWith(field),
        formatProblem(problem).includes(name),
      ].some(Boolean);
    }),
  );
}

function said(settings: ProxySettings): string {
  return checkProxySettings(settings).map(formatProblem).join("\n");
}
