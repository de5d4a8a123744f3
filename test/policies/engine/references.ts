import type { Declared } from "../../../policies/testing/declared";
import { Computed, Ref, Secret } from "../../../policies/testing/values";

/** For each resource the properties of it that others use. */
export function referredTo(declared: readonly Declared[]): Map<string, Set<string>> {
  const properties = new Map(declared.map(({ name }) => [name, new Set<string>()]));
  for (const { name, property } of refsIn(declared)) properties.get(name)?.add(property);
  return properties;
}

function refsIn(value: unknown): readonly Ref[] {
  if (value instanceof Ref) return [value];
  if (value instanceof Computed) return value.from;
  if (value instanceof Secret) return refsIn(value.value);
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(refsIn) : [];
}

/** A deep copy with another value wherever `change` has one. */
export function replaced(value: unknown, change: (value: unknown) => unknown): unknown {
  const other = change(value);
  if (other !== undefined) return other;
  if (value instanceof Secret) return new Secret(replaced(value.value, change));
  if (value instanceof Computed) return new Computed(replaced(value.from, change) as Ref[], value.compute);
  if (typeof value !== "object" || value === null || value instanceof Ref) return value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, change));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, change)]));
}
