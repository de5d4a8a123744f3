import type { Problem } from "../../nginx";
import { isShifting, type TestListenerArgs } from "../release/deploymentPlan";
import type { ServicePlan } from "../servicePlan";
import type { EdgeRef } from "./edgeRef";
import { checkPriority } from "./priorities";
import { coversAll } from "./rulePatterns";
import type { RulePlan } from "./rulePlan";
import { checkTestListenerBeside } from "./testListeners";

/** What a service has of an edge: its rule, and the test listener of its deployments. */
export interface Place {
  rule: RulePlan;
  test: TestListenerArgs | undefined;
}

/** A place that a service has already, and who it is, for the message. */
export interface Taken extends Place {
  service: string;
}

/** Places by the load balancer that has them, which is one object in all references to it. */
const takenOf = new WeakMap<object, Taken[]>();

/** The place that a service wants. */
export function placeOf({ rule, release: { deployment } }: ServicePlan): Place {
  const { strategy } = deployment;
  return { rule, test: isShifting(strategy) ? strategy.testListener : undefined };
}

/**
 * Problems of a service's place behind an edge that other services of the program have already: the same priority, a rule that
 * an earlier one hides, a second service on a Network Load Balancer, a test listener on another's port. Rules of other stacks
 * are kept apart by the range that the load balancer's stack gave to this one.
 *
 * @param freeRules Inbound rules that the load balancer's security group has room for beside its own.
 */
export function checkPlace(where: string, edge: EdgeRef, { rule, test }: Place, freeRules: number): Problem[] {
  const own = edge.priorities === undefined ? [] : checkPriority(where, rule.priority, edge.priorities);
  const taken = takenBehind(edge);
  return [
    ...own,
    ...taken.flatMap((other) => checkBeside(where, edge, rule, other)),
    ...checkTestListenerBeside(`${where}.deployment.testListener`, test, taken, freeRules),
  ];
}

/** Remembers that a service has this place, for those that come after it. */
export function claim(service: string, edge: EdgeRef, place: Place): void {
  takenOf.set(keyOf(edge), [...takenBehind(edge), { service, ...place }]);
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

const takenBehind = (edge: EdgeRef): Taken[] => takenOf.get(keyOf(edge)) ?? [];

/** The output that names the load balancer, which copies of a reference share; else the reference itself. */
function keyOf(edge: EdgeRef): object {
  const { loadBalancerArn } = edge;
  return typeof loadBalancerArn === "object" ? loadBalancerArn : edge;
}
