import type { Configuration } from "./configuration";
import { type CheckFailure, guarded } from "./guard";
import { buildModel, type ModelOptions } from "./model/model";
import type { Resource } from "./model/resource";
import { rules as allRules } from "./rules";
import { type MergedFinding, merge } from "./rules/merge";
import type { Finding, Rule } from "./rules/rule";
import { type View, viewOf } from "./view";

export interface Evaluation {
  findings: readonly MergedFinding[];
  /** Undefined when the view itself could not be made; a finding says so. */
  view: View | undefined;
}

/** Checks of the pack that can be replaced; tests do so to see what a failing one leads to. */
export interface Checks {
  rules?: readonly Rule[];
}

/** Everything the pack has to say about these resources. Pure: no clock, no file, no order of resources matters. */
export function evaluate(
  resources: readonly Resource[],
  configuration: Configuration,
  options: ModelOptions & Checks = {},
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
    for (const rule of options.rules ?? allRules) check(rule.name, () => findings.push(...rule.check(made)));
  }
  return { findings: merge([...findings, ...failures.map(failureFinding)]), view };
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
