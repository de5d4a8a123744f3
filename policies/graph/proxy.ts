import type { Configuration } from "../configuration";
import type { Model } from "../model/model";
import type { Container, Registration, Workload } from "../model/nodes";
import { keyOf } from "../model/reference";
import { anyOf, type Decision, maybe, maybeOutside, no, yes } from "../values/decision";
import { intersects, isSubset, subtract, union } from "../values/intervals";
import { namePorts, noPorts, onlyPort, type PortSet, port } from "../values/ports";
import { unknown, type Value } from "../values/value";
import { ingressPorts } from "./ingressPorts";
import { goesByProxyName, isProxy } from "./proxyRole";

/** A definition that is missing: the URN to change, a clause that says what is wrong, and what to do about it. */
interface Unreadable {
  urn: string;
  because: string;
  fix: string;
  outside: boolean;
}

/** What is known about the containers of a service's tasks, and which of them is the proxy. */
export interface Tasks {
  /** Known only when exactly one readable task definition is meant. */
  containers: Value<readonly Container[]>;
  unreadable?: Unreadable;
  hasProxy: Decision;
  /** Names of the containers that are the proxy, as far as they are known. */
  proxies: readonly string[];
  /** Ports that the proxy is known to have. */
  proxyPorts: PortSet;
  /** Whether `proxyPorts` is all of them. */
  exact: boolean;
  /** "nginx:8080". */
  proxyLabel: string;
  /** Names of containers that go by the proxy's name and run an image that the proxy may not run. */
  impostors: readonly string[];
}

export function tasksOf(workload: Workload, model: Model, configuration: Configuration): Tasks {
  const definition = definitionOf(workload, model);
  if ("because" in definition) return withoutDefinition(workload, configuration, definition);
  const containers = definition.containers;
  const roles = containers.map((container) => ({ container, proxy: isProxy(container, configuration) }));
  const proxies = roles.filter(({ proxy }) => proxy.answer !== "no").map(({ container }) => container);
  const others = roles.filter(({ proxy }) => proxy.answer === "no").map(({ container }) => container.ports);
  const ofMesh = ingressPorts(workload, proxies);
  // A port that another container declares as well is not a door that only the proxy answers.
  const onlyProxys = (ports: PortSet) => subtract(ports, union(...others));
  const proxyPorts = onlyProxys(union(...proxies.map((each) => each.ports)));
  const refused = roles.filter(
    ({ proxy, container }) => proxy.answer === "no" && goesByProxyName(container, configuration),
  );
  return {
    containers: { state: "known", value: containers },
    hasProxy: anyOf(roles.map(({ proxy }) => proxy)),
    proxies: proxies.map(({ name }) => name),
    proxyPorts: union(proxyPorts, ofMesh.state === "known" ? onlyProxys(ofMesh.value) : noPorts),
    exact: ofMesh.state === "known",
    proxyLabel: label(proxies[0]?.name, proxyPorts),
    impostors: refused.map(({ container }) => container.name),
  };
}

type Definition = { containers: readonly Container[] } | Unreadable;

function definitionOf(workload: Workload, model: Model): Definition {
  const reference = workload.taskDefinition;
  const missing = {
    urn: workload.edge.urn,
    fix: `Give ${workload.title} the arn output of one task definition of this stack.`,
  };
  if (reference === undefined) return { ...missing, because: "names no task definition", outside: false };
  const [target] = reference;
  if (reference.length !== 1 || target === undefined || target.at === "unresolved") {
    const because = "has a task definition that is not known before the deployment";
    return { ...missing, because, outside: false };
  }
  const found = model.taskDefinitions.get(keyOf(target) ?? "");
  if (found === undefined) {
    const outside = target.at === "outside";
    return { ...missing, because: "has a task definition that is not part of this stack", outside };
  }
  if (found.containers.state === "known") return { containers: found.containers.value };
  return {
    urn: found.key,
    because: `has a task definition whose containerDefinitions ${found.unreadable ?? "cannot be read"}`,
    fix: "Build containerDefinitions from plain values: name images by a tag that is known before the deployment.",
    outside: false,
  };
}

/**
 * Without a definition the registrations still tell something: ECS refuses a registration of a container that the task
 * does not have, so a registered proxy name is a proxy in the task, with at least that port.
 */
function withoutDefinition(workload: Workload, configuration: Configuration, unreadable: Unreadable): Tasks {
  const registrations = workload.registrations.state === "known" ? workload.registrations.value : [];
  const claims = registrations.filter((each) => namesProxy(each, configuration));
  const ports = claims.map((each) => (each.containerPort.state === "known" ? port(each.containerPort.value) : noPorts));
  const proxies = [
    ...new Set(claims.flatMap((e) => (e.containerName.state === "known" ? [e.containerName.value] : []))),
  ];
  const doubt = unreadable.outside ? maybeOutside : maybe;
  return {
    containers: unknown,
    unreadable,
    hasProxy: claims.length > 0 && configuration.proxyImages.length === 0 ? yes : doubt,
    proxies,
    proxyPorts: union(...ports),
    exact: false,
    proxyLabel: label(proxies[0] ?? configuration.proxyContainers[0], union(...ports)),
    impostors: [],
  };
}

function namesProxy({ containerName }: Registration, configuration: Configuration): boolean {
  return containerName.state === "known" && configuration.proxyContainers.includes(containerName.value);
}

/** What has to be known to tell whether a service has a proxy, and on which ports. */
export function settleProxy({ unreadable, proxies, exact }: Tasks): string {
  if (unreadable === undefined && !exact) return "Give ingressPortOverride as a plain number.";
  return unreadable?.fix ?? `Give the image of ${proxies.join(" and ")} as a plain value.`;
}

/** Whether the proxy declares this port and another container declares it too. */
export function sharesPort({ containers, proxies }: Tasks, number: number): boolean {
  const declaring = (containers.state === "known" ? containers.value : []).filter((each) =>
    isSubset(port(number), each.ports),
  );
  const ofProxy = declaring.filter(({ name }) => proxies.includes(name));
  return ofProxy.length > 0 && declaring.length > ofProxy.length;
}

function label(name: string | undefined, ports: PortSet): string {
  const only = onlyPort(ports);
  return `${name ?? "the proxy"}${only === undefined ? "" : `:${only}`}`;
}

/** Whether all of these ports are the proxy's. */
export function areProxyPorts(ports: Value<PortSet>, tasks: Tasks): Decision {
  if (ports.state !== "known") return tasks.exact && tasks.proxyPorts.length === 0 ? no : maybe;
  if (isSubset(ports.value, tasks.proxyPorts)) return yes;
  if (tasks.exact) return no;
  return tasks.unreadable?.outside ? maybeOutside : maybe;
}

/** "app:3000", "task (all ports)": what listens, or could listen, behind these ports of a task. */
export function whatListens(ports: Value<PortSet>, tasks: Tasks): string {
  if (ports.state !== "known") return "a port not known yet";
  const containers = tasks.containers.state === "known" ? tasks.containers.value : [];
  const apps = containers.filter((each) => !tasks.proxies.includes(each.name));
  const declaring = apps.filter((each) => intersects(each.ports, ports.value));
  const beyond = subtract(ports.value, tasks.proxyPorts);
  if (beyond.length === 0) return tasks.proxyLabel;
  const owner = declaring.length > 0 ? declaring : apps;
  const name = owner.length === 1 ? owner[0]?.name : "task";
  return onlyPort(ports.value) === undefined ? `${name} (${namePorts(ports)})` : `${name}:${onlyPort(ports.value)}`;
}
