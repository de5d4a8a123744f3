import { known, type Properties, property, text, type Value } from "../../../values/value";
import { propertiesOf, type Resource } from "../../resource";
import { raw } from "../fields";
import { evaluated } from "./functions";
import { parseTemplate } from "./parse";
import { Scope } from "./scope";

/** More than CloudFormation takes (AWS CloudFormation quotas, "resources in a template"). */
const mostResources = 500;

/**
 * The resources of a CloudFormation stack, each under the stack's URN and its logical id. Undefined when the template
 * is elsewhere, is not known, or says in a way that is not followed what it makes.
 */
export function partsOf(stack: Resource): Resource[] | undefined {
  const properties = propertiesOf(stack);
  if (property(properties, "templateUrl").state !== "absent") return undefined;
  const template = templateOf(property(properties, "templateBody"));
  if (template === undefined || isTransformed(template)) return undefined;
  const declared = property(template, "Resources");
  if (declared.state !== "known" || typeof declared.value !== "object" || declared.value === null) return undefined;
  const logicalIds = Object.keys(declared.value);
  if (logicalIds.length > mostResources) return undefined;
  const ids = physicalIds(stack, template);
  const parts = logicalIds.map((id) => part(stack, template, id, property(declared, id), ids));
  return parts.every((each) => each !== undefined) ? parts : undefined;
}

/** A transform is a program that rewrites the template, or as a function the object that it stands in. */
function isTransformed(of: Value<unknown>): boolean {
  const keys = of.state === "known" && typeof of.value === "object" && of.value !== null ? Object.keys(of.value) : [];
  return keys.some((key) => key === "Transform" || key.startsWith("Fn::"));
}

/** A text, or the object itself, which aws-native takes too. */
function templateOf(body: Value<unknown>): Value<unknown> | undefined {
  if (body.state !== "known") return undefined;
  const template = typeof body.value === "string" ? parseTemplate(body.value) : body.value;
  return template === undefined ? undefined : known(template);
}

function part(
  stack: Resource,
  template: Value<unknown>,
  id: string,
  declared: Value<unknown>,
  ids: ReadonlyMap<unknown, unknown>,
): Resource | undefined {
  const type = text(property(declared, "Type"));
  const properties = property(declared, "Properties");
  // Logical ids are alphanumeric (CloudFormation, "Resources"); another key is a macro's.
  if (type.state !== "known" || properties.state === "unknown" || !/^[A-Za-z0-9]{1,255}$/.test(id)) return undefined;
  const given = properties.state === "known" ? properties.value : {};
  if (typeof given !== "object" || given === null || Array.isArray(given)) return undefined;
  if (isTransformed(declared) || Object.keys(given).some((key) => key.startsWith("Fn::"))) return undefined;
  const urn = `${stack.urn}#${id}`;
  const { ignoreChanges, region } = stack;
  return {
    urn,
    type: type.value,
    outputs: { id: urn, ...(ids.has(urn) ? { arn: ids.get(urn) } : {}) },
    ...read(stack, template, given as Properties),
    // One text holds all properties, so to ignore its changes is to ignore those of each.
    ...(ignoreChanges === undefined ? {} : { ignoreChanges: ["*"] }),
    ...(region === undefined ? {} : { region }),
  };
}

function read(
  stack: Resource,
  template: Value<unknown>,
  properties: Properties,
): Pick<Resource, "inputs" | "dependencies"> {
  const parameters = property(propertiesOf(stack), "parameters");
  const inputs: Properties = Object.create(null);
  const dependencies: Record<string, readonly string[]> = Object.create(null);
  for (const [name, value] of Object.entries(properties)) {
    const scope = new Scope(stack.urn, template, parameters, stack.region);
    inputs[name] = evaluated(value, scope);
    const urns = scope.dependencies(stack.dependencies?.parameters);
    if (urns !== undefined) dependencies[name] = urns;
  }
  return { inputs, dependencies };
}

/** The ids and ARNs that the stack's outputs tell of its resources, by which others may refer to them. */
function physicalIds(stack: Resource, template: Value<unknown>): ReadonlyMap<unknown, unknown> {
  const outputs = property(template, "Outputs");
  const told = property(known(stack.outputs), "outputs");
  const ids = new Map<unknown, unknown>();
  if (outputs.state !== "known" || typeof outputs.value !== "object" || outputs.value === null) return ids;
  const scope = new Scope(stack.urn, template, { state: "absent" }, stack.region);
  for (const name of Object.keys(outputs.value).sort()) {
    const literal = property(told, name);
    const stands = evaluated(raw(property(property(outputs, name), "Value")), scope);
    if (literal.state === "known" && !ids.has(stands)) ids.set(stands, literal.value);
  }
  return ids;
}
