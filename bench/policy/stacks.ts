import type { Resource } from "../../policies/model/resource";
import { asSeen, type Declared, Ref } from "../../policies/testing";
import { shop } from "../../test/policies/shop";

/** Resources of other kinds that stand beside each service in a real stack (roles, alarms, records). */
const bystanders = 11;

/** A stack of about this many resources: many shops of the main shape, each with its bystanders, all ids known. */
export function manyShops(size: number): Resource[] {
  const one = shop();
  const each = one.length + bystanders;
  return Array.from({ length: Math.ceil(size / each) }, (_, index) => asSeen(named(index, one), "second"))
    .flat()
    .slice(0, size - (size % each) || size);
}

function named(index: number, stack: readonly Declared[]): Declared[] {
  const rename = (value: unknown): unknown => {
    if (value instanceof Ref) return new Ref(`${value.name}-${index}`, value.property);
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
  };
  const others = Array.from({ length: bystanders }, (_, number) => ({
    type: "aws:iam/role:Role",
    name: `role-${number}`,
    properties: {
      assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
      tags: { shop: String(index) },
    },
  }));
  return [...stack, ...others].map(({ type, name, properties }) => ({
    type,
    name: `${name}-${index}`,
    properties: {
      ...(rename(properties) as Record<string, unknown>),
      ...("family" in properties ? { family: `${name}-${index}` } : {}),
    },
  }));
}
