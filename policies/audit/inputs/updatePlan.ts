import { isObject, type JsonObject, objectAt, textAt, textsIn } from "./json";
import { regions } from "./regions";
import { type Kept, keep, type State, stateOf } from "./state";
import { Unreadable } from "./unreadable";

export const isUpdatePlan = (document: JsonObject): boolean => isObject(document.resourcePlans);

/**
 * What `pulumi preview --save-plan` writes (`DeploymentPlanV1` in `apitype`). Of a resource that exists it holds only
 * the differences, so it can be read on its own only where everything is about to be created.
 */
export function readUpdatePlan(document: JsonObject): Kept & { urns: string[] } {
  const plans = Object.entries(objectAt(document, "resourcePlans"));
  const existing = plans.filter(
    ([, plan]) => !isObject(plan) || !textsIn(plan.steps).every((step) => step === "create"),
  );
  if (existing.length > 0) {
    throw new Unreadable(
      `is an update plan, which holds only the differences of ${existing.length} existing resource(s)`,
      "give `pulumi preview --json --show-sames` of this stack instead",
    );
  }
  const states = plans.flatMap(([urn, plan]) => (isObject(plan) ? [plannedState(urn, plan)] : []));
  return { ...keep(states, regions(states, objectAt(document, "config"))), urns: states.map(({ urn }) => urn) };
}

function plannedState(urn: string, plan: JsonObject): State {
  const goal = objectAt(plan, "goal");
  return stateOf(
    {
      urn,
      type: textAt(goal, "type"),
      inputs: objectAt(objectAt(goal, "inputDiff"), "adds"),
      outputs: objectAt(plan, "state"),
      provider: goal.provider,
      propertyDependencies: goal.propertyDependencies,
      ignoreChanges: goal.ignoreChanges,
    },
    "resourcePlans",
  );
}
