import { absent, items, property, type Value } from "../../values/value";
import type { Model } from "../model";
import type { Reference, References } from "../reference";
import { type Resource, read } from "../resource";
import { targetGroupArns } from "./registrations";

/**
 * A blue/green deployment of ECS moves a listener's rule from one target group to the other and back, and opens the next
 * revision behind a test rule: each rule can lead to each of them (ECS `AdvancedConfiguration`).
 */
export function blueGreenForwards(resource: Resource, references: References, model: Model): void {
  const entries = items(read(resource, "loadBalancers"));
  const list = entries.state === "known" ? entries.value : [];
  const arns = list.map(targetGroupArns);
  const rules = list.map(rulesOf);
  for (const [index, own] of rules.entries()) {
    if (own.length === 0) continue;
    const edge = { urn: resource.urn, part: `loadBalancers[${index}].advancedConfiguration` };
    const test = property(property(list[index] ?? absent, "advancedConfiguration"), "testListenerRule");
    const shown = eitherReference(resource, references, test);
    if (shown !== undefined) model.testDoors.push({ edge, rule: shown });
    const among = { values: arns.flat(), repeats: false };
    const targetGroups = references.all(resource, "loadBalancers", arns[index] ?? [], "targetGroup", among);
    for (const rule of ruleReferences(resource, references, own, rules.flat())) {
      model.addForwardOfRule(rule, { edge, label: "blue/green", targetGroups });
    }
  }
}

function rulesOf(entry: Value<unknown>): Value<unknown>[] {
  const settings = property(entry, "advancedConfiguration");
  const given = ["productionListenerRule", "testListenerRule"].map((key) => property(settings, key));
  return settings.state === "known" ? given.filter(({ state }) => state !== "absent") : [];
}

/** A network load balancer has no rules: its listener stands in their place. */
function ruleReferences(
  resource: Resource,
  references: References,
  own: readonly Value<unknown>[],
  all: readonly Value<unknown>[],
): readonly Reference[] {
  const of = (values: readonly Value<unknown>[], kind: "listenerRule" | "listener") =>
    references.all(resource, "loadBalancers", values, kind, { values: all, repeats: true });
  const either = (values: readonly Value<unknown>[]) => {
    const rules = of(values, "listenerRule");
    const listeners = of(values, "listener").filter(inStack);
    return rules.every(inStack) || listeners.length === 0 ? rules : [...rules.filter(inStack), ...listeners];
  };
  const unknowns = own.filter(({ state }) => state === "unknown");
  return [...own.filter(({ state }) => state === "known").flatMap((rule) => either([rule])), ...either(unknowns)];
}

/** The rule that one value names, or the listener in its place; several where it is not told yet which. */
function eitherReference(resource: Resource, references: References, value: Value<unknown>): Reference | undefined {
  const rule = references.one(resource, "loadBalancers", value, "listenerRule");
  const listener = references.one(resource, "loadBalancers", value, "listener");
  return rule !== undefined && !inStack(rule) && listener !== undefined && inStack(listener) ? listener : rule;
}

const inStack = (reference: Reference): boolean => reference.some(({ at }) => at === "stack");
