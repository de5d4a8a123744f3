import { absent, integer, isKnown, items, known, property, text, truth, unknown, type Value } from "../../values/value";
import type { Registration } from "../nodes";
import { type Reference, type References, unresolved } from "../reference";
import { type Resource, read } from "../resource";
import { classicTargets } from "./classicLoadBalancer";

/** What an ECS service or task set hands a container's port to, and all that its tasks are registered in. */
export interface Registrations {
  registrations: Value<readonly Registration[]>;
  targetGroups: readonly Reference[];
}

/** Everything that registers the tasks of a resource. Unknown only where the load balancers are. */
export function registrationsOf(resource: Resource, references: References): Registrations {
  const balanced = loadBalanced(resource, references);
  const meshed = serviceConnect(resource);
  const discovered = serviceRegistry(resource, references);
  const latticed = lattice(resource, references);
  const others = [...meshed, ...discovered, ...latticed];
  return {
    registrations: balanced.state === "unknown" ? unknown : known([...balanced.value, ...others]),
    targetGroups: [...targetGroups(resource, references), ...latticed.flatMap((each) => each.targetGroups)],
  };
}

/** Whether clients come to the tasks by themselves: of a mesh, or of a discovery that hands out addresses. */
export function servesClients(resource: Resource): boolean {
  return serviceConnect(resource).length > 0 || read(resource, "serviceRegistries").state !== "absent";
}

const nothingNamed = { containerName: absent, containerPort: absent, portName: absent, ingressPort: absent };

type Known<T> = Exclude<Value<T>, { state: "absent" }>;

function loadBalanced(resource: Resource, references: References): Known<readonly Registration[]> {
  const entries = items(read(resource, "loadBalancers"));
  if (entries.state === "unknown") return entries;
  const list = entries.state === "known" ? entries.value : [];
  const arns = list.map(targetGroupArns);
  const among = { values: arns.flat(), repeats: false };
  const value = list.map((entry, index) => ({
    ...nothingNamed,
    edge: { urn: resource.urn, part: `loadBalancers[${index}]` },
    via: "a load balancer",
    containerName: required(text(property(entry, "containerName"))),
    containerPort: required(integer(property(entry, "containerPort"))),
    targetGroups: [
      ...references.all(resource, "loadBalancers", arns[index] ?? [], "targetGroup", among),
      ...classic(resource, references, entry),
    ],
  }));
  return { state: "known", value };
}

/** ECS takes no entry without it: one that is missing is not known. */
const required = <T>(value: Value<T>): Value<T> => (value.state === "absent" ? unknown : value);

/** All that the entries name together: known also where it is undecided which entry has which. */
function targetGroups(resource: Resource, references: References): readonly Reference[] {
  const entries = items(read(resource, "loadBalancers"));
  const list = entries.state === "known" ? entries.value : [];
  return [
    ...references.all(resource, "loadBalancers", list.flatMap(targetGroupArns), "targetGroup"),
    ...list.flatMap((entry) => classic(resource, references, entry)),
  ];
}

/** Targets of the classic load balancers that entries name; a task set calls it by another name than a service. */
function classic(resource: Resource, references: References, entry: Value<unknown>): Reference[] {
  if (entry.state !== "known") return [];
  return ["elbName", "loadBalancerName"].flatMap((key) => {
    const balancer = references.one(resource, "loadBalancers", property(entry, key), "loadBalancer");
    return balancer === undefined ? [] : [classicTargets(balancer)];
  });
}

/** The target group, and the second one that ECS moves traffic to in a blue/green deployment. */
export function targetGroupArns(entry: Value<unknown>): Value<unknown>[] {
  const alternate = property(property(entry, "advancedConfiguration"), "alternateTargetGroupArn");
  return [property(entry, "targetGroupArn"), alternate].filter((arn) => arn.state !== "absent");
}

/** Service Connect names the mapping whose port the clients of its namespace reach (ECS `ServiceConnectService`). */
function serviceConnect(resource: Resource): Registration[] {
  const settings = read(resource, "serviceConnectConfiguration");
  const enabled = truth(property(settings, "enabled"));
  if (settings.state === "absent" || isKnown(enabled, false)) return [];
  const part = "serviceConnectConfiguration.services";
  const via = { ...nothingNamed, via: "Service Connect", targetGroups: [] };
  const services = items(property(settings, "services"));
  if (services.state === "absent") return [];
  if (services.state === "unknown") return [{ ...via, edge: { urn: resource.urn, part }, portName: unknown }];
  return services.value.map((service, index) => ({
    ...via,
    edge: { urn: resource.urn, part: `${part}[${index}]` },
    // As long as nobody knows whether it is enabled, it is not certain what it reaches.
    portName: enabled.state === "unknown" ? unknown : required(text(property(service, "portName"))),
    ingressPort: integer(property(service, "ingressPortOverride")),
  }));
}

/**
 * Cloud Map hands out a container's port, or a port alone. An entry that names neither hands out the address only, and
 * what that opens is the security groups' business (ECS `ServiceRegistry`).
 */
function serviceRegistry(resource: Resource, references: References): Registration[] {
  const registry = read(resource, "serviceRegistries");
  if (registry.state === "absent") return [];
  const port = integer(property(registry, "port"));
  const containerPort = integer(property(registry, "containerPort"));
  const arn = property(registry, "registryArn");
  return [
    {
      ...nothingNamed,
      edge: { urn: resource.urn, part: "serviceRegistries" },
      via: "Cloud Map",
      containerName: text(property(registry, "containerName")),
      containerPort: containerPort.state === "absent" ? port : containerPort,
      targetGroups: [references.one(resource, "serviceRegistries", arn, "targetGroup") ?? unresolved],
    },
  ];
}

function lattice(resource: Resource, references: References): Registration[] {
  const part = "vpcLatticeConfigurations";
  const entries = items(read(resource, part));
  const via = { ...nothingNamed, via: "VPC Lattice" };
  if (entries.state === "absent") return [];
  if (entries.state === "unknown") {
    const targetGroups = references.unknownList(resource, part, "targetGroup");
    return [{ ...via, edge: { urn: resource.urn, part }, portName: unknown, targetGroups }];
  }
  const arns = entries.value.map((entry) => property(entry, "targetGroupArn"));
  const among = { values: arns, repeats: false };
  return entries.value.map((entry, index) => ({
    ...via,
    edge: { urn: resource.urn, part: `${part}[${index}]` },
    portName: required(text(property(entry, "portName"))),
    targetGroups: references.all(resource, part, arns.slice(index, index + 1), "targetGroup", among),
  }));
}
