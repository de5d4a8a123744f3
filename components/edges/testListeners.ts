import type { Problem } from "../../nginx";
import type { TestListenerArgs } from "../release/deploymentPlan";

/** A service with the test listener of its deployments, if it has one. */
interface Tested {
  service: string;
  test: TestListenerArgs | undefined;
}

/** Problems of a test listener beside those that other services of the program have on the same load balancer. */
export function checkTestListenerBeside(
  where: string,
  test: TestListenerArgs | undefined,
  others: readonly Tested[],
  freeRules: number,
): Problem[] {
  if (test === undefined) return [];
  return [...checkPort(`${where}.port`, test.port, others), ...checkRoom(`${where}.cidrs`, test, others, freeRules)];
}

/** A load balancer has one listener a port (ELBv2 API reference, CreateListener: DuplicateListener). */
function checkPort(where: string, port: number, others: readonly Tested[]): Problem[] {
  const holder = others.find(({ test }) => test?.port === port);
  if (holder === undefined) return [];
  const highest = Math.max(...others.map(({ test }) => test?.port ?? 0));
  const legal = "a port of its own, because a load balancer has one listener a port";
  const fix = highest < 65535 ? `use ${highest + 1}` : "use a lower one that nobody has";
  return [{ where, given: `${port}, which the test listener of ${holder.service} has`, legal, fix }];
}

/** One security group holds the rules of all test listeners. What a single one has too many, is said without the others. */
function checkRoom(where: string, test: TestListenerArgs, others: readonly Tested[], freeRules: number): Problem[] {
  const [own, taken] = [
    test.cidrs.length,
    others.reduce((sum, { test: other }) => sum + (other?.cidrs.length ?? 0), 0),
  ];
  if (own > freeRules || own + taken <= freeRules) return [];
  return [
    {
      where,
      given: `${own} networks, beside ${taken} of other services`,
      legal: `at most ${freeRules} for all services together: each is a rule of the load balancer's security group`,
      fix: "use wider networks, or let fewer services have a test listener",
    },
  ];
}
