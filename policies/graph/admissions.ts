import type { Model } from "../model/model";
import type { IngressRule, SecurityGroup, Source } from "../model/nodes";
import { keyOf, type Reference } from "../model/reference";
import { type AddressSet, hasPublicAddress, subtractAddresses, unionOf } from "../values/addresses";
import { allOf, anyOf, type Decision, decided, maybe, maybeOutside, no, yes } from "../values/decision";
import { intersects } from "../values/intervals";
import type { PortSet } from "../values/ports";
import { showAddresses } from "../values/showAddresses";
import { known, type Value } from "../values/value";

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
      return group === undefined ? [] : admissionsOf(group, reference.length === 1, model);
    }),
  );
}

/** What one group admits, held for certain or perhaps. */
export function admissionsOf(group: SecurityGroup, held: boolean, model: Model): Admission[] {
  return group.rules.flatMap((rule) =>
    sourcesOf(rule, model).map(({ source, certain }) => ({
      group,
      rule,
      source,
      certain: certain && rule.certain && held,
    })),
  );
}

interface Expanded {
  source: Source;
  certain: boolean;
}

/** The sources of a rule: its addresses together, because several blocks can be what no single one is, and lists opened. */
function sourcesOf(rule: IngressRule, model: Model): Expanded[] {
  const [blocks, rest] = joined(rule.sources, model);
  return [
    ...blocks.map((source) => ({ source, certain: true })),
    ...rest.flatMap((source) =>
      source.kind === "prefixList" ? entriesOf(source, model) : [{ source, certain: true }],
    ),
  ];
}

type Addresses = Extract<Source, { kind: "addresses" }>;

/** All known addresses as one source, without those of the stack's own networks' IPv6 blocks, and everything else. */
function joined(sources: readonly Source[], { network }: Model): [Addresses[], Source[]] {
  const blocks: { label: string; set: AddressSet }[] = [];
  const rest: Source[] = [];
  for (const source of sources) {
    if (source.kind !== "addresses" || source.addresses.state !== "known") rest.push(source);
    else blocks.push({ label: source.label, set: source.addresses.value });
  }
  const [first, ...more] = blocks;
  if (first === undefined) return [[], rest];
  const all = more.length === 0 ? first.set : unionOf(blocks.map(({ set }) => set));
  // A block that stands alone is shown as the program writes it.
  const label = more.length === 0 ? first.label : showAddresses(all);
  const addresses = known(network.ownBlocks.length === 0 ? all : subtractAddresses(all, unionOf(network.ownBlocks)));
  return [[{ kind: "addresses", addresses, label }], rest];
}

/** A prefix list of the stack is its entries; one that cannot be seen stays what it is. */
function entriesOf(source: Extract<Source, { kind: "prefixList" }>, model: Model): Expanded[] {
  return source.reference.flatMap((target) => {
    const list = model.prefixLists.get(keyOf(target) ?? "");
    const unseen = list === undefined || list.outside ? [{ ...source, reference: [target] }] : [];
    const [blocks, rest] = joined(list?.entries ?? [], model);
    const seen = [...blocks, ...rest].map((entry) =>
      "label" in entry ? { ...entry, label: `${entry.label} of prefix list ${list?.name}` } : entry,
    );
    return [...seen, ...unseen].map((each) => ({ source: each, certain: source.reference.length === 1 }));
  });
}

/** The doubt about a list that cannot be seen. */
export function unseenList({ reference }: Extract<Source, { kind: "prefixList" }>): Decision {
  return reference.every(({ at }) => at === "outside") ? maybeOutside : maybe;
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
  if (source.kind === "prefixList") return unseenList(source);
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
