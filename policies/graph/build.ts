import type { Model } from "../model/model";
import type { Listener, LoadBalancer, Registration, Workload } from "../model/nodes";
import { keyOf, type Reference, type Target } from "../model/reference";
import { allOf, type Decision, maybe, maybeOutside, yes } from "../values/decision";
import { intersects, isSubset, subtract } from "../values/intervals";
import { onlyPort, port } from "../values/ports";
import { isKnown, known } from "../values/value";
import { admissions, opensPorts, reachableFromInternet } from "./admissions";
import { addDoors } from "./doors";
import { type Forwarders, forwardersTo } from "./forwarders";
import { Graph, internet } from "./graph";
import type { Tasks } from "./proxy";
import { type PublicAddresses, reachesAddress } from "./publicAddresses";

export const containerId = (workload: Workload, name: string): string => `${workload.key}#${name}`;

/** The node of a target group; one that has no key still stands between its doors and its containers. */
export function targetGroupId(target: Target): string {
  return keyOf(target) ?? (target.at === "outside" ? "target group outside this stack" : "target group not known");
}

const elsewhere = {
  id: "load balancer elsewhere",
  kind: "load balancer",
  label: "load balancer outside this stack",
} as const;
const notKnown = {
  id: "load balancer not known",
  kind: "load balancer",
  label: "load balancer not known yet",
} as const;

/** A workload and what is known about its tasks. */
interface Seen {
  workload: Workload;
  tasks: Tasks;
  addresses: PublicAddresses;
}

/** Links every node of the model. A registration counts as reachable: ECS keeps no target that fails its checks. */
export function buildGraph(model: Model, workloads: readonly Seen[], forwarders: Forwarders): Graph {
  const graph = new Graph();
  for (const balancer of model.loadBalancers.values()) graph.node(loadBalancerNode(balancer));
  for (const listener of model.listeners.values()) addListener(graph, listener, model);
  for (const key of forwarders.keys()) addForwards(graph, [{ at: "stack", key }], model, forwarders);
  for (const { workload, tasks, addresses } of workloads) {
    addWorkload(graph, workload, tasks, model, forwarders);
    addPublicAddress(graph, workload, tasks, addresses, model);
  }
  addChains(graph, model, forwarders);
  for (const { to, toKind } of model.doors) if (toKind === "targetGroup") addForwards(graph, to, model, forwarders);
  addDoors(graph, model);
  return graph;
}

function loadBalancerNode({ key, name, noun, public: open }: LoadBalancer) {
  const reach = open.answer === "yes" ? "public" : open.answer === "no" ? "internal" : "may be public";
  return { id: key, kind: "load balancer", label: `${noun} ${name} (${reach})`, urn: key } as const;
}

function addListener(graph: Graph, listener: Listener, model: Model): void {
  graph.node({ id: listener.key, kind: "listener", label: `listener ${listener.label}`, urn: listener.edge.urn });
  const certain = listener.loadBalancer.length === 1;
  for (const target of listener.loadBalancer) {
    const balancer = model.loadBalancers.get(keyOf(target) ?? "");
    const outside = target.at === "outside";
    const id = balancer?.key ?? graph.node(outside ? elsewhere : notKnown);
    graph.link(id, listener.key, { certain, outside });
    const open = balancer === undefined ? (outside ? maybeOutside : maybe) : isDoor(balancer, listener, model);
    const decision = allOf([open, certain ? yes : maybe]);
    if (decision.answer !== "no") graph.doors.push({ nodes: [internet.id, id, listener.key], open: decision });
  }
}

/** Whether the internet gets through to a listener: the load balancer is public and its groups admit the port. */
function isDoor(balancer: LoadBalancer, { port: number }: Listener, model: Model): Decision {
  const open = number.state === "known" ? known(port(number.value)) : number;
  return allOf([balancer.public, groupsAdmit(balancer, open, model)]);
}

function groupsAdmit(
  balancer: LoadBalancer,
  open: Parameters<typeof reachableFromInternet>[1],
  model: Model,
): Decision {
  if (balancer.securityGroups.state === "known") {
    return reachableFromInternet(balancer.securityGroups.value, open, model);
  }
  if (balancer.securityGroups.state === "unknown" || balancer.type.state !== "known") return maybe;
  // An application or classic load balancer without groups gets the default group of the VPC; what has none is open.
  return isKnown(balancer.type, "application") || isKnown(balancer.type, "classic") ? maybeOutside : yes;
}

function addForwards(graph: Graph, reference: Reference, model: Model, forwarders: Forwarders): void {
  for (const target of reference) {
    const key = targetGroupId(target);
    if (graph.nodes.has(key)) continue;
    const group = model.targetGroups.get(key);
    const absent = target.at === "unresolved" ? "target group not known yet" : "target group outside this stack";
    const label = group === undefined ? absent : `${group.noun} ${group.name}`;
    graph.node({ id: key, kind: "target group", label, ...(group === undefined ? {} : { urn: group.urn ?? key }) });
    for (const { listener, label, certain, outside } of forwardersTo([target], forwarders)) {
      if (listener !== undefined) graph.link(listener.key, key, { label, certain });
      else {
        const id = graph.node(outside ? elsewhere : notKnown);
        graph.link(id, key, { label, certain: false, outside });
        graph.doors.push({ nodes: [internet.id, id], open: outside ? maybeOutside : maybe });
      }
    }
  }
}

