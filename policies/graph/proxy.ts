import { type Configuration, matchesPattern } from "../configuration";
import type { Model } from "../model/model";
import type { Container, Registration, Service } from "../model/nodes";
import { keyOf } from "../model/reference";
import { anyOf, type Decision, decided, maybe, maybeOutside, no, yes } from "../values/decision";
import { intersects, isSubset, subtract, union } from "../values/intervals";
import { namePorts, noPorts, onlyPort, type PortSet, port } from "../values/ports";
import { unknown, type Value } from "../values/value";

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
}

export function tasksOf(service: Service, model: Model, configuration: Configuration): Tasks {
  const definition = definitionOf(service, model);
  if ("because" in definition) return withoutDefinition(service, configuration, definition);
  const containers = definition.containers;
  const roles = containers.map((container) => ({ container, proxy: isProxy(container, configuration) }));
  const proxies = roles.filter(({ proxy }) => proxy.answer !== "no").map(({ container }) => container);
  const others = roles.filter(({ proxy }) => proxy.answer === "no").map(({ container }) => container.ports);
  // A port that another container declares as well is not a door that only the proxy answers.
  const proxyPorts = subtract(union(...proxies.map((each) => each.ports)), union(...others));
  return {
    containers: { state: "known", value: containers },
    hasProxy: anyOf(roles.map(({ proxy }) => proxy)),
    proxies: proxies.map(({ name }) => name),
    proxyPorts,
    exact: true,
    proxyLabel: label(proxies[0]?.name, proxyPorts),
  };
}

type Definition = { containers: readonly Container[] } | Unreadable;

function definitionOf(service: Service, model: Model): Definition {
  const reference = service.taskDefinition;
  const missing = { urn: service.key, fix: "Give the service the arn output of one task definition of this stack." };
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
function withoutDefinition(service: Service, configuration: Configuration, unreadable: Unreadable): Tasks {
  const registrations = service.registrations.state === "known" ? service.registrations.value : [];
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
  };
}

function namesProxy({ containerName }: Registration, configuration: Configuration): boolean {
  return containerName.state === "known" && configuration.proxyContainers.includes(containerName.value);
}

function isProxy(container: Container, { proxyContainers, proxyImages }: Configuration): Decision {
  if (!proxyContainers.includes(container.name)) return no;
  if (proxyImages.length === 0) return yes;
  const image = container.image;
  if (image.state !== "known") return maybe;
  return decided(proxyImages.some((pattern) => matchesPattern(image.value, pattern)));
}

/** What has to be known to tell whether a service has a proxy, and on which ports. */
export function settleProxy({ unreadable, proxies }: Tasks): string {
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
