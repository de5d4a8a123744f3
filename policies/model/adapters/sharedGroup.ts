import { items, known } from "../../values/value";
import type { Model } from "../model";
import { type References, unresolved } from "../reference";
import { type Resource, read } from "../resource";
import { groupId } from "./sources";

/** `aws.ec2.NetworkInterfaceSecurityGroupAttachment`: one more group for a network interface. */
export function groupAttachment(resource: Resource, references: References, model: Model): void {
  const id = read(resource, "networkInterfaceId");
  const host = references.one(resource, "networkInterfaceId", id, "host");
  // An interface that an instance of the stack has of its own is no task's.
  if (host?.every(({ at }) => at === "stack")) return;
  model.sharedGroups.push({
    edge: { urn: resource.urn },
    group:
      references.one(resource, "securityGroupId", groupId(read(resource, "securityGroupId")), "securityGroup") ??
      unresolved,
    networkInterface: references.one(resource, "networkInterfaceId", id, "networkInterface") ?? unresolved,
  });
}

/** `aws.vpc.SecurityGroupVpcAssociation`: a group that network interfaces of another VPC may hold as well. */
export function vpcAssociation(resource: Resource, references: References, model: Model): void {
  model.sharedGroups.push({
    edge: { urn: resource.urn },
    group:
      references.one(resource, "securityGroupId", groupId(read(resource, "securityGroupId")), "securityGroup") ??
      unresolved,
  });
}

/** `aws.ec2.VpcSecurityGroupRulesExclusive`. */
export function exclusiveRules(resource: Resource, references: References, model: Model): void {
  const ids = items(read(resource, "ingressRuleIds"));
  const group = references.one(
    resource,
    "securityGroupId",
    groupId(read(resource, "securityGroupId")),
    "securityGroup",
  );
  model.exclusiveRules.push({
    edge: { urn: resource.urn },
    group: group ?? unresolved,
    rules:
      ids.state === "known"
        ? known(references.all(resource, "ingressRuleIds", ids.value, "securityGroupRule"))
        : ids.state === "unknown"
          ? ids
          : known([]),
  });
}
