import { classify, type Properties } from "../values/value";
import type { Kind } from "./kinds";
import type { Resource } from "./resource";

function textOf(properties: Properties | undefined, key: string): string[] {
  const value = classify(properties?.[key]);
  return value.state === "known" && (typeof value.value === "string" || typeof value.value === "number")
    ? [String(value.value)]
    : [];
}

/** The literals that other resources may use for this one, as far as they are known. */
export function identifiersOf(resource: Resource, kind: Kind): string[] {
  const ids = [...textOf(resource.outputs, "id"), ...textOf(resource.outputs, "arn")];
  if (kind === "vpc") return [...ids, ...textOf(resource.outputs, "defaultRouteTableId")];
  if (kind === "securityGroupRule") return [...ids, ...textOf(resource.outputs, "securityGroupRuleId")];
  if (kind !== "taskDefinition") {
    return namedKinds.has(kind)
      ? [...ids, ...textOf(resource.inputs, "name"), ...textOf(resource.outputs, "name")]
      : ids;
  }
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

/** Kinds whose `id` is a name that other stacks, accounts and regions may use as well. */
const namedKinds: ReadonlySet<Kind> = new Set<Kind>([
  "taskDefinition",
  "cluster",
  "capacityProvider",
  "host",
  "launchTemplate",
  "function",
  "service",
  "targetGroup",
  "loadBalancer",
]);

/** Ids that AWS makes: of instances and launch templates, of lattice target groups and services, and of Cloud Map services. */
const madeByAws = /^(arn:|(i|lt)-[0-9a-f]+$|(tg|svc)-[0-9a-f]{17}$|srv-[0-9a-z]{16,}$)/;

/** Whether an identifier is a mere name; ARNs and ids such as `i-0abc` are unique. */
export function isName(kind: Kind, identifier: string): boolean {
  return namedKinds.has(kind) && !madeByAws.test(identifier);
}

/** `urn:pulumi:<stack>::<project>`. */
const stackOf = (urn: string): string => urn.split("::", 2).join("::");

/** Whether a name that one resource uses can mean the other: the same stack, and not another region. */
export function sameScope(one: Resource, other: Resource): boolean {
  if (stackOf(one.urn) !== stackOf(other.urn)) return false;
  return one.region === undefined || other.region === undefined || one.region === other.region;
}
