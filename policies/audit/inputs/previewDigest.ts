import { isObject, type JsonObject, objectAt } from "./json";
import { regions } from "./regions";
import { type Kept, keep, type State, stateOf } from "./state";
import { Unreadable } from "./unreadable";

export const isPreviewDigest = (document: JsonObject): boolean =>
  Array.isArray(document.steps) || (isObject(document.changeSummary) && "duration" in document);

const again = "preview again with `pulumi preview --json --show-sames`";

/** What `pulumi preview --json` prints (`PreviewDigest` of the engine): the stack as it is about to be. */
export function readPreviewDigest(document: JsonObject): Kept & { urns: string[] } {
  const steps = Array.isArray(document.steps) ? document.steps : [];
  refuseFailed(document);
  refuseIncomplete(document, steps);
  const states = new Map<string, State>();
  steps.forEach((step: unknown, index) => {
    const state = isObject(step) ? plannedState(step, `steps[${index}]`) : undefined;
    if (state !== undefined) states.set(state.urn, state);
  });
  const planned = [...states.values()];
  const regionOf = regions(planned, objectAt(document, "config"));
  return { ...keep(planned, regionOf), urns: planned.map(({ urn }) => urn) };
}

/** A preview that stopped shows only what came before. */
function refuseFailed({ diagnostics }: JsonObject): void {
  const errors = Array.isArray(diagnostics)
    ? diagnostics.filter((each) => isObject(each) && each.severity === "error")
    : [];
  if (errors.length > 0) {
    throw new Unreadable(
      `is a preview that ended with ${errors.length} error(s), so it does not show the whole stack`,
      again,
    );
  }
}

/** Unless it is asked for them, the engine leaves out the resources that do not change, and only counts them. */
function refuseIncomplete(document: JsonObject, steps: readonly unknown[]): void {
  const { same } = objectAt(document, "changeSummary");
  const shown = steps.filter((step) => isObject(step) && step.op === "same").length;
  if (typeof same === "number" && same > shown) {
    throw new Unreadable(`is a preview that leaves out ${same - shown} unchanged resource(s)`, again);
  }
}

/** Operations after which the resource is not there, or not there in this state. */
const removing: readonly unknown[] = [
  "delete",
  "delete-replaced",
  "read-discard",
  "discard-replaced",
  "remove-pending-replace",
];

/** Operations that keep the resource, so that it has its id and its outputs already. */
const keeping: readonly unknown[] = ["same", "update", "refresh"];

function plannedState({ op, newState, oldState }: JsonObject, where: string): State | undefined {
  if (removing.includes(op) || !isObject(newState)) return undefined;
  const planned = stateOf(newState, `${where}.newState`);
  if (!keeping.includes(op) || !isObject(oldState)) return planned;
  // The step is written down before the provider answers: what it had is all that there is.
  const before = stateOf(oldState, `${where}.oldState`);
  return { ...planned, id: planned.id ?? before.id, outputs: { ...before.outputs, ...planned.outputs } };
}
