import type { Configuration } from "./configuration";
import { applyLevels } from "./configuration/applyLevels";
import { type CheckFailure, guarded } from "./guard";
import { buildModel, type ModelOptions } from "./model/model";
import type { Resource } from "./model/resource";
import { rules as allRules } from "./rules";
import { withAwsxFix } from "./rules/awsxDefaults";
import { type MergedFinding, merge } from "./rules/merge";
import { type Finding, findingsOf, type Rule } from "./rules/rule";
import { type View, viewOf } from "./view";
import { applyWaivers } from "./waivers/apply";
import type { Waiver } from "./waivers/waiver";

export interface Evaluation {
  findings: readonly MergedFinding[];
  /** Undefined when the view itself could not be made; a finding says so. */
  view: View | undefined;
  /** The waivers that a finding names, in force or expired. */
  waiversUsed: ReadonlySet<Waiver>;
}

/** Checks of the pack that can be replaced; tests do so to see what a failing one leads to. */
export interface Checks {
  rules?: readonly Rule[];
}

/** What the answer depends on beside the resources and the configuration. */
export interface EvaluationOptions extends ModelOptions, Checks {
  /** Day in UTC as YYYY-MM-DD, by which waivers expire. Without it no waiver is in force. */
  today?: string;
}

/** Everything the pack has to say about these resources. Pure: no clock, no file, no order of resources matters. */
export function evaluate(
  resources: readonly Resource[],
  configuration: Configuration,
  options: EvaluationOptions = {},
): Evaluation {
  const findings: Finding[] = [];
  const failures: CheckFailure[] = [];
  const check = (name: string, run: () => void) => {
    const failure = guarded(name, "the whole stack", run);
    if (failure !== undefined) failures.push(failure);
  };
  let view: View | undefined;
  check("read the stack", () => {
    const model = buildModel(resources, options);
    failures.push(...model.failures);
    view = viewOf(model, configuration);
  });
  const made = view;
  if (made !== undefined) {
    for (const rule of options.rules ?? allRules) check(rule.name, () => findings.push(...findingsOf(rule, made)));
  }
  const levelled = applyLevels([...findings, ...failures.map(failureFinding)], configuration.levels);
  const { findings: weighed, used } = applyWaivers(levelled, configuration.waivers, options.today);
  return { findings: merge(weighed).map(withAwsxFix), view, waiversUsed: used };
}

/** A check that was not made proves nothing, so it stops the deployment until the mistake is known. */
export function failureFinding({ check, urn, error }: CheckFailure): Finding {
  return {
    rule: "internal",
    verdict: "unproven",
    level: "mandatory",
    edge: { urn, part: check },
    way: [],
    summary: `internal: check ${check} could not be made on ${urn} (${error}).`,
    fix: "This is a mistake in the policy pack: report it with the type of this resource.",
  };
}
