import { type Decision, maybe, no, yes } from "../../values/decision";
import { noPorts, port } from "../../values/ports";
import { absent, integer, items, known, property, text, unknown, type Value } from "../../values/value";
import type { Model } from "../model";
import type { Container } from "../nodes";
import type { Reference, References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { networkSettings, taskNetwork } from "./taskNetwork";

/** What ECS calls the one container of an Express service, and the port that it serves unless it names another. */
const byDefault = { containerName: "Main", containerPort: 80 };

/**
 * `aws.ecs.ExpressGatewayService`: ECS puts one container, which cannot be a proxy for another, behind a load balancer
 * that it makes by itself. The resource stands for the definition, the targets and the load balancer as well.
 */
export function expressGatewayService(resource: Resource, references: References, model: Model): void {
  const { urn } = resource;
  const name = nameOf(urn);
  const title = `Express service ${name}`;
  const targets: Reference = [{ at: "stack", key: `${urn}#targets` }];
  const container = primaryContainer(read(resource, "primaryContainer"));
  const network = networkOf(resource);
  addTargets(urn, name, model);
  addDefinition(urn, name, container, model);
  model.doors.push({
    edge: { urn, part: "networkConfigurations" },
    label: `load balancer of ${title}`,
    open: isPublic(network),
    to: targets,
    toKind: "targetGroup",
  });
  const registration = { containerName: known(container.name), containerPort: container.port };
  model.workloads.push({
    ...{ key: urn, name, title, edge: { urn } },
    securityGroupsEdge: { urn, part: "networkConfigurations[0].securityGroups" },
    service: undefined,
    taskDefinition: [{ at: "stack", key: urn }],
    cluster: references.one(resource, "cluster", read(resource, "cluster"), "cluster"),
    registrations: known([
      {
        ...{ edge: { urn, part: "primaryContainer" }, via: "a load balancer", ...registration },
        ...{ portName: absent, ingressPort: absent, targetGroups: [targets] },
      },
    ]),
    targetGroups: [targets],
    ...tasksOf(resource, references, network),
    servesClientsDirectly: no,
    singleContainer: true,
  });
}

function primaryContainer(settings: Value<unknown>) {
  const given = integer(property(settings, "containerPort"));
  return {
    name: byDefault.containerName,
    image: text(property(settings, "image")),
    port: given.state === "absent" ? known(byDefault.containerPort) : given,
  };
}

/** The provider takes one element at most. */
function networkOf(resource: Resource): Value<unknown> {
  const list = items(read(resource, "networkConfigurations"));
  return list.state === "known" ? (list.value[0] ?? absent) : list;
}

/**
 * Without subnets the service is in the VPC's default subnets, which are public. In others the load balancer is as public
 * as they are, and that is not followed (ECS developer guide, "Express Mode").
 */
function isPublic(network: Value<unknown>): Decision {
  const subnets = items(property(network, "subnets"));
  const named = subnets.state === "unknown" || (subnets.state === "known" && subnets.value.length > 0);
  return named ? maybe : yes;
}

/** The security groups that ECS makes admit its own load balancer; only those that are given besides can admit others. */
function tasksOf(resource: Resource, references: References, network: Value<unknown>): ReturnType<typeof taskNetwork> {
  const tasks = taskNetwork(resource, references, "networkConfigurations", networkSettings(network));
  return tasks.securityGroups.state === "absent" ? { ...tasks, securityGroups: known([]) } : tasks;
}

function addTargets(urn: string, name: string, model: Model): void {
  const key = `${urn}#targets`;
  model.targetGroups.set(key, {
    ...{ key, urn, name, noun: "target group of" },
    needsForwarder: false,
    preservesClientAddress: no,
  });
}

type Primary = ReturnType<typeof primaryContainer>;

function addDefinition(urn: string, name: string, { port: served, ...container }: Primary, model: Model): void {
  const only: Container = {
    ...container,
    ports: served.state === "known" ? port(served.value) : noPorts,
    portNames: new Map(),
    hostPorts: noPorts,
    dynamicHostPort: false,
    essential: yes,
    dependsOn: known([]),
    hasHealthCheck: no,
    isLogRouter: false,
  };
  model.taskDefinitions.set(urn, {
    ...{ key: urn, name, networkMode: known("awsvpc"), notFollowed: [] },
    containers: served.state === "known" ? known([only]) : unknown,
    ...(served.state === "known" ? {} : { unreadable: "has a port that is not known before the deployment" }),
  });
}
