import { cidr } from "../../values/addresses";
import { items, known, text, truth, unknown, type Value } from "../../values/value";
import type { Source } from "../nodes";
import type { Reference, References } from "../reference";
import { nameOf, type Resource } from "../resource";

/** One CIDR block as a source. A block that is unknown, or is none, may be any address. */
export function addresses(block: Value<unknown>): Source[] {
  if (block.state === "absent") return [];
  const written = text(block);
  const set = written.state === "known" ? cidr(written.value) : undefined;
  // A text that is no CIDR block is not repeated: it could be anything.
  if (set === undefined || written.state !== "known")
    return [{ kind: "addresses", addresses: unknown, label: "addresses not known yet" }];
  return [{ kind: "addresses", addresses: known(set), label: written.value }];
}

export function addressList(list: Value<unknown>): Source[] {
  const blocks = items(list);
  if (blocks.state === "unknown") return [{ kind: "anyone" }];
  return blocks.state === "known" ? blocks.value.flatMap(addresses) : [];
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

/** A prefix list; what it holds is not followed yet, so it may hold anything. */
export function prefixList(resource: Resource, references: References, property: string, id: Value<unknown>): Source[] {
  const reference = references.one(resource, property, id, "prefixList");
  if (reference === undefined) return [];
  const outside = reference.every((target) => target.at === "outside");
  const [target] = reference;
  const name =
    target !== undefined && target.at !== "unresolved" && target.key !== undefined
      ? nameOf(target.key)
      : "not known yet";
  return [{ kind: "prefixList", outside, label: `prefix list ${name}` }];
}
