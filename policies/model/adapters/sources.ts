import { cidr, type Family } from "../../values/addresses";
import { items, known, map, text, truth, unknown, type Value } from "../../values/value";
import type { Source } from "../nodes";
import { keyOf, type Reference, type References } from "../reference";
import { nameOf, type Resource } from "../resource";

/** One CIDR block as a source. A block that is unknown, or is none, may be any address of the property's family. */
export function addresses(block: Value<unknown>, family?: Family): Source[] {
  if (block.state === "absent") return [];
  const written = text(block);
  const set = written.state === "known" ? cidr(written.value) : undefined;
  if (set !== undefined && written.state === "known") {
    return [{ kind: "addresses", addresses: known(set), label: written.value }];
  }
  // A text that is no CIDR block is not repeated: it could be anything.
  const label = "addresses not known yet";
  return [{ kind: "addresses", addresses: unknown, label, ...(family === undefined ? {} : { family }) }];
}

export function addressList(list: Value<unknown>, family: Family): Source[] {
  const blocks = items(list);
  if (blocks.state === "unknown")
    return [{ kind: "addresses", addresses: unknown, label: "addresses not known yet", family }];
  return blocks.state === "known" ? blocks.value.flatMap((block) => addresses(block, family)) : [];
}

/** An id may name the group's account too, "123456789012/sg-…", as a rule for a peered VPC has to; ids are unique without. */
export function groupId(id: Value<unknown>): Value<unknown> {
  return map(id, (raw) => (typeof raw === "string" ? raw.replace(/^\d{12}\//, "") : raw));
}

export function self(flag: Value<unknown>): Source[] {
  const set = truth(flag);
  if (set.state === "unknown") return [{ kind: "anyone" }];
  return set.state === "known" && set.value ? [{ kind: "self" }] : [];
}

/** "security group web-lb", "one of web-lb, web-task". */
function showGroups(reference: Reference): string {
  const names = reference.map((target) => {
    if (target.at === "unresolved") return "not known yet";
    return target.key === undefined ? "outside this stack" : nameOf(target.key);
  });
  return names.length === 1 ? `security group ${names[0]}` : `one of the security groups ${names.join(", ")}`;
}

export function group(reference: Reference): Source {
  return { kind: "group", reference, label: showGroups(reference) };
}

/** A prefix list, which stands for its entries. */
export function prefixList(resource: Resource, references: References, property: string, id: Value<unknown>): Source[] {
  const reference = references.one(resource, property, id, "prefixList");
  if (reference === undefined) return [];
  const [target] = reference;
  const key = target === undefined ? undefined : keyOf(target);
  return [{ kind: "prefixList", reference, label: `prefix list ${key === undefined ? "not known yet" : nameOf(key)}` }];
}
