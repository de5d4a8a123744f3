import type { Declared } from "../../../policies/testing/declared";
import { EngineView, literalOf } from "../../../policies/testing/engineView";
import { unknown } from "../../../policies/testing/values";
import type { Decided } from "./anyProvider";
import { knownAtLast } from "./program";
import { referredTo, replaced } from "./references";

/** The values that the tests without an engine take for what a provider decides, so that both see one and the same stack. */
export function decidedIn(declared: readonly Declared[]): Decided {
  const view = new EngineView(declared, "second");
  const used = referredTo(declared);
  const byUrn = new Map(
    declared.map((each) => {
      const given = Object.keys(each.options?.outputs ?? {});
      const names = new Set(["id", "arn", ...given, ...(used.get(each.name) ?? [])]);
      const decided = [...names].filter((name) => given.includes(name) || !Object.hasOwn(each.properties, name));
      const { urn, outputs } = view.resource(each);
      const values = decided.map((name) => [name, outputs[name] ?? literalOf(each, name)]);
      return [urn, replaced(Object.fromEntries(values), known) as Record<string, unknown>];
    }),
  );
  return (urn) => {
    const decided = byUrn.get(urn);
    if (!decided) throw new Error(`${urn}: the stack declares no such resource`);
    return decided;
  };
}

const known = (value: unknown): unknown => (value === unknown ? knownAtLast : undefined);
