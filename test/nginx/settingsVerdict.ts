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
  crossplane: Crossplane;
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
  assert.deepEqual(await crossplane.tree(conf), meant, "crossplane reads something else");
  assert.equal(await nginx.complaints(conf), "");
  return "accepted";
}

/** As judgeSettings, and a refusal must name the field that was changed. */
export async function judgeChanged({ settings, at }: Changed, judges: Judges): Promise<Verdict> {
  const given = settings as ProxySettings;
  const verdict = await judgeSettings(given, judges);
  if (verdict === "refused") assert.ok(namesField(checkProxySettings(given), at), `none names ${at}: ${said(given)}`);
  return verdict;
}

function refused(settings: ProxySettings, problems: Problem[]): Verdict {
  for (const problem of problems) {
    assert.match(problem.where, /^[A-Za-z]/, formatProblem(problem));
    for (const text of [problem.given, problem.legal, problem.fix]) assert.notEqual(text, "", formatProblem(problem));
  }
  assert.throws(() => renderProxy(settings), { message: /^The proxy's settings cannot be used:\n/ });
  return "refused";
}

/** The field itself, one in it, or the one that it is in. */
function namesField(problems: Problem[], at: string): boolean {
  return problems.some(({ where }) => at.startsWith(where) || where.startsWith(at));
}

function said(settings: ProxySettings): string {
  return checkProxySettings(settings).map(formatProblem).join("\n");
}
