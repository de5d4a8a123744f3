import { type Decision, maybe, no, yes } from "../../values/decision";
import { portsOfRule } from "../../values/ports";
import { protocol } from "../../values/protocol";
import { classify, integer, items, property, text, unknown, type Value } from "../../values/value";
import type { Model } from "../model";
import type { IngressRule, Source } from "../nodes";
import type { Among, References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addressList, group, groupId, prefixList, self } from "./sources";

/** `aws.ec2.SecurityGroup` and `aws.ec2.DefaultSecurityGroup`: a group with its inline `ingress` rules. */
export function securityGroup(resource: Resource, references: References, model: Model): void {
  const inline = items(read(resource, "ingress"));
  const id = text(classify(resource.outputs.id));
  model.securityGroups.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    ...(id.state === "known" ? { id: id.value } : {}),
    outside: false,
    inline: declaresRules(resource),
    rules: inlineRules(resource, references, inline),
  });
}

/**
 * Whether the provider takes the inline list for all rules of the group. The outputs list rules that are resources of
 * their own as well, so without inputs it is not known; an adopted default group is emptied even without a list.
 */
function declaresRules(resource: Resource): Decision {
  if (resource.type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup") return yes;
  if (resource.inputs === undefined) return no;
  const { state } = read(resource, "ingress");
  return state === "known" ? yes : state === "absent" ? no : maybe;
}

function inlineRules(resource: Resource, references: References, inline: Value<Value<unknown>[]>): IngressRule[] {
  if (inline.state === "absent") return [];
  if (inline.state === "unknown") {
    const edge = { urn: resource.urn, part: "ingress" };
    return [{ edge, protocol: unknown, ports: unknown, sources: [{ kind: "anyone" }], certain: false }];
  }
  // The engine tells which groups `ingress` as a whole was made from, not which rule holds which of them.
  const among = { values: inline.value.flatMap(groupsOfRule), repeats: true };
  return inline.value.map((rule, index) => {
    const spoken = protocol(property(rule, "protocol"));
    return {
      edge: { urn: resource.urn, part: `ingress[${index}]` },
      protocol: spoken,
      ports: portsOfRule(spoken, integer(property(rule, "fromPort")), integer(property(rule, "toPort"))),
      sources: sourcesOf(resource, references, rule, among),
      // A rule that is unknown as a whole can still not be absent: it is an element of the list.
      certain: true,
    };
  });
}

function groupsOfRule(rule: Value<unknown>): Value<unknown>[] {
  const groups = items(property(rule, "securityGroups"));
  if (groups.state === "unknown") return [unknown];
  return groups.state === "known" ? groups.value.map(groupId) : [];
}

function sourcesOf(resource: Resource, references: References, rule: Value<unknown>, among: Among): Source[] {
  const lists = items(property(rule, "prefixListIds"));
  return [
    ...addressList(property(rule, "cidrBlocks"), "ipv4"),
    ...addressList(property(rule, "ipv6CidrBlocks"), "ipv6"),
    ...groupList(resource, references, items(property(rule, "securityGroups")), among),
    ...self(property(rule, "self")),
    ...(lists.state === "unknown" ? [{ kind: "anyone" } as const] : []),
    ...(lists.state === "known" ? lists.value.flatMap((id) => prefixList(resource, references, "ingress", id)) : []),
  ];
}

function groupList(
  resource: Resource,
  references: References,
  groups: Value<Value<unknown>[]>,
  among: Among,
): Source[] {
  if (groups.state === "unknown") return [{ kind: "anyone" }];
  if (groups.state === "absent") return [];
  return references.all(resource, "ingress", groups.value.map(groupId), "securityGroup", among).map(group);
}
