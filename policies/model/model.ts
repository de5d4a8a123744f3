import { type CheckFailure, guarded } from "../guard";
import type { Value } from "../values/value";
import { linkBatchJobs } from "./adapters/batch";
import { kindOf, modelled, opaqueness, treatmentOf } from "./families";
import { type IgnoredChange, ignoredChanges } from "./ignoredChanges";
import { Network } from "./network";
import type {
  Api,
  Attachment,
  Capacity,
  Contract,
  Door,
  Edge,
  Endpoint,
  Forward,
  Host,
  Listener,
  LoadBalancer,
  OperatorAccess,
  PrefixList,
  SecurityGroup,
  SharedGroup,
  TargetGroup,
  TaskDefinition,
  TestDoor,
  Workload,
} from "./nodes";
import { keyOf, type Reference, References } from "./reference";
import type { Resource } from "./resource";
import {
  type ExclusiveRules,
  type LooseRule,
  linkSecurityGroups,
  type PrefixListEntry,
  type StandaloneRule,
} from "./securityGroupLinks";
import { allTranslated } from "./translate";

/** The stack as the rules see it: canonical nodes, linked by keys, in URN order. */
export class Model {
  /** @param whole False before creation, when resources that are still to come cannot be seen. */
  constructor(readonly whole = true) {}

  readonly securityGroups = new Map<string, SecurityGroup>();
  readonly loadBalancers = new Map<string, LoadBalancer>();
  readonly listeners = new Map<string, Listener>();
  readonly targetGroups = new Map<string, TargetGroup>();
  readonly taskDefinitions = new Map<string, TaskDefinition>();
  readonly prefixLists = new Map<string, PrefixList>();
  readonly workloads: Workload[] = [];
  /** Services that run nothing by themselves: an external deployment controller gives them task sets. */
  readonly servicesOfTaskSets: Edge[] = [];
  /** Jobs of AWS Batch and where they run: which is where is told outside of the plan, so they are linked at the end. */
  readonly batchJobs: Workload[] = [];
  readonly computeEnvironments: Pick<Workload, "securityGroups" | "subnets">[] = [];
  readonly doors: Door[] = [];
  readonly apis = new Map<string, Api>();
  readonly endpoints: Endpoint[] = [];
  /** Endpoints of services that run containers themselves, so that they matter in a stack without any other. */
  readonly containerEndpoints: Endpoint[] = [];
  readonly functionImages = new Map<string, Value<string>>();
  readonly contracts: Contract[] = [];
  readonly operatorAccess: OperatorAccess[] = [];
  /** The listener of each rule, whether or not the rule forwards by itself. */
  readonly listenerRules = new Map<string, Reference>();
  readonly hosts = new Map<string, Host>();
  /** Hosts that an Elastic IP makes public. */
  readonly elasticAddresses: { edge: Edge; host: Reference }[] = [];
  /** Auto Scaling groups of capacity providers, by the provider's key. */
  readonly capacityProviders = new Map<string, Reference>();
  readonly capacities: Capacity[] = [];
  readonly forwards: Forward[] = [];
  readonly attachments: Attachment[] = [];
  readonly testDoors: TestDoor[] = [];
  readonly looseRules: LooseRule[] = [];
  readonly standaloneRules: StandaloneRule[] = [];
  readonly prefixListEntries: PrefixListEntry[] = [];
  readonly exclusiveRules: ExclusiveRules[] = [];
  readonly sharedGroups: SharedGroup[] = [];
  readonly network = new Network();
  /** Properties that decide about a way, and that the program tells the engine not to change. */
  readonly ignoredChanges: IgnoredChange[] = [];
  /** What can open a way and is not followed. */
  readonly opaque: Unfollowed[] = [];
  /** Resources that an adapter could not read because of a mistake in this pack. */
  readonly failures: CheckFailure[] = [];
  private readonly forwardsOfRules: { rule: Reference; forward: Omit<Forward, "listener"> }[] = [];

  /** Adds a forward that something other than the listener's rule makes in that rule, as a blue/green deployment does. */
  addForwardOfRule(rule: Reference, forward: Omit<Forward, "listener">): void {
    this.forwardsOfRules.push({ rule, forward });
  }

  /** Whether a service's own deployments move this rule, or listener, between target groups that the service names. */
  isMovedByService(urn: string): boolean {
    return this.forwardsOfRules.some(({ rule }) => rule.length === 1 && rule.some((target) => keyOf(target) === urn));
  }

  /** A network load balancer has no rules: there the listener itself is given in the place of one. */
  linkForwards(): void {
    for (const { rule, forward } of this.forwardsOfRules) {
      const listeners = rule.flatMap((target) => this.listenerRules.get(keyOf(target) ?? "") ?? [target]);
      const byKey = new Map(listeners.map((target) => [keyOf(target) ?? target.at, target]));
      this.forwards.push({ ...forward, listener: [...byKey.values()] });
    }
  }
}

/** Something that can open a way and that the model does not follow. */
export interface Unfollowed {
  urn: string;
  type: string;
  /** What it can open, as the object of a sentence. */
  opens: string;
  /** Whether it runs containers by itself. */
  workload: boolean;
  /** Whether only a look at something else than the stack could tell. */
  outside?: true;
}

export interface ModelOptions {
  /** Join task definitions by family, for the time before creation when their ARNs are not in the inputs. */
  joinByFamily?: boolean;
}

/** Whether a resource has any part in the model; the rest of a stack is not even kept. */
export function concernsModel(type: string): boolean {
  const treatment = treatmentOf(type);
  return treatment !== undefined && treatment !== "harmless";
}

/** Reads the resources that matter into nodes. An adapter that fails leaves a failure, never a missing resource. */
export function buildModel(resources: readonly Resource[], options: ModelOptions = {}): Model {
  const model = new Model(!options.joinByFamily);
  const relevant = resources.filter(({ type }) => concernsModel(type));
  const read = allTranslated(relevant, model.failures).filter(({ type }) => concernsModel(type));
  const sorted = read.sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
  const references = new References(sorted, { kindOf, joinByFamily: options.joinByFamily ?? false });
  for (const resource of sorted) {
    const failure = guarded(`read ${resource.type}`, resource.urn, () => readInto(model, resource, references));
    if (failure !== undefined) model.failures.push(failure);
  }
  linkSecurityGroups(model);
  model.linkForwards();
  linkBatchJobs(model);
  return model;
}

function readInto(model: Model, resource: Resource, references: References): void {
  const { urn, type } = resource;
  const node = modelled(type);
  node?.read(resource, references, model);
  if (node !== undefined) model.ignoredChanges.push(...ignoredChanges(resource, node.kind));
  const opaque = opaqueness(type);
  if (opaque === undefined) return;
  model.opaque.push({ urn, type, opens: opaque.opens, workload: opaque.workload ?? false });
}
