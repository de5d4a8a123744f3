import { createHash } from "node:crypto";
import type { Declared } from "./declared";
import type { Program } from "./program";

/** "declared", or the seed of a random order: the same seed gives the same order on every machine. */
export type Order = "declared" | number;

/** Named things in any order at all, as the engine lists a stack. A seed's order does not depend on the given one. */
export function inOrder<T>(items: readonly T[], order: Order, nameOf: (item: T) => string): T[] {
  if (order === "declared") return [...items];
  const rank = (item: T) =>
    createHash("sha256")
      .update(`${order} ${nameOf(item)}`)
      .digest("hex");
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * An order in which each resource comes after those that it needs, as the engine registers them.
 *
 * @throws Error where resources need each other in a circle.
 */
export function inDependencyOrder(program: Program, order: Order): Declared[] {
  const result: Declared[] = [];
  const states = new Map<string, "open" | "done">();
  const visit = (each: Declared, way: readonly string[]): void => {
    const state = states.get(each.name);
    if (state === "done") return;
    if (state === "open") {
      const circle = [...way, each.name].join(" → ");
      throw new Error(`resource "${each.name}" needs itself (${circle}); legal: no circle; fix: drop one reference.`);
    }
    states.set(each.name, "open");
    for (const needed of program.neededBy(each)) visit(program.find(needed), [...way, each.name]);
    states.set(each.name, "done");
    result.push(each);
  };
  for (const each of inOrder(program.declared, order, ({ name }) => name)) visit(each, []);
  return result;
}
