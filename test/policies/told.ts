import assert from "node:assert/strict";
import { type Configuration, defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import type { MergedFinding } from "../../policies/rules/merge";
import { asSeen, type Declared, type Mode, modes } from "./stack";

/** What the pack says of a stack on one preview. */
export function findingsOf(
  stack: readonly Declared[],
  mode: Mode,
  configuration: Partial<Configuration> = {},
): readonly MergedFinding[] {
  return evaluate(asSeen(stack, mode), { ...defaultConfiguration, ...configuration }).findings;
}

/** "verdict level rule resource part" of every finding, in both previews, which have to agree. */
export function told(stack: readonly Declared[], configuration: Partial<Configuration> = {}): string[] {
  const [first, second] = modes.map((mode) =>
    findingsOf(stack, mode, configuration).map(({ verdict, level, rule, edge }) =>
      [verdict, level, rule, edge.urn.split("::").at(-1), ...(edge.part ? [edge.part] : [])].join(" "),
    ),
  );
  assert.deepEqual(first, second, "first and second preview agree");
  return second ?? [];
}
