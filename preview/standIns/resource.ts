import { replaces } from "./diff";
import type { Made, ResourceModel } from "./model";
import { type Place, partitionOf } from "./place";
import { canonical, type Properties, sha256, withoutSecrets } from "./values";

/** What a table row is told: names and numbers depend on the URN and on the inputs that replace the resource. */
export function describe(urn: string, model: ResourceModel, wrapped: Properties, place: Place): Made {
  const inputs = withoutSecrets(wrapped) as Properties;
  const region = typeof inputs.region === "string" ? inputs.region : place.region;
  const { partition, domain } = partitionOf(region);
  const identity = Object.entries(inputs).filter(([name]) => replaces(model, name));
  const seed = sha256(canonical([urn, region, Object.fromEntries(identity)]));
  return {
    urn,
    account: place.account,
    region,
    partition,
    domain,
    inputs,
    text: (property) => (typeof inputs[property] === "string" ? inputs[property] : ""),
    hex: (digits) => seed.slice(0, digits),
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${place.account}:${resource}`,
    globalArn: (service, resource) => `arn:${partition}:${service}::${place.account}:${resource}`,
  };
}

/** Inputs as the provider's check returns them: with defaults, and named if the program gave no name. */
export function checked(urn: string, model: ResourceModel, olds: Properties, news: Properties): Properties {
  const inputs = { ...model.defaults, ...news };
  const { autoName } = model;
  if (autoName && news[autoName] === undefined && news[`${autoName}Prefix`] === undefined) {
    inputs[autoName] = olds[autoName] ?? `${nameOf(urn)}-${sha256(urn).slice(0, 7)}`;
  }
  return inputs;
}

export interface State {
  id: string;
  properties: Properties;
}

/** The state of a made resource: what the program gave, and what AWS adds. */
export function state(urn: string, model: ResourceModel, given: Properties, place: Place, id?: string): State {
  const inputs = named(urn, model, given);
  const made = describe(urn, model, inputs, place);
  const ownId = id || model.id(made);
  return { id: ownId, properties: { ...inputs, ...model.outputs?.(made), id: ownId } };
}

/** With a name prefix it is AWS that completes the name, so it is an output only. */
function named(urn: string, model: ResourceModel, inputs: Properties): Properties {
  const prefix = inputs[`${model.autoName}Prefix`];
  if (!model.autoName || inputs[model.autoName] !== undefined || typeof prefix !== "string") return inputs;
  return { ...inputs, [model.autoName]: `${prefix}${sha256(urn).slice(0, 7)}` };
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
