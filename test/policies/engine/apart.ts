import { defaultConfiguration } from "../../../policies/configuration";
import { evaluate } from "../../../policies/evaluate";
import { asSeen, type Declared, type Mode } from "../../../policies/testing";
import { joined, type Stacks, separated } from "./batch";
import { bare, type Found } from "./found";

/** What the pack says of a stack without an engine. */
export function evaluated(declared: readonly Declared[], mode: Mode): Found[] {
  const { findings } = evaluate(asSeen(declared, mode), defaultConfiguration);
  return bare(findings.map(({ edge, ...finding }) => ({ ...finding, urn: edge.urn })));
}

/**
 * Checks that no stack of a batch changes what is said of another, as two that name the same literal id would.
 *
 * @throws Error with the names of the stacks that are judged otherwise in the batch than alone.
 */
export function assertApart(stacks: Stacks): void {
  const together = separated(evaluated(joined(stacks), "second"), stacks);
  const touched = Object.entries(stacks).filter(
    ([name, declared]) => JSON.stringify(together[name]) !== JSON.stringify(evaluated(declared, "second")),
  );
  if (touched.length === 0) return;
  const names = touched.map(([name]) => `"${name}"`).join(", ");
  throw new Error(
    `batch: judged otherwise than alone: ${names}; fix: let no two stacks name the same literal, or run them apart.`,
  );
}
