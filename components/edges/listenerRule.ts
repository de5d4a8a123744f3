import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../nginx";
import { forwardTo, type TargetGroups } from "../release/forward";
import type { EdgeRef } from "./edgeRef";
import { checkPriority } from "./priorities";
import { coversAll, everyPath } from "./rulePatterns";
import type { RulePlan } from "./rulePlan";

/** What a service has of a listener: its rule, and who it is, for the message. */
interface Taken {
  service: string;
  rule: RulePlan;
}

/** Rules by the load balancer that has them, which is one object in all references to it. */
const takenOf = new WeakMap<object, Taken[]>();

/**
 * Problems of a service's place behind an edge that other services of the program have already: the same priority, a rule that
 * an earlier one hides, a second service on a Network Load Balancer. Rules of other stacks are kept apart by the range that
 * the load balancer's stack gave to this one.
 */
export function checkPlace(where: string, edge: EdgeRef, rule: RulePlan): Problem[] {
  const own = edge.priorities === undefined ? [] : checkPriority(where, rule.priority, edge.priorities);
  return [...own, ...rulesOf(edge).flatMap((taken) => checkBeside(where, edge, rule, taken))];
}

/** The rule that sends a service's requests from the edge's listener to its target group. */
export function createListenerRule(
  name: string,
  { edge, rule, groups }: { edge: EdgeRef; rule: RulePlan; groups: TargetGroups },
  opts: pulumi.CustomResourceOptions,
): aws.lb.ListenerRule {
  if (edge.listenerArn === undefined) throw new Error(`${name}: an edge of kind ${edge.kind} without a listener`);
  claim(name, edge, rule);
  const { hosts, paths } = rule;
  return new aws.lb.ListenerRule(
    name,
    {
      listenerArn: edge.listenerArn,
      priority: rule.priority,
      conditions: [
        ...(hosts.length > 0 ? [{ hostHeader: { values: hosts } }] : []),
        ...(paths.length > 0 || hosts.length === 0
          ? [{ pathPattern: { values: paths.length > 0 ? paths : [everyPath] } }]
          : []),
      ],
      actions: [forwardTo(groups)],
    },
    opts,
  );
}

/** Remembers that a service has this place, for those that come after it. */
export function claim(service: string, edge: EdgeRef, rule: RulePlan): void {
  takenOf.set(keyOf(edge), [...rulesOf(edge), { service, rule }]);
}

function checkBeside(where: string, edge: EdgeRef, rule: RulePlan, { service, rule: other }: Taken): Problem[] {
  if (edge.listenerArn === undefined) {
    const legal = "one service behind a Network Load Balancer, whose listener has one target group";
    return [{ where: `${where}.edge`, given: `the edge of ${service}`, legal, fix: "give this service its own" }];
  }
  if (rule.priority === other.priority) return [samePriority(where, rule, service)];
  const [first, second] = rule.priority < other.priority ? [rule, other] : [other, rule];
  if (!coversAll(first, second)) return [];
  const [hiding, hidden] = first === rule ? ["this service", service] : [service, "this service"];
  return [
    {
      where: `${where}.rule.priority`,
      given: `${rule.priority}, beside ${other.priority} of ${service}`,
      legal: `an order in which ${hiding}, asked first, does not take every request of ${hidden}`,
      fix: second.everythingElse
        ? "name hosts, or narrower paths, or remove the rule of one of them"
        : `use a number ${first === rule ? "above" : "below"} ${other.priority}`,
    },
  ];
}

function samePriority(where: string, { priority, everythingElse }: RulePlan, service: string): Problem {
  if (everythingElse) {
    const legal = "one service that takes what no other rule takes";
    const fix = "give this one hosts or paths, and a priority";
    return { where: `${where}.rule`, given: `nothing, as ${service} does`, legal, fix };
  }
  const legal = "a priority of its own";
  return {
    where: `${where}.rule.priority`,
    given: `${priority}, which ${service} has`,
    legal,
    fix: `use ${priority + 1}`,
  };
}

const rulesOf = (edge: EdgeRef): Taken[] => takenOf.get(keyOf(edge)) ?? [];

/** The output that names the load balancer, which copies of a reference share; else the reference itself. */
function keyOf(edge: EdgeRef): object {
  const { loadBalancerArn } = edge;
  return typeof loadBalancerArn === "object" ? loadBalancerArn : edge;
}
