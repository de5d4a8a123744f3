import { guarded } from "./guard";
import { kindOf, modelled } from "./model/families";
import { familyOf } from "./model/identifiers";
import type { Kind } from "./model/kinds";
import { Model } from "./model/model";
import { References } from "./model/reference";
import type { Resource } from "./model/resource";
import { translated } from "./model/translate";

/** A resource with what decides which others belong to it. */
interface Entry {
  resource: Resource;
  /** The literal ids that it uses, by kind: "securityGroup sg-1". */
  uses: readonly string[];
  role: Role;
}

/** What a resource is in an answer: a passage is only on the way to what a violation is about. */
export type Role = "tasks" | "definition" | "failure" | "passage";

/** The resources that use one id. */
interface Users {
  tasks: Set<Entry>;
  others: Set<Entry>;
}

/**
 * The resources of an update so far, linked by the ids that they use. Many services share subnets, a cluster or a load
 * balancer, so links lead from what runs tasks to all that it uses, but not on to what else uses that: an answer about
 * some tasks depends on other tasks only where these hold the same security group.
 */
export class RelatedResources {
  private readonly entries = new Map<string, Entry>();
  private readonly byIdentifier = new Map<string, Users>();

  add(resource: Resource): void {
    const old = this.entries.get(resource.urn);
    for (const id of old?.uses ?? []) {
      const users = this.byIdentifier.get(id);
      if (old !== undefined) (old.role === "tasks" ? users?.tasks : users?.others)?.delete(old);
    }
    const entry = entryOf(resource);
    this.entries.set(resource.urn, entry);
    for (const id of entry.uses) {
      const users = this.byIdentifier.get(id) ?? { tasks: new Set(), others: new Set() };
      this.byIdentifier.set(id, users);
      (entry.role === "tasks" ? users.tasks : users.others).add(entry);
    }
  }

  /** The resources that an answer about this one, or about tasks that it is on the way to, depends on, and their roles. */
  of(urn: string): { resources: Resource[]; roles: ReadonlySet<Role> } {
    const start = this.entries.get(urn);
    const found = new Set<Entry>(start === undefined ? [] : [start]);
    if (start?.role !== "tasks") this.spread(found, ({ role }) => (role === "tasks" ? [] : ["others", "tasks"]));
    const tasks = new Set([...found].filter(({ role }) => role === "tasks"));
    this.spread(tasks, ({ role }, id) =>
      role === "tasks" && id.startsWith(ofSecurityGroup) ? ["others", "tasks"] : ["others"],
    );
    const all = [...new Set([...found, ...tasks])];
    return { resources: all.map(({ resource }) => resource), roles: new Set(all.map(({ role }) => role)) };
  }

  /** Adds what uses the same ids, and what uses the ids of that, as far as the links are to be followed. */
  private spread(found: Set<Entry>, follow: (from: Entry, id: string) => readonly (keyof Users)[]): void {
    for (const each of found) {
      for (const id of each.uses) {
        for (const role of follow(each, id))
          for (const user of this.byIdentifier.get(id)?.[role] ?? []) found.add(user);
      }
    }
  }
}

const identifier = (kind: Kind, id: string): string => `${kind} ${id}`;

const ofSecurityGroup = identifier("securityGroup", "");

function entryOf(resource: Resource): Entry {
  const recorder = new Recorder();
  const model = new Model();
  const failures = translated(resource, model.failures).flatMap((each) => {
    const entry = modelled(each.type);
    const family = each.inputs?.family;
    if (entry?.kind === "taskDefinition" && typeof family === "string")
      recorder.used.add(identifier("taskDefinition", family));
    return guarded("read the ids", each.urn, () => entry?.read(each, recorder, model)) ?? [];
  });
  // A failure here is found again, and told, when the resource is read into the model.
  return { resource, uses: [...recorder.used], role: roleOf(model, failures.length + model.failures.length > 0) };
}

function roleOf(model: Model, failed: boolean): Role {
  if (failed) return "failure";
  if (model.workloads.length + model.batchJobs.length > 0) return "tasks";
  return model.taskDefinitions.size > 0 ? "definition" : "passage";
}

/** The literal ids that an adapter looks up; a task definition's own is its family. */
class Recorder extends References {
  readonly used = new Set<string>();

  constructor() {
    super([], { kindOf, joinByFamily: false });
  }

  protected override literal(from: Resource, kind: Kind, raw: unknown) {
    if (typeof raw === "string") this.used.add(identifier(kind, kind === "taskDefinition" ? familyOf(raw) : raw));
    return super.literal(from, kind, raw);
  }
}
