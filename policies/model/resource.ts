import { known, type Properties, property, type Value } from "../values/value";

/** A resource of the plan as plain data, whichever of the engine's two views it came from. */
export interface Resource {
  urn: string;
  type: string;
  /** What the program asked for, with unknowns in place; missing when the engine analysed the outputs only. */
  inputs?: Properties;
  /** What the provider answered: here are the ids and ARNs, once they are known. Empty before creation. */
  outputs: Properties;
  /**
   * URNs that each top-level property's value was made from. An empty list is a value that rests on nothing in the
   * stack (the engine leaves out resources that are only read); undefined is a view that does not say.
   */
  dependencies?: Record<string, readonly string[]>;
  /** Properties that the program tells the engine not to change: what it declares of them is not what is there. */
  ignoreChanges?: readonly string[];
  /** Region of the resource or of its provider, where one of them says it. */
  region?: string;
}

/** The logical name: the last part of a URN; a literal id is its own. */
export function nameOf(urn: string): string {
  const at = urn.lastIndexOf("::");
  return at === -1 ? urn : urn.slice(at + 2) || urn;
}

/**
 * The properties that the model reads. The inputs are what the program says now; outputs hold what earlier runs left
 * (a group's outputs still list a standalone rule that is about to go), so they only stand in for missing inputs.
 */
export function propertiesOf(resource: Resource): Value<unknown> {
  return known(resource.inputs ?? resource.outputs);
}

/** One top-level property. */
export function read(resource: Resource, key: string): Value<unknown> {
  return property(propertiesOf(resource), key);
}
