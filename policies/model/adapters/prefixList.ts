import { items, property } from "../../values/value";
import type { Model } from "../model";
import type { Source } from "../nodes";
import { type References, unresolved } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { addresses } from "./sources";

/** `aws.ec2.ManagedPrefixList` with its inline `entries`. */
export function managedPrefixList(resource: Resource, _references: References, model: Model): void {
  model.prefixLists.set(resource.urn, {
    key: resource.urn,
    name: nameOf(resource.urn),
    outside: false,
    entries: inlineEntries(resource),
  });
}

/** `aws.ec2.ManagedPrefixListEntry`: one block as a resource of its own. */
export function managedPrefixListEntry(resource: Resource, references: References, model: Model): void {
  const list = references.one(resource, "prefixListId", read(resource, "prefixListId"), "prefixList") ?? unresolved;
  for (const source of addresses(read(resource, "cidr"))) model.prefixListEntries.push({ list, source });
}

function inlineEntries(resource: Resource): Source[] {
  const entries = items(read(resource, "entries"));
  if (entries.state === "unknown") return [{ kind: "anyone" }];
  if (entries.state === "absent") return [];
  return entries.value.flatMap((entry) => {
    const block = property(entry, "cidr");
    return block.state === "absent" ? [{ kind: "anyone" } as const] : addresses(block);
  });
}
