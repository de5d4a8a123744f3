import { known, type Properties, property, text, type Value } from "../../values/value";
import { parseDistinctly } from "../distinctKeys";
import { propertiesOf, type Resource } from "../resource";
import { typeKey } from "./cloudFormation/typeKey";

export const cloudControlToken = "aws:cloudcontrol/resource:Resource";

/** What Cloud Control makes, as a resource of its CloudFormation type. A state that cannot be read leaves the type alone. */
export type Desired = { resource: Resource } | { unreadable: Resource };

/** Undefined when not even the type is known. */
export function desired(resource: Resource): Desired | undefined {
  const properties = propertiesOf(resource);
  const type = text(property(properties, "typeName"));
  if (type.state !== "known" || typeKey(type.value) === undefined) return undefined;
  const state = parsed(text(property(properties, "desiredState")));
  const made = { ...resource, type: type.value };
  if (state === undefined) return { unreadable: made };
  return {
    resource: {
      ...made,
      inputs: state,
      outputs: { ...parsed(text(property(known(resource.outputs), "properties"))), ...physicalId(resource) },
      ...sources(resource, state),
      // One text holds all properties, so to ignore its changes is to ignore those of each.
      ...(resource.ignoreChanges === undefined ? {} : { ignoreChanges: ["*"] }),
    },
  };
}

function parsed(json: Value<string>): Properties | undefined {
  if (json.state !== "known") return undefined;
  try {
    const value: unknown = parseDistinctly(json.value);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : undefined;
  } catch {
    return undefined;
  }
}

const physicalId = ({ outputs }: Resource): Properties => (outputs.id === undefined ? {} : { id: outputs.id });

/** Every property was made from what the whole text was made from. */
function sources({ dependencies }: Resource, state: Properties): Pick<Resource, "dependencies"> {
  const urns = dependencies?.desiredState;
  if (dependencies === undefined) return {};
  return { dependencies: urns === undefined ? {} : Object.fromEntries(Object.keys(state).map((key) => [key, urns])) };
}
