import { kindOf } from "../model/families";
import type { Resource } from "../model/resource";
import { classify } from "../values/value";
import type { Snapshot, SnapshotResource } from "./snapshot";

/**
 * The resources of all stacks as if they were one stack. What the model joins by literal ids then joins across stacks.
 * A resource that several stacks see is one resource: the stack that manages it says what it is, and those that only
 * read it are left out, also as what a property was made from.
 */
export function mergeStacks(snapshots: readonly Snapshot[]): Resource[] {
  const all = snapshots.flatMap(({ resources }) => resources).sort(byUrn);
  const chosen = new Map<string, string>();
  for (const each of all.filter(({ external }) => !external)) choose(chosen, each);
  for (const each of all.filter(({ external }) => external)) choose(chosen, each);
  const instead = new Map<string, string>();
  for (const { resource, external } of all) {
    const of = external ? chosen.get(identityOf(resource) ?? "") : undefined;
    if (of !== undefined && of !== resource.urn) instead.set(resource.urn, of);
  }
  return all
    .filter(({ resource }) => !instead.has(resource.urn))
    .map(({ resource }) => ({ ...resource, ...redirected(resource, instead) }));
}

function choose(chosen: Map<string, string>, { resource }: SnapshotResource): void {
  const identity = identityOf(resource);
  if (identity !== undefined && !chosen.has(identity)) chosen.set(identity, resource.urn);
}

/** What two descriptions of one resource have in common; the region, because an id of AWS can be a mere name. */
function identityOf({ type, outputs, region }: Resource): string | undefined {
  const id = classify(outputs.id);
  return id.state === "known" ? `${kindOf(type) ?? type} ${region ?? ""} ${String(id.value)}` : undefined;
}

function redirected({ dependencies }: Resource, instead: ReadonlyMap<string, string>): Pick<Resource, "dependencies"> {
  if (dependencies === undefined) return {};
  const entries = Object.entries(dependencies).map(([property, urns]) => [
    property,
    urns.map((urn) => instead.get(urn) ?? urn),
  ]);
  return { dependencies: Object.fromEntries(entries) };
}

function byUrn({ resource: { urn: a } }: SnapshotResource, { resource: { urn: b } }: SnapshotResource): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
