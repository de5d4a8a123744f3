import { classify, items, type Properties, type Value } from "../../../values/value";
import type { Resource } from "../../resource";
import { camelCased } from "../camelCase";
import { type Fields, object, raw, withFields } from "../fields";
import { dependenciesOf, ignoredBy, isIgnored } from "../sources";
import { unknownText } from "../unknownText";
import type { Inside, Row } from "./row";

/** A resource with CloudFormation's properties, as CloudFormation or aws-native name them, in the aws provider's terms. */
export function toAws(resource: Resource, row: Row): Resource[] {
  const named = camelNamed(resource);
  const given = named.inputs ?? named.outputs;
  if (row.needs !== undefined && classify(given[row.needs]).state === "absent") return [];
  const { fields = {}, inside = [] } = row;
  const itself: Resource = {
    ...named,
    type: row.to,
    ...(named.inputs === undefined ? {} : { inputs: withFields(named.inputs, fields) }),
    outputs: { ...withFields(named.outputs, fields), ...identified(named.outputs, row) },
    ...dependenciesOf(named, fields),
    ...ignoredBy(named, fields),
  };
  return [itself, ...inside.flatMap((each) => elements(named, given, each))];
}

function camelNamed(resource: Resource): Resource {
  const { inputs, outputs, dependencies } = resource;
  return {
    ...resource,
    outputs: camelCased(outputs),
    ...(inputs === undefined ? {} : { inputs: camelCased(inputs) }),
    ...(dependencies === undefined ? {} : { dependencies: camelCased(dependencies) as typeof dependencies }),
  };
}

function identified(outputs: Properties, { identifier }: Row): Properties {
  const arn = (identifier === undefined ? undefined : outputs[identifier]) ?? outputs.arn;
  return arn === undefined ? {} : { arn };
}

/** The elements of a list that are resources of their own; a list that is not known is one that may be anything. */
function elements(resource: Resource, properties: Properties, { list, to, fields, owner }: Inside): Resource[] {
  const { urn, region, dependencies = {} } = resource;
  const entries = items(classify(properties[list]));
  if (entries.state === "absent") return [];
  const all: Value<unknown>[] = entries.state === "known" ? entries.value : [entries];
  return all.map((entry, index) => {
    const inputs = elementOf(entry, fields);
    const sources = Object.hasOwn(dependencies, list)
      ? Object.keys(inputs).map((name) => [name, dependencies[list]])
      : [];
    return {
      urn: `${urn}#${list}[${index}]`,
      type: to,
      inputs: { ...inputs, [owner]: unknownText },
      outputs: {},
      dependencies: { ...Object.fromEntries(sources), [owner]: [urn] },
      ...(region === undefined ? {} : { region }),
      ...(isIgnored(resource, list) ? { ignoreChanges: ["*"] } : {}),
    };
  });
}

function elementOf(entry: Value<unknown>, fields: Fields): Properties {
  const element = raw(object(fields)(entry));
  if (typeof element === "object" && element !== null) return element as Properties;
  return Object.fromEntries(Object.keys(fields).map((name) => [name, unknownText]));
}
