import type { Resource } from "../model/resource";
import { stackOf } from "./snapshot";

/** Farther away than this inside of its own stack, a resource has little to do with a finding. */
const farthest = 3;

/**
 * Which resources use which: by the ids and ARNs that stand in their inputs, and by what the engine says they were made
 * from. It is wider than the model's own links and only explains a finding, never decides one.
 */
export class Contacts {
  private readonly neighbours = new Map<string, Set<string>>();

  constructor(resources: readonly Resource[]) {
    const byIdentifier = new Map<unknown, string>();
    for (const { urn, outputs } of resources) {
      for (const identifier of [outputs.id, outputs.arn]) {
        if (typeof identifier === "string" && identifier !== "") byIdentifier.set(identifier, urn);
      }
    }
    for (const { urn, inputs, dependencies } of resources) {
      for (const text of textsIn(inputs)) this.link(urn, byIdentifier.get(text));
      for (const made of Object.values(dependencies ?? {}).flat()) this.link(urn, made);
    }
  }

  /** The nearest resources of other stacks that a resource meets, directly or through others of its own stack. */
  elsewhere(urn: string): string[] {
    const own = stackOf(urn);
    const seen = new Set([urn]);
    let reached = [urn];
    for (let distance = 0; distance < farthest; distance++) {
      reached = reached.flatMap((each) => [...(this.neighbours.get(each) ?? [])]).filter((each) => !seen.has(each));
      for (const each of reached) seen.add(each);
      const foreign = reached.filter((each) => stackOf(each) !== own);
      if (foreign.length > 0) return [...new Set(foreign)].sort();
    }
    return [];
  }

  private link(one: string, other: string | undefined): void {
    if (other === undefined || one === other) return;
    this.neighboursOf(one).add(other);
    this.neighboursOf(other).add(one);
  }

  private neighboursOf(urn: string): Set<string> {
    const neighbours = this.neighbours.get(urn) ?? new Set();
    this.neighbours.set(urn, neighbours);
    return neighbours;
  }
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}
