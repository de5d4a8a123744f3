import { concernsModel } from "../../model/model";
import type { Resource } from "../../model/resource";
import type { HiddenProperty, SnapshotResource } from "../snapshot";
import { isObject, type JsonObject, objectAt, textAt, textsIn } from "./json";
import { reveal } from "./secrets";
import { Unreadable } from "./unreadable";

/** A resource as the engine writes it: `ResourceV3` of its `apitype`, or a plan's goal in the same words. */
export interface State {
  urn: string;
  type: string;
  /** Undefined where only a later state of the resource has one. */
  id?: string | undefined;
  inputs: JsonObject;
  outputs: JsonObject;
  /** `<URN of the provider>::<its id>`. */
  provider?: string | undefined;
  propertyDependencies: JsonObject;
  ignoreChanges: readonly string[];
  external: boolean;
  /** Replaced, and only waiting to be deleted. */
  pendingDeletion: boolean;
}

/** @throws Unreadable when it is not a resource. */
export function stateOf(raw: unknown, where: string): State {
  const urn = isObject(raw) ? textAt(raw, "urn") : undefined;
  const type = isObject(raw) ? textAt(raw, "type") : undefined;
  if (!isObject(raw) || !urn?.startsWith("urn:pulumi:") || type === undefined) {
    throw new Unreadable(`${where} has no URN or no type`, "export the stack again, and do not edit the file");
  }
  return {
    urn,
    type,
    id: textAt(raw, "id"),
    inputs: objectAt(raw, "inputs"),
    outputs: objectAt(raw, "outputs"),
    provider: textAt(raw, "provider"),
    propertyDependencies: objectAt(raw, "propertyDependencies"),
    ignoreChanges: textsIn(raw.ignoreChanges),
    external: raw.external === true,
    pendingDeletion: raw.delete === true,
  };
}

export interface Kept {
  resources: SnapshotResource[];
  hidden: HiddenProperty[];
}

/** The resources that have a part in the model, as the model reads them; the rest of a stack is let go at once. */
export function keep(states: readonly State[], regionOf: (state: State) => string | undefined): Kept {
  const kept: Kept = { resources: [], hidden: [] };
  for (const state of states) {
    if (state.pendingDeletion || !concernsModel(state.type)) continue;
    const inputs = reveal(state.inputs);
    kept.resources.push({ resource: resourceOf(state, inputs, regionOf(state)), external: state.external });
    kept.hidden.push(...inputs.hidden.map((property) => ({ urn: state.urn, property })));
  }
  return kept;
}

function resourceOf(state: State, inputs: ReturnType<typeof reveal>, region: string | undefined): Resource {
  const { urn, type, id, ignoreChanges } = state;
  const outputs = reveal(state.outputs).properties;
  return {
    urn,
    type,
    // A resource that is only read has no inputs of its own: what it is stands in its outputs.
    ...(state.external ? {} : { inputs: inputs.properties }),
    outputs: id === undefined ? outputs : { ...outputs, id },
    dependencies: dependenciesOf(state.propertyDependencies, inputs.hidden),
    ...(ignoreChanges.length === 0 ? {} : { ignoreChanges }),
    ...(region === undefined ? {} : { region }),
  };
}

/**
 * Which resources each property was made from. A hidden value that was made from none may still name one, so nothing is
 * said about it; that it rests on something outside of the stack would be a guess.
 */
function dependenciesOf(given: JsonObject, hidden: readonly string[]): Record<string, readonly string[]> {
  const dependencies: Record<string, readonly string[]> = Object.create(null);
  for (const [property, urns] of Object.entries(given)) {
    const made = textsIn(urns);
    if (made.length > 0 || !hidden.includes(property)) dependencies[property] = made;
  }
  return dependencies;
}
