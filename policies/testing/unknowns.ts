import type { Declared } from "./declared";
import { Computed, Ref, Secret, unknown } from "./values";

/** Where a value stands in a resource's properties, from the outside in: `["ingress", 0, "fromPort"]`. */
export type Path = readonly (string | number)[];

/** A stack in which one value is unknown. */
export interface Variant {
  name: string;
  path: Path;
  stack: Declared[];
}

/**
 * The stack with one value unknown, wherever it stands.
 *
 * @example withUnknown(stack, "web", ["ingress", 0, "fromPort"])
 * @throws Error for a resource or a path that the stack does not have.
 */
export function withUnknown(stack: readonly Declared[], name: string, path: Path): Declared[] {
  const at = stack.findIndex((each) => each.name === name);
  const found = stack[at];
  if (found === undefined) {
    const names = stack.map((each) => each.name).join(", ");
    throw new Error(`withUnknown: given resource "${name}"; legal: ${names}; fix: name a resource of the stack.`);
  }
  if (path.length === 0)
    throw new Error(`withUnknown: given an empty path of "${name}"; legal: ["property", …]; fix: name a property.`);
  const properties = replaced(found.properties, path, 0, name) as Record<string, unknown>;
  return stack.with(at, { ...found, properties });
}

/**
 * All stacks that differ from this one in a single unknown value: each property, each item, each nested value.
 *
 * @example for (const { stack, name, path } of everyUnknown(broken)) assert.notEqual(verdict(stack), "clean");
 */
export function everyUnknown(stack: readonly Declared[]): Variant[] {
  return stack.flatMap(({ name, properties }) =>
    pathsIn(properties, []).map((path) => ({ name, path, stack: withUnknown(stack, name, path) })),
  );
}

/** A reference or a secret is one value to a program, whatever it is made of. */
const isValue = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  value instanceof Ref ||
  value instanceof Computed ||
  value instanceof Secret;

function pathsIn(value: unknown, at: Path): Path[] {
  if (value === unknown || value === undefined) return [];
  const here = at.length === 0 ? [] : [at];
  if (isValue(value)) return here;
  const entries = Array.isArray(value)
    ? value.map((each, index) => [index, each] as const)
    : Object.entries(value as object);
  return [...here, ...entries.flatMap(([key, each]) => pathsIn(each, [...at, key]))];
}

function replaced(value: unknown, path: Path, depth: number, name: string): unknown {
  const key = path[depth];
  if (key === undefined) return unknown;
  if (!isValue(value) && Object.hasOwn(value as object, key)) {
    const inner = (each: unknown) => replaced(each, path, depth + 1, name);
    if (Array.isArray(value)) return value.map((each, index) => (index === Number(key) ? inner(each) : each));
    return { ...(value as object), [key]: inner((value as Record<string, unknown>)[key]) };
  }
  const legal = isValue(value) ? "nothing, it is one value" : Object.keys(value as object).join(", ");
  const where = path.slice(0, depth).join(".") || "its properties";
  throw new Error(
    `withUnknown: given "${name}" ${path.join(".")}; legal in ${where}: ${legal}; fix: correct the path.`,
  );
}
