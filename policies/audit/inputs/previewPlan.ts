import { isObject, type JsonObject } from "./json";
import { regions } from "./regions";
import { type Kept, keep, stateOf } from "./state";

const hasInputs = (resource: unknown): boolean => isObject(resource) && isObject(resource.inputs) && "urn" in resource;

export const isPreviewPlan = ({ resources }: JsonObject): boolean =>
  Array.isArray(resources) && resources.length > 0 && resources.every(hasInputs);

/** The `plan.json` that Gatehouse's own preview writes: each resource's inputs, as the engine analysed them. */
export function readPreviewPlan({ resources }: JsonObject): Kept & { urns: string[] } {
  const given: readonly unknown[] = Array.isArray(resources) ? resources : [];
  const states = given.map((raw, index) => stateOf(raw, `resources[${index}]`));
  return { ...keep(states, regions(states)), urns: states.map(({ urn }) => urn) };
}
