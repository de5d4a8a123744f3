import { no } from "../values/decision";
import { unknown, type Value } from "../values/value";
import type { Model } from "./model";
import type { Edge, IngressRule, PrefixList, SecurityGroup, Source } from "./nodes";
import { keyOf, type Reference } from "./reference";

/** A security group rule that is a resource of its own. */
export interface StandaloneRule {
  group: Reference;
  rule: IngressRule;
}

/** A security group rule whose group is not known. */
export interface LooseRule {
  rule: IngressRule;
  outside: boolean;
}

/** An entry of a prefix list that is a resource of its own. */
export interface PrefixListEntry {
  list: Reference;
  source: Source;
}

/** `aws.ec2.VpcSecurityGroupRulesExclusive`: the provider removes every rule of the group that is not listed. */
export interface ExclusiveRules {
  edge: Edge;
  group: Reference;
  rules: Value<readonly Reference[]>;
}

/** Gives what is declared on its own to the group or the list that it belongs to, now that all of these are read. */
export function linkSecurityGroups(model: Model): void {
  for (const { list, source } of model.prefixListEntries) addEntry(model, list, source);
  for (const { group, rule } of model.standaloneRules) {
    const certain = rule.certain && group.length === 1;
    for (const target of group) {
      const key = keyOf(target);
      if (key === undefined) model.looseRules.push({ rule, outside: target.at === "outside" });
      else groupOf(model, key).rules.push({ ...rule, certain });
    }
  }
  for (const each of model.exclusiveRules) closeGroup(model, each);
}

/** The group of a key; a literal that no resource of the stack has gets a node of its own. */
function groupOf(model: Model, key: string): SecurityGroup {
  const existing = model.securityGroups.get(key);
  if (existing !== undefined) return existing;
  const group: SecurityGroup = { key, name: key, id: key, outside: true, inline: no, rules: [] };
  model.securityGroups.set(key, group);
  return group;
}

/** An entry whose list is not known may stand in any list of the stack. */
function addEntry(model: Model, reference: Reference, source: Source): void {
  for (const target of reference) {
    const key = keyOf(target);
    if (key !== undefined) listOf(model, key).entries.push(reference.length === 1 ? source : { kind: "anyone" });
    else if (target.at === "unresolved") {
      for (const list of model.prefixLists.values()) list.entries.push({ kind: "anyone" });
    }
  }
}

function listOf(model: Model, key: string): PrefixList {
  const existing = model.prefixLists.get(key);
  if (existing !== undefined) return existing;
  const list: PrefixList = { key, name: key, outside: true, entries: [] };
  model.prefixLists.set(key, list);
  return list;
}

/** A complete list proves what a group outside of the stack admits; one with rules that cannot be seen admits those too. */
function closeGroup(model: Model, { edge, group, rules }: ExclusiveRules): void {
  const complete = rules.state === "known" && rules.value.flat().every(({ at }) => at === "stack");
  for (const target of group) {
    const key = keyOf(target);
    if (key === undefined && !complete)
      model.looseRules.push({ rule: unseenRule(edge), outside: target.at === "outside" });
    if (key === undefined) continue;
    const closed = groupOf(model, key);
    if (!complete) closed.rules.push(unseenRule(edge));
    else if (group.length === 1) closed.outside = false;
  }
}

const unseenRule = (edge: Edge): IngressRule => ({
  edge: { ...edge, part: "ingressRuleIds" },
  protocol: unknown,
  ports: unknown,
  sources: [{ kind: "anyone" }],
  certain: false,
});
