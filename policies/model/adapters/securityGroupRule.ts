import { portsOfRule } from "../../values/ports";
import { protocol } from "../../values/protocol";
import { integer, isKnown, items, type Value } from "../../values/value";
import type { Model } from "../model";
import type { IngressRule, Source } from "../nodes";
import { type References, unresolved } from "../reference";
import { type Resource, read } from "../resource";
import { addresses, addressList, group, groupId, prefixList, self } from "./sources";

/** `aws.vpc.SecurityGroupIngressRule` and `aws.ec2.SecurityGroupRule`: one rule as a resource of its own. */
export function securityGroupRule(resource: Resource, references: References, model: Model): void {
  const older = resource.type === "aws:ec2/securityGroupRule:SecurityGroupRule";
  const direction = older ? read(resource, "type") : undefined;
  if (direction !== undefined && isKnown(direction, "egress")) return;
  const of = references.one(resource, "securityGroupId", groupId(read(resource, "securityGroupId")), "securityGroup");
  const spoken = protocol(read(resource, older ? "protocol" : "ipProtocol"));
  const rule: IngressRule = {
    edge: { urn: resource.urn },
    protocol: spoken,
    ports: portsOfRule(spoken, integer(read(resource, "fromPort")), integer(read(resource, "toPort"))),
    sources: older ? olderSources(resource, references) : sources(resource, references),
    certain: direction === undefined || isKnown(direction, "ingress"),
  };
  model.standaloneRules.push({ group: of ?? unresolved, rule });
}

function sources(resource: Resource, references: References): Source[] {
  return [
    ...addresses(read(resource, "cidrIpv4"), "ipv4"),
    ...addresses(read(resource, "cidrIpv6"), "ipv6"),
    ...groupSource(resource, references, "referencedSecurityGroupId"),
    ...prefixList(resource, references, "prefixListId", read(resource, "prefixListId")),
  ];
}

function olderSources(resource: Resource, references: References): Source[] {
  const lists: Value<Value<unknown>[]> = items(read(resource, "prefixListIds"));
  return [
    ...addressList(read(resource, "cidrBlocks"), "ipv4"),
    ...addressList(read(resource, "ipv6CidrBlocks"), "ipv6"),
    ...groupSource(resource, references, "sourceSecurityGroupId"),
    ...self(read(resource, "self")),
    ...(lists.state === "unknown" ? [{ kind: "anyone" } as const] : []),
    ...(lists.state === "known"
      ? lists.value.flatMap((id) => prefixList(resource, references, "prefixListIds", id))
      : []),
  ];
}

function groupSource(resource: Resource, references: References, property: string): Source[] {
  const reference = references.one(resource, property, groupId(read(resource, property)), "securityGroup");
  return reference === undefined ? [] : [group(reference)];
}
