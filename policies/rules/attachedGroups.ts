import { admissionsOf, opensPorts, unseen } from "../graph/admissions";
import type { SharedGroup } from "../model/nodes";
import { keyOf } from "../model/reference";
import { nameOf } from "../model/resource";
import { type Decision, maybe, maybeOutside } from "../values/decision";
import type { View } from "../view";
import { type Finding, unproven } from "./rule";

/**
 * Groups that a resource gives to a network interface that nobody can see: it may be a task's, and then what the group
 * admits adds to what the task's own groups do. A closed group adds nothing.
 */
export function attachedGroups(rule: string, view: View): Finding[] {
  const concerned = view.model.workloads.length > 0 || view.model.taskDefinitions.size > 0;
  return view.model.sharedGroups.flatMap((shared) => {
    const doubt = interfaceInDoubt(shared);
    if (doubt === undefined || !opensAnything(view, shared)) return [];
    const [target] = shared.group;
    const group = target === undefined ? undefined : keyOf(target);
    const label = group === undefined ? "a security group not known yet" : `security group ${nameOf(group)}`;
    return [
      unproven(concerned ? doubt : maybeOutside, {
        rule,
        edge: shared.edge,
        way: [label, "a network interface outside this stack"],
        summary: `${nameOf(shared.edge.urn)} gives ${label} to a network interface that is not part of this stack: if it is a task's, what the group admits reaches every port of the task.`,
        fix: "Name the group in the service's networkConfiguration, or attach one without rules.",
      }),
    ];
  });
}

/** The doubt about whose interface it is; an interface that the stack makes is no task's. */
function interfaceInDoubt({ networkInterface }: SharedGroup): Decision | undefined {
  if (networkInterface === undefined || networkInterface.every(({ at }) => at === "stack")) return undefined;
  return networkInterface.every(({ at }) => at === "outside") ? maybeOutside : maybe;
}

function opensAnything({ model }: View, { group }: SharedGroup): boolean {
  if (unseen(group, model) !== undefined) return true;
  return group.some((target) => {
    const found = model.securityGroups.get(keyOf(target) ?? "");
    if (found === undefined) return true;
    return admissionsOf(found, true, model).some(({ rule }) => opensPorts(rule).answer !== "no");
  });
}