function addWorkload(graph: Graph, workload: Workload, tasks: Tasks, model: Model, forwarders: Forwarders): void {
  for (const { name, label } of listContainers(workload, tasks)) {
    graph.node({ id: containerId(workload, name), kind: "container", label, urn: workload.edge.urn });
  }
  for (const proxy of tasks.proxies) {
    for (const { name } of listContainers(workload, tasks)) {
      if (tasks.proxies.includes(name)) continue;
      graph.link(containerId(workload, proxy), containerId(workload, name), { throughProxy: true });
    }
  }
  for (const registration of workload.registrations.state === "known" ? workload.registrations.value : []) {
    for (const reference of registration.targetGroups) {
      addForwards(graph, reference, model, forwarders);
      addRegistration(graph, workload, tasks, registration, reference);
    }
  }
}

/** The containers of a service's tasks; without a definition, those that the registrations name. */
export function listContainers(workload: Workload, tasks: Tasks): { name: string; label: string; port?: number }[] {
  if (tasks.containers.state === "known") {
    return tasks.containers.value.map((each) => labelled(each.name, onlyPort(each.ports)));
  }
  const registered = workload.registrations.state === "known" ? workload.registrations.value : [];
  const byName = new Map<string, number | undefined>();
  for (const { containerName, containerPort } of registered) {
    if (containerName.state !== "known" || byName.has(containerName.value)) continue;
    byName.set(containerName.value, containerPort.state === "known" ? containerPort.value : undefined);
  }
  if (byName.size === 0) byName.set("?", undefined);
  return [...byName].map(([name, number]) => labelled(name, number));
}

function labelled(name: string, number: number | undefined): { name: string; label: string; port?: number } {
  return number === undefined ? { name, label: name } : { name, label: `${name}:${number}`, port: number };
}

function addRegistration(
  graph: Graph,
  workload: Workload,
  tasks: Tasks,
  { containerName, containerPort }: Registration,
  reference: Reference,
): void {
  const names = listContainers(workload, tasks).map(({ name }) => name);
  const named = containerName.state === "known" ? containerName.value : undefined;
  const proxyPort = containerPort.state !== "known" || isSubset(port(containerPort.value), tasks.proxyPorts);
  // A proxy's name with a port that is not the proxy's reaches whatever listens on that port.
  const spoofed = named !== undefined && tasks.proxies.includes(named) && tasks.exact && !proxyPort;
  const reached = spoofed
    ? names.filter((name) => !tasks.proxies.includes(name))
    : named === undefined
      ? names
      : [named];
  const label = containerPort.state === "known" ? `:${containerPort.value}` : "";
  for (const name of reached) {
    const id = graph.node({
      id: containerId(workload, name),
      kind: "container",
      label: `${name}${label}`,
      urn: workload.edge.urn,
    });
    for (const target of reference) {
      const certain = reference.length === 1 && named !== undefined;
      graph.link(targetGroupId(target), id, { label, certain });
    }
  }
}

function addPublicAddress(
  graph: Graph,
  workload: Workload,
  tasks: Tasks,
  addresses: PublicAddresses,
  model: Model,
): void {
  if (workload.securityGroups.state !== "known") return;
  for (const { rule, source, certain: held } of admissions(workload.securityGroups.value, model)) {
    const { ports: admitted } = rule;
    const known = held && admitted.state === "known";
    const open = allOf([reachesAddress(addresses, source), opensPorts(rule), known ? yes : maybe]);
    if (open.answer === "no") continue;
    const id = graph.node({
      id: `${workload.key}#public address`,
      kind: "public address",
      label: `public address of ${workload.name}`,
      urn: workload.edge.urn,
    });
    graph.doors.push({ nodes: [internet.id, id], open });
    const certain = open.answer === "yes";
    const outside = open.answer === "maybe" && open.outside;
    const toProxy = admitted.state !== "known" || intersects(admitted.value, tasks.proxyPorts);
    const beyondProxy = admitted.state !== "known" || subtract(admitted.value, tasks.proxyPorts).length > 0;
    for (const { name } of listContainers(workload, tasks)) {
      const reached = tasks.proxies.includes(name) ? toProxy : beyondProxy;
      if (reached) graph.link(id, containerId(workload, name), { certain, outside });
    }
  }
}

/** A target group whose target is another load balancer: what reaches the first reaches the second. */
function addChains(graph: Graph, model: Model, forwarders: Forwarders): void {
  for (const { targetGroup, target } of model.attachments) {
    if (target.kind !== "loadBalancer") continue;
    const certain = targetGroup.length === 1 && target.reference.length === 1;
    for (const to of target.reference) {
      const sink = model.loadBalancers.get(keyOf(to) ?? "")?.key;
      if (sink === undefined) continue;
      addForwards(graph, targetGroup, model, forwarders);
      for (const from of targetGroup) graph.link(targetGroupId(from), sink, { certain });
    }
  }
}
