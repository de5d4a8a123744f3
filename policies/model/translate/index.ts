import { type CheckFailure, guarded } from "../../guard";
import type { Resource } from "../resource";
import { cloudControlToken, desired } from "./cloudControl";
import { toAws } from "./cloudFormation/resource";
import { rowOf } from "./cloudFormation/rows";
import { typeKey } from "./cloudFormation/typeKey";
import { partsOf } from "./template/template";
import { fromTerraformModule, terraformType } from "./terraform/resource";

const stackToken = "aws:cloudformation/stack:Stack";

/** More than anybody nests stacks whose templates stand in one another. */
const deepest = 4;

/**
 * What a resource means in the terms of the aws provider: itself, or what another provider's form, a template or a
 * desired state stands for. A part of a template has the stack's URN with "#" and its logical id behind it. What cannot
 * be translated stays as it is, to be reported; a translation that fails leaves a failure as well.
 */
export function translated(resource: Resource, failures: CheckFailure[]): Resource[] {
  let result: Resource[] = [resource];
  const failure = guarded(`translate ${resource.type}`, resource.urn, () => {
    result = translate(resource, 0);
  });
  if (failure !== undefined) failures.push(failure);
  return result;
}

/** All resources of a stack; what was made from a template may have been made from each of its parts. */
export function allTranslated(resources: readonly Resource[], failures: CheckFailure[]): Resource[] {
  const parts = new Map<string, readonly string[]>();
  const all = resources.flatMap((resource) => {
    const made = translated(resource, failures);
    if (made.every(({ urn }) => urn !== resource.urn))
      parts.set(
        resource.urn,
        made.map(({ urn }) => urn),
      );
    return made;
  });
  return parts.size === 0 ? all : all.map((resource) => fromParts(resource, parts));
}

function fromParts(resource: Resource, parts: ReadonlyMap<string, readonly string[]>): Resource {
  if (resource.dependencies === undefined) return resource;
  const expanded = Object.entries(resource.dependencies).map(
    ([property, urns]) => [property, urns.flatMap((urn) => [urn, ...(parts.get(urn) ?? [])])] as const,
  );
  return { ...resource, dependencies: Object.fromEntries(expanded) };
}

function translate(resource: Resource, depth: number): Resource[] {
  if (resource.type === cloudControlToken) return fromCloudControl(resource, depth);
  if (resource.type === stackToken) return fromTemplate(resource, depth);
  const terraform = terraformType(resource.type);
  if (terraform !== undefined) {
    const read = fromTerraformModule(resource, terraform);
    return read === undefined ? [resource] : translate(read, depth);
  }
  return fromCloudFormation(resource, depth);
}

function fromCloudFormation(resource: Resource, depth: number): Resource[] {
  const row = rowOf(resource.type);
  if (row === undefined) return [resource];
  const made = toAws(resource, row);
  return typeKey(resource.type) === "cloudformation:stack" ? made.flatMap((each) => fromTemplate(each, depth)) : made;
}

function fromCloudControl(resource: Resource, depth: number): Resource[] {
  const made = desired(resource);
  if (made === undefined) return [resource];
  return "unreadable" in made ? [made.unreadable] : fromCloudFormation(made.resource, depth);
}

function fromTemplate(stack: Resource, depth: number): Resource[] {
  const parts = depth < deepest ? partsOf(stack) : undefined;
  return parts === undefined ? [stack] : parts.flatMap((part) => fromCloudFormation(part, depth + 1));
}
