import { type CheckFailure, guarded } from "../guard";
import { adapters } from "./adapters";
import type {
  Attachment,
  Forward,
  IngressRule,
  Listener,
  LoadBalancer,
  SecurityGroup,
  Service,
  TargetGroup,
  TaskDefinition,
} from "./nodes";
import { notYetModelled } from "./notYetModelled";
import { keyOf, type Reference, References } from "./reference";
import { propertiesOf, type Resource } from "./resource";
import { kindOf } from "./tokens";

/** A security group rule whose group is not known. */
export interface LooseRule {
  rule: IngressRule;
  outside: boolean;
}

/** The stack as the rules see it: canonical nodes, linked by keys, in URN order. */
export class Model {
  readonly securityGroups = new Map<string, SecurityGroup>();
  readonly loadBalancers = new Map<string, LoadBalancer>();
  readonly listeners = new Map<string, Listener>();
  readonly targetGroups = new Map<string, TargetGroup>();
  readonly taskDefinitions = new Map<string, TaskDefinition>();
  readonly services: Service[] = [];
  readonly forwards: Forward[] = [];
  readonly attachments: Attachment[] = [];
  readonly looseRules: LooseRule[] = [];
  readonly notYetModelled: { urn: string; type: string }[] = [];
  /** Resources that an adapter could not read because of a mistake in this pack. */
  readonly failures: CheckFailure[] = [];
  private readonly standaloneRules: { group: Reference; rule: IngressRule }[] = [];

  /** Adds a rule that is a resource of its own; it is linked to its group when all groups are known. */
  addRule(group: Reference, rule: IngressRule): void {
    this.standaloneRules.push({ group, rule });
  }

  linkRules(): void {
    for (const { group, rule } of this.standaloneRules) {
      const certain = rule.certain && group.length === 1;
      for (const target of group) {
        const key = keyOf(target);
        if (key === undefined) this.looseRules.push({ rule, outside: target.at === "outside" });
        else this.securityGroup(key).rules.push({ ...rule, certain });
      }
    }
  }

  /** The group of a key; a literal that no resource of the stack has gets a node of its own. */
  private securityGroup(key: string): SecurityGroup {
    const existing = this.securityGroups.get(key);
    if (existing !== undefined) return existing;
    const group: SecurityGroup = { key, name: key, outside: true, rules: [] };
    this.securityGroups.set(key, group);
    return group;
  }
}

export interface ModelOptions {
  /** Join task definitions by family, for the time before creation when their ARNs are not in the inputs. */
  joinByFamily?: boolean;
}

/** Whether a resource has any part in the model; the rest of a stack is not even kept. */
export function concernsModel(type: string): boolean {
  return kindOf(type) !== undefined || notYetModelled(type) !== undefined;
}

/** Reads the resources that matter into nodes. An adapter that fails leaves a failure, never a missing resource. */
export function buildModel(resources: readonly Resource[], options: ModelOptions = {}): Model {
  const relevant = resources.filter(({ type }) => concernsModel(type));
  const sorted = relevant.sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
  const references = new References(sorted, { joinByFamily: options.joinByFamily ?? false });
  const model = new Model();
  for (const resource of sorted) {
    const kind = kindOf(resource.type);
    if (kind === undefined) {
      const closed = notYetModelled(resource.type)?.closed?.(propertiesOf(resource)) ?? false;
      if (!closed) model.notYetModelled.push({ urn: resource.urn, type: resource.type });
      continue;
    }
    const failure = guarded(`read ${resource.type}`, resource.urn, () => adapters[kind](resource, references, model));
    if (failure !== undefined) model.failures.push(failure);
  }
  model.linkRules();
  return model;
}
