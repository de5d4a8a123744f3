import { classify, type Value } from "../values/value";
import { familyOf, identifiersOf } from "./identifiers";
import type { Resource } from "./resource";
import { type Kind, kindOf } from "./tokens";

/** What an id, ARN or name stands for. */
export type Target =
  /** A resource of this stack; the key is its URN. */
  | { at: "stack"; key: string }
  /** Something outside of this stack; the key is the literal, when it is known. */
  | { at: "outside"; key?: string }
  /** Made from this stack's resources in a way that does not say which one is meant. */
  | { at: "unresolved" };

/** One reference: the targets between which it is undecided. One target is a fact, several are possible worlds. */
export type Reference = readonly Target[];

/** The key under which model nodes are found: equal for equal things, inside and outside of the stack. */
export const keyOf = (target: Target): string | undefined => (target.at === "unresolved" ? undefined : target.key);

export const unresolved: Reference = [{ at: "unresolved" }];

interface Options {
  /** Whether a task definition may be found by its family alone; see `identifiers.ts`. */
  joinByFamily: boolean;
}

/** Finds what references mean: literals by the ids that outputs tell, unknowns by the engine's dependency graph. */
export class References {
  private readonly byIdentifier = new Map<string, string>();
  private readonly kinds = new Map<string, Kind | undefined>();

  constructor(
    resources: readonly Resource[],
    private readonly options: Options,
  ) {
    for (const resource of resources) {
      const kind = kindOf(resource.type);
      this.kinds.set(resource.urn, kind);
      if (kind === undefined) continue;
      for (const id of identifiersOf(resource, kind, options.joinByFamily)) {
        this.byIdentifier.set(`${kind} ${id}`, resource.urn);
      }
    }
  }

  /** The reference that one value of a top-level property holds. An absent value refers to nothing: undefined. */
  one(resource: Resource, property: string, value: Value<unknown>, kind: Kind): Reference | undefined {
    if (value.state === "absent") return undefined;
    return value.state === "known" ? [this.literal(kind, value.value)] : this.candidates(resource, property, kind);
  }

  /**
   * The references of a list. With as many candidates as unknown entries, or fewer, all of them are meant, provided
   * that no other unknown of the property could have taken one: `alone`.
   */
  all(resource: Resource, property: string, list: readonly Value<unknown>[], kind: Kind, alone: boolean): Reference[] {
    const entries = list.filter((each) => each.state === "unknown").length;
    const literals = list.flatMap((each) => (each.state === "known" ? [[this.literal(kind, each.value)]] : []));
    if (entries === 0) return literals;
    const candidates = this.candidates(resource, property, kind);
    if (!alone || candidates.length > entries)
      return [...literals, ...Array.from({ length: entries }, () => candidates)];
    // More unknown entries than candidates: the rest was made from something else.
    const rest = entries > candidates.length && candidates.every(({ at }) => at === "stack") ? [unresolved] : [];
    return [...literals, ...candidates.map((each) => [each]), ...rest];
  }

  /** The references of a list that is unknown as a whole: one candidate is meant, each of several may be. */
  unknownList(resource: Resource, property: string, kind: Kind): Reference[] {
    const candidates = this.candidates(resource, property, kind);
    return candidates.map(() => candidates);
  }

  /** The resources of a kind that a property was made from; at least one target, which says why there is no resource. */
  private candidates({ dependencies }: Resource, property: string, kind: Kind): Reference {
    const urns = dependencies && Object.hasOwn(dependencies, property) ? dependencies[property] : undefined;
    if (urns === undefined) return unresolved;
    if (urns.length === 0) return [{ at: "outside" }];
    const ofKind = new Set(urns.filter((urn) => this.kinds.get(urn) === kind));
    return ofKind.size > 0 ? [...ofKind].sort().map((key) => ({ at: "stack", key })) : unresolved;
  }

  protected literal(kind: Kind, raw: unknown): Target {
    const value = classify(raw);
    if (value.state !== "known" || typeof value.value !== "string") return { at: "unresolved" };
    const id = value.value;
    const urn = this.byIdentifier.get(`${kind} ${id}`) ?? this.byFamily(kind, id);
    return urn === undefined ? { at: "outside", key: id } : { at: "stack", key: urn };
  }

  private byFamily(kind: Kind, id: string): string | undefined {
    if (!this.options.joinByFamily || kind !== "taskDefinition") return undefined;
    return this.byIdentifier.get(`${kind} ${familyOf(id)}`);
  }
}
