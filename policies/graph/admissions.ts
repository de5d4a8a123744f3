import type { Model } from "../model/model";
import type { IngressRule, SecurityGroup, Source } from "../model/nodes";
import { keyOf, type Reference } from "../model/reference";
import { hasPublicAddress } from "../values/addresses";
import { allOf, anyOf, type Decision, decided, maybe, maybeOutside, no, yes } from "../values/decision";
import { intersects } from "../values/intervals";
import type { PortSet } from "../values/ports";
import type { Value } from "../values/value";

/** One source that one rule of one security group lets in to whoever holds the group. */
export interface Admission {
  group: SecurityGroup;
  rule: IngressRule;
  source: Source;
  /** False when the group may not be attached, or the rule may not be the group's. */
  certain: boolean;
}

/** What the groups of these references admit: permissions of several groups add up. */
export function admissions(groups: readonly Reference[], model: Model): Admission[] {
  return groups.flatMap((reference) =>
    reference.flatMap((target) => {
      const group = model.securityGroups.get(keyOf(target) ?? "");
      if (group === undefined) return [];
      return group.rules.flatMap((rule) =>
        rule.sources.map((source) => ({ group, rule, source, certain: rule.certain && reference.length === 1 })),
      );
    }),
  );
}

/** Why the rules of a group that is attached cannot be seen, or undefined when they can. */
export function unseen(reference: Reference, model: Model): { outside: boolean; label: string } | undefined {
  const hidden = reference.filter((target) => {
    const group = model.securityGroups.get(keyOf(target) ?? "");
    return group === undefined || group.outside;
  });
  const [first] = hidden;
  if (first === undefined) return undefined;
  const outside = hidden.every(({ at }) => at === "outside");
  return { outside, label: keyOf(first) ?? (outside ? "from outside this stack" : "not known before the deployment") };
}

/** Whether a host on the internet can be the source. */
export function isPublic(source: Source): Decision {
  if (source.kind === "addresses") {
    return source.addresses.state === "known" ? decided(hasPublicAddress(source.addresses.value)) : maybe;
  }
  if (source.kind === "prefixList") return source.outside ? maybeOutside : maybe;
  return source.kind === "anyone" ? maybe : no;
}

/** Whether a rule's protocol carries connections to a port. ICMP does not: it opens no port of a container. */
export function opensPorts({ protocol }: IngressRule): Decision {
  return protocol.state === "known" ? decided(protocol.value !== "icmp") : maybe;
}

/** Whether the rule lets public addresses in to one of these ports. */
export function admitsInternet(admission: Admission, ports: Value<PortSet>): Decision {
  const { rule, source, certain } = admission;
  const overlap =
    ports.state !== "known" || rule.ports.state !== "known"
      ? maybe
      : decided(intersects(rule.ports.value, ports.value));
  return allOf([isPublic(source), opensPorts(rule), overlap, certain ? yes : maybe]);
}

/** Whether the holder of these groups can be reached from the internet on these ports. */
export function reachableFromInternet(groups: readonly Reference[], ports: Value<PortSet>, model: Model): Decision {
  const hidden = groups.map((reference) => unseen(reference, model));
  const doubts = hidden.flatMap((each) => (each === undefined ? [] : [each.outside ? maybeOutside : maybe]));
  return anyOf([...admissions(groups, model).map((each) => admitsInternet(each, ports)), ...doubts]);
}
