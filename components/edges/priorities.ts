import type { Problem } from "../../nginx";

/** Priorities of a listener's rules, from and to, both included; the lowest is asked first. */
export interface PriorityRange {
  /** First priority, 1 to 49999. */
  from: number;
  /** Last priority, `from` to 49999. */
  to: number;
}

/** Priorities that one stack may give to its rules of a load balancer that another stack makes. */
export interface TenantArgs extends PriorityRange {
  /** The stack that uses them, `project/stack`. */
  stack: string;
}

/** Priorities of rules (ELBv2 API reference, CreateRule); the last is the one rule's that takes what is left. */
export const rulePriorities = { first: 1, last: 49999, everythingElse: 50000 } as const;

/** Problems of the ranges that the owner of a load balancer hands out: out of bounds, overlapping, or a stack twice. */
export function checkTenants(where: string, tenants: TenantArgs[]): Problem[] {
  return tenants.flatMap((tenant, index) => {
    const at = `${where}.tenants[${index}]`;
    const earlier = tenants.slice(0, index);
    return [...checkRange(at, tenant), ...checkStack(at, tenant, earlier), ...checkOverlap(at, tenant, earlier)];
  });
}

/** Whether a rule's priority is one of its stack's. */
export function checkPriority(where: string, priority: number, { from, to }: PriorityRange): Problem[] {
  if (priority >= from && priority <= to) return [];
  const all = priority === rulePriorities.everythingElse;
  return [
    {
      where: `${where}.rule${all ? "" : ".priority"}`,
      given: all ? "nothing, which takes every request that no other rule takes" : String(priority),
      legal: `a priority from ${from} to ${to}, which the load balancer's stack gave to this one`,
      fix: all ? `give it hosts or paths, and priority ${from}` : `use ${from}`,
    },
  ];
}

function checkRange(where: string, { from, to }: TenantArgs): Problem[] {
  const { first, last } = rulePriorities;
  if (Number.isInteger(from) && Number.isInteger(to) && from >= first && to <= last && from <= to) return [];
  const legal = `whole numbers from ${first} to ${last}, the first not above the second`;
  return [{ where, given: `${from} to ${to}`, legal, fix: "use 100 to 199" }];
}

function checkStack(where: string, { stack }: TenantArgs, earlier: TenantArgs[]): Problem[] {
  if (!/^[^/\s]+\/[^/\s]+$/.test(stack)) {
    const legal = "a project and a stack, such as users/prod";
    return [{ where: `${where}.stack`, given: JSON.stringify(stack), legal, fix: "write project/stack" }];
  }
  if (!earlier.some((each) => each.stack === stack)) return [];
  return [{ where: `${where}.stack`, given: stack, legal: "each stack once", fix: "give it one range" }];
}

function checkOverlap(where: string, { from, to }: TenantArgs, earlier: TenantArgs[]): Problem[] {
  return earlier
    .filter((each) => from <= each.to && each.from <= to)
    .map((each) => ({
      where,
      given: `${from} to ${to}, and ${each.stack} has ${each.from} to ${each.to}`,
      legal: "ranges without a common priority, or two stacks' rules collide",
      fix: `begin at ${each.to + 1}`,
    }));
}
