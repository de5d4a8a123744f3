import { unseen } from "../graph/admissions";
import { showsPublicAddress } from "../graph/publicAddresses";
import { statedGroup } from "../graph/statedGroups";
import { maybe, maybeOutside } from "../values/decision";
import type { View, ViewedWorkload } from "../view";
import { capitalised, type Finding, unproven } from "./rule";

/** The security groups of a workload whose rules cannot be seen, unless the configuration states what they admit. */
export function unseenGroups(rule: string, { model, configuration }: View, viewed: ViewedWorkload): Finding[] {
  const { workload, addresses } = viewed;
  if (workload.securityGroups.state !== "known") return [withoutGroups(rule, viewed)];
  const from = showsPublicAddress(addresses).answer === "no" ? "other hosts of the network" : "internet";
  return workload.securityGroups.value.flatMap((reference) => {
    const hidden = unseen(reference, model);
    if (hidden === undefined || statedGroup(reference, configuration) !== undefined) return [];
    return [
      unproven(hidden.outside ? maybeOutside : maybe, {
        rule,
        edge: workload.securityGroupsEdge,
        way: [from, `security group ${hidden.label}`, `any port of ${workload.name}`],
        summary: `What security group ${hidden.label} of ${workload.title} admits cannot be seen in this stack.`,
        fix: `Give ${workload.title} a security group that this stack makes, or state in externals what it admits.`,
      }),
    ];
  });
}

function withoutGroups(rule: string, { workload }: ViewedWorkload): Finding {
  return unproven(maybe, {
    rule,
    edge: workload.securityGroupsEdge,
    way: [],
    summary: `${capitalised(workload.title)} names no security group, so its tasks get the default group of the VPC, whose rules are not known.`,
    fix: `Give ${workload.title} a security group of its own.`,
  });
}
