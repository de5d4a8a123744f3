import type { ResourceModel } from "./model";
import { canonical, isObject, type Properties, withoutSecrets } from "./values";

export interface Difference {
  changed: string[];
  replaces: string[];
}

/**
 * Compares two sets of inputs, property by property. An input that is unknown in a preview counts as changed, as it
 * does with the real provider.
 */
export function difference(model: ResourceModel, olds: Properties, news: Properties): Difference {
  const [before, after] = [comparable(model, olds), comparable(model, news)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = names.filter((name) => canonical(before[name]) !== canonical(after[name]));
  return { changed, replaces: changed.filter((name) => replaces(model, name)) };
}

/** Whether a change of this input replaces the resource. */
export function replaces(model: ResourceModel, name: string): boolean {
  return model.replaceOn === "all" ? name !== "tags" : model.replaceOn.includes(name);
}

function comparable(model: ResourceModel, inputs: Properties): Properties {
  const plain = withoutSecrets(inputs) as Properties;
  for (const path of model.ignore ?? []) {
    const [outer = "", inner] = path.split(".");
    const holder = plain[outer];
    if (inner === undefined) delete plain[outer];
    else if (isObject(holder)) delete holder[inner];
  }
  return plain;
}
