import type { Resource } from "../model/resource";

/** What one input shows of a stack: a state or a plan, as plain resources. */
export interface Snapshot {
  /** As it was given on the command line, or as it was found in a folder that was. */
  file: string;
  /** "project/stack", sorted; an input shows one stack, and none when it has no resources. */
  stacks: readonly string[];
  /** Number of all resources, also of those that have no part in the model and are not kept. */
  total: number;
  resources: readonly SnapshotResource[];
  /** Where the resources are written in the file, by URN; lines count from 1. */
  lines: ReadonlyMap<string, number>;
  /** Properties of the resources that are encrypted or blanked out in the file. */
  hidden: readonly HiddenProperty[];
}

export interface SnapshotResource {
  resource: Resource;
  /** Only read by its stack, which does not manage it. */
  external: boolean;
}

export interface HiddenProperty {
  urn: string;
  property: string;
}

/** "shop/prod" of "urn:pulumi:prod::shop::…". */
export function stackOf(urn: string): string {
  const [stack = "", project = ""] = urn.split("::", 2);
  return `${project}/${stack.slice("urn:pulumi:".length)}`;
}
