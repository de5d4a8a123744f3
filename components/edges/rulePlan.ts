import type { Problem } from "../../nginx";
import { EdgeKind } from "./edgeKind";
import { rulePriorities } from "./priorities";
import { checkPatterns, type RulePatterns } from "./rulePatterns";

/**
 * The requests that a service takes of a load balancer that it shares. `/api/*` does not take `/api` itself: name both. What
 * reaches the application is not said here, but by the proxy's routes.
 */
export interface ListenerRuleArgs {
  /** Place among the rules, 1 to 49999, lowest first; no two rules of one load balancer have the same. */
  priority: number;
  /** Host names, with `*` and `?`, in lower case. @default every host */
  hosts?: string[];
  /** Paths, with `*` and `?`. @default every path */
  paths?: string[];
}

/** A rule with its defaults. */
export interface RulePlan extends RulePatterns {
  priority: number;
  /** Whether it is the one that takes what no other takes. */
  everythingElse: boolean;
}

/** Without a rule, a service takes what no other takes; so it is asked last, whoever comes later. */
export function planRule(rule: ListenerRuleArgs | undefined): RulePlan {
  return {
    priority: rule?.priority ?? rulePriorities.everythingElse,
    hosts: rule?.hosts ?? [],
    paths: rule?.paths ?? [],
    everythingElse: rule === undefined,
  };
}

/** Problems of a rule by itself, and with the kind of its edge. */
export function checkRule(where: string, rule: RulePlan, kind: EdgeKind): Problem[] {
  if (rule.everythingElse) return [];
  const at = `${where}.rule`;
  if (kind === EdgeKind.Nlb) {
    const legal = "nothing: a Network Load Balancer does not read requests";
    return [{ where: at, given: "a rule", legal, fix: "remove it, or use another edge" }];
  }
  return [...checkNumber(at, rule), ...checkSomething(at, rule), ...checkPatterns(at, rule)];
}

function checkNumber(where: string, { priority }: RulePlan): Problem[] {
  const { first, last } = rulePriorities;
  if (Number.isInteger(priority) && priority >= first && priority <= last) return [];
  const legal = `${first} to ${last} as a whole number, lowest first`;
  return [{ where: `${where}.priority`, given: String(priority), legal, fix: `use ${priority > last ? last : first}` }];
}

function checkSomething(where: string, { hosts, paths }: RulePlan): Problem[] {
  if (hosts.length + paths.length > 0) return [];
  const legal = "hosts, paths or both";
  return [{ where, given: "neither hosts nor paths", legal, fix: "remove the rule to take what no other takes" }];
}
