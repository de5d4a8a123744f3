import assert from "node:assert/strict";
import type { Configuration } from "../../policies/configuration";
import { ingress, shop } from "./shop";
import { type Declared, modes } from "./stack";
import { findingsOf } from "./told";

export const nobody = "application-port-admits-nobody";
export const onlyLoadBalancer = "proxy-port-admits-only-the-load-balancer";
export const publicTask = "public-task-admits-only-the-load-balancer";
export const foreign = "foreign-group-is-opened-as-agreed";
export const declared = "declared-rules-are-the-real-ones";

/** "verdict level rule resource", the same on both previews. */
export function told(stack: readonly Declared[], configuration: Partial<Configuration> = {}): string[] {
  const [first, second] = modes.map((mode) =>
    findingsOf(stack, mode, configuration).map(
      ({ verdict, level, rule, edge }) => `${verdict} ${level} ${rule} ${edge.urn.split("::").at(-1)}`,
    ),
  );
  assert.deepEqual(first, second, "first and second preview agree");
  return second ?? [];
}

export const app = { fromPort: 3000, toPort: 3000 };

/** The shop with one more rule on the task's group. */
export const opened = (more: object): Declared[] => [...shop(), ingress("opened", "task-group", more)];

export const ignoring = (stack: readonly Declared[], name: string, ...ignoreChanges: string[]): Declared[] =>
  stack.map((each) => (each.name === name ? { ...each, options: { ignoreChanges } } : each));
