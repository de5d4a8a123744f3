import { classify, items, type Value } from "../values/value";
import { familyOf, identifiersOf, isName, sameScope } from "./identifiers";
import type { Kind } from "./kinds";
import type { Resource } from "./resource";

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
  kindOf: (token: string) => Kind | undefined;
  /** Whether an ARN of a family stands for this stack's definition, whose revision is not known before creation. */
  joinByFamily: boolean;
}

/** All values of one kind that a property holds, of which a list may be a part. */
export interface Among {
  values: readonly Value<unknown>[];
  /** Whether one resource may stand in several of the property's lists. */
  repeats: boolean;
}

const countUnknown = (values: readonly Value<unknown>[]): number =>
  values.filter(({ state }) => state === "unknown").length;

/** Finds what references mean: literals by the ids that outputs tell, unknowns by the engine's dependency graph. */
export class References {
  private readonly byIdentifier = new Map<string, Resource[]>();
  private readonly kinds = new Map<string, Kind | undefined>();

  constructor(
    resources: readonly Resource[],
    private readonly options: Options,
  ) {
    for (const resource of resources) {
      const kind = options.kindOf(resource.type);
      this.kinds.set(resource.urn, kind);
      if (kind === undefined) continue;
      for (const id of new Set(identifiersOf(resource, kind))) {
        const known = this.byIdentifier.get(`${kind} ${id}`);
        if (known === undefined) this.byIdentifier.set(`${kind} ${id}`, [resource]);
        else known.push(resource);
      }
    }
  }

  /** The reference that one value of a top-level property holds. An absent value refers to nothing: undefined. */
  one(resource: Resource, property: string, value: Value<unknown>, kind: Kind): Reference | undefined {
    if (value.state === "absent") return undefined;
    return value.state === "known"
      ? this.literal(resource, kind, value.value)
      : this.candidates(resource, property, kind);
  }

  /**
   * The references of a list. With as many candidates as unknown entries, or fewer, all of them are meant, provided
   * that no other unknown of the property could have taken one.
   */
  all(
    resource: Resource,
    property: string,
    list: readonly Value<unknown>[],
    kind: Kind,
    among: Among = { values: list, repeats: false },
  ): Reference[] {
    const literals = list.flatMap((each) => (each.state === "known" ? [this.literal(resource, kind, each.value)] : []));
    const entries = countUnknown(list);
    if (entries === 0) return literals;
    const candidates = this.unexplained(resource, property, kind, among.values);
    const all = countUnknown(among.values);
    // More unknown entries than candidates: the rest was made from something else.
    const more = (among.repeats ? entries : all) > candidates.length && candidates.every(({ at }) => at === "stack");
    const rest = more ? unresolved : [];
    if (all > entries || candidates.length > entries) {
      return [...literals, ...Array.from({ length: entries }, () => [...candidates, ...rest])];
    }
    return [...literals, ...[...candidates, ...rest].map((each) => [each])];
  }

  /** The references of a list that is a property, or stands in one; none where it is absent. */
  ofList(resource: Resource, property: string, list: Value<unknown>, kind: Kind): Reference[] {
    const entries = items(list);
    if (entries.state === "unknown") return this.unknownList(resource, property, kind);
    return entries.state === "known" ? this.all(resource, property, entries.value, kind) : [];
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

  /** The candidates for a property's unknown values: one that a literal stands for is known already, so it is none. */
  private unexplained(resource: Resource, property: string, kind: Kind, values: readonly Value<unknown>[]): Reference {
    const literals = values.flatMap((each) => (each.state === "known" ? this.literal(resource, kind, each.value) : []));
    const taken = literals.map(keyOf);
    const left = this.candidates(resource, property, kind).filter(
      (target) => target.at !== "stack" || !taken.includes(target.key),
    );
    return left.length > 0 ? left : unresolved;
  }

  /** What a literal stands for; several where several resources share it, as task definitions share a family. */
  protected literal(from: Resource, kind: Kind, raw: unknown): Reference {
    const value = classify(raw);
    if (value.state !== "known" || typeof value.value !== "string") return unresolved;
    const id = value.value;
    const found = this.named(from, kind, id) ?? this.byFamily(from, kind, id);
    return found === undefined ? [{ at: "outside", key: id }] : found.map(({ urn }) => ({ at: "stack", key: urn }));
  }

  /** An id or ARN means one thing everywhere, a name only inside of one stack and region. */
  private named(from: Resource, kind: Kind, id: string): readonly Resource[] | undefined {
    const all = this.byIdentifier.get(`${kind} ${id}`);
    const found = all !== undefined && isName(kind, id) ? all.filter((each) => sameScope(from, each)) : all;
    return found === undefined || found.length === 0 ? undefined : found;
  }

  private byFamily(from: Resource, kind: Kind, id: string): readonly Resource[] | undefined {
    if (!this.options.joinByFamily || kind !== "taskDefinition") return undefined;
    return this.named(from, kind, familyOf(id));
  }
}
