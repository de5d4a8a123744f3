import { classify, type Properties } from "../values/value";
import type { Resource } from "./resource";
import type { Kind } from "./tokens";

function textOf(properties: Properties | undefined, key: string): string[] {
  const value = classify(properties?.[key]);
  return value.state === "known" && (typeof value.value === "string" || typeof value.value === "number")
    ? [String(value.value)]
    : [];
}

/** The literals that other resources may use for this one, as far as they are known. */
export function identifiersOf(resource: Resource, kind: Kind): string[] {
  const ids = [...textOf(resource.outputs, "id"), ...textOf(resource.outputs, "arn")];
  if (kind !== "taskDefinition") return ids;
  const families = textOf(resource.inputs ?? resource.outputs, "family");
  const revisions = textOf(resource.outputs, "revision").flatMap((r) => families.map((family) => `${family}:${r}`));
  const unversioned = textOf(resource.outputs, "arnWithoutRevision");
  // A family alone, which is also the `id` in pulumi-aws, means its latest revision: the one that this stack makes.
  return [...ids, ...revisions, ...families, ...unversioned];
}

/** "web" of "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7", "web:7" or "web". */
export function familyOf(taskDefinition: string): string {
  const name = taskDefinition.slice(taskDefinition.lastIndexOf("/") + 1);
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(0, colon);
}
