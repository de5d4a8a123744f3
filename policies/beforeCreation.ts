import type { Configuration } from "./configuration";
import { evaluate } from "./evaluate";
import { guarded } from "./guard";
import { kindOf, modelled } from "./model/families";
import { familyOf } from "./model/identifiers";
import type { Kind } from "./model/kinds";
import { Model } from "./model/model";
import { References } from "./model/reference";
import type { Resource } from "./model/resource";
import { translated } from "./model/translate";
import type { MergedFinding } from "./rules/merge";

/**
 * Looks at each resource of an update before it is created. Here references are literal ids and no outputs are known, so
 * two resources belong together when they use the same id; only what is a violation whatever the rest may be is told.
 */
export class BeforeCreation {
  private readonly resources = new Map<string, Resource>();
  private readonly byIdentifier = new Map<string, Set<string>>();
  private readonly identifiers = new Map<string, string[]>();
  private readonly told = new Set<string>();

  /**
   * The violations that this resource completes, and the failures of checks that could not be made. What stops nothing,
   * because its rule is advisory or because it is waived, is left to the stack policy, which tells it once.
   *
   * @param today Day in UTC as YYYY-MM-DD, by which waivers expire.
   */
  complete(resource: Resource, configuration: Configuration, today: string): MergedFinding[] {
    this.add(resource);
    const { findings } = evaluate(this.related(resource.urn), configuration, { joinByFamily: true, today });
    const fresh = findings.filter((finding) => {
      const key = `${finding.edge.urn} ${finding.edge.part ?? ""} ${finding.summary}`;
      const decided = finding.verdict === "violation" || finding.rule === "internal";
      if (this.told.has(key) || !decided || finding.level === "advisory") return false;
      this.told.add(key);
      return true;
    });
    return fresh;
  }

  private add(resource: Resource): void {
    this.resources.set(resource.urn, resource);
    for (const old of this.identifiers.get(resource.urn) ?? []) this.byIdentifier.get(old)?.delete(resource.urn);
    const identifiers = usedBy(resource);
    this.identifiers.set(resource.urn, identifiers);
    for (const identifier of identifiers) {
      const users = this.byIdentifier.get(identifier) ?? new Set();
      this.byIdentifier.set(identifier, users.add(resource.urn));
    }
  }

  /** The resources that are linked to this one by ids, directly or through others: the rest cannot change the answer. */
  private related(urn: string): Resource[] {
    const found = new Set([urn]);
    for (const each of found) {
      for (const identifier of this.identifiers.get(each) ?? []) {
        for (const user of this.byIdentifier.get(identifier) ?? []) found.add(user);
      }
    }
    return [...found].flatMap((each) => this.resources.get(each) ?? []);
  }
}

/** The literal ids that a resource uses, by kind, as its own adapter reads them; and its family, which is its own id. */
function usedBy(resource: Resource): string[] {
  const recorder = new Recorder();
  // A failure here is found again, and told, when the resource is read into the model.
  for (const each of translated(resource, [])) {
    const entry = modelled(each.type);
    guarded("read the ids", each.urn, () => entry?.read(each, recorder, new Model()));
    const family = each.inputs?.family;
    if (entry?.kind === "taskDefinition" && typeof family === "string") recorder.used.add(`taskDefinition ${family}`);
  }
  return [...recorder.used];
}

class Recorder extends References {
  readonly used = new Set<string>();

  constructor() {
    super([], { kindOf, joinByFamily: false });
  }

  protected override literal(from: Resource, kind: Kind, raw: unknown) {
    if (typeof raw === "string") this.used.add(`${kind} ${kind === "taskDefinition" ? familyOf(raw) : raw}`);
    return super.literal(from, kind, raw);
  }
}
