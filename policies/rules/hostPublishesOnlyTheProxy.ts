import { admissions, admitsInternet, unseen } from "../graph/admissions";
import { hostsOf, type ResolvedHost } from "../graph/hosts";
import type { Container, TaskDefinition } from "../model/nodes";
import { keyOf } from "../model/reference";
import { allOf, maybe, maybeOutside } from "../values/decision";
import { intervalSet, union } from "../values/intervals";
import { namePorts, noPorts, type PortSet, showPorts } from "../values/ports";
import { known } from "../values/value";
import type { View, ViewedWorkload } from "../view";
import { hostsBehindLoadBalancers } from "./hostsBehindLoadBalancers";
import { capitalised, type Finding, judge, type Rule, unproven, violation } from "./rule";

const name = "host-publishes-only-the-proxy";

/** Ports from which ECS picks one for a container without a host port (ECS `PortMapping`, "hostPort"). */
const ephemeral = intervalSet([{ first: 32768n, last: 65535n }]);

/**
 * Outside of awsvpc a task has no network interface of its own. In bridge mode a container is reached on the ports that
 * it publishes on its host, and on no other; in host mode everything that listens, listens on the host.
 */
export const hostPublishesOnlyTheProxy: Rule = {
  name,
  level: "mandatory",
  what: "In a task that is not in network mode awsvpc and has a proxy, no other container publishes a port on the host.",
  why: "Every task on the host reaches a published port, and so does whoever the host's security groups admit.",
  fix: "Remove portMappings from the application's container and let the proxy reach it by `links`, or use awsvpc.",
  check: (view) => [
    ...view.workloads.flatMap((viewed) => checkWorkload(view, viewed)),
    ...hostsBehindLoadBalancers(name, view),
  ],
};

function checkWorkload(view: View, viewed: ViewedWorkload): Finding[] {
  const keys = (viewed.workload.taskDefinition ?? []).map((target) => keyOf(target) ?? "");
  const definitions = keys.flatMap((key) => view.model.taskDefinitions.get(key) ?? []);
  return definitions.flatMap((definition) => {
    const mode = definition.networkMode;
    if (mode.state === "known" && ["awsvpc", "none"].includes(mode.value)) return [];
    if (mode.state !== "known") return [unknownMode(viewed, definition)];
    return mode.value === "host" ? [hostMode(viewed, definition)] : bridgeMode(view, viewed, definition);
  });
}

function unknownMode({ workload }: ViewedWorkload, { key }: TaskDefinition): Finding {
  return unproven(maybe, {
    rule: name,
    edge: { urn: key, part: "networkMode" },
    way: [],
    summary: `${capitalised(workload.title)} runs in a network mode that is not known yet: whether its ports are the host's cannot be told.`,
    fix: 'Set networkMode to "awsvpc".',
  });
}

function hostMode({ workload }: ViewedWorkload, { key }: TaskDefinition): Finding {
  return unproven(maybe, {
    rule: name,
    edge: { urn: key, part: "networkMode" },
    way: [],
    summary: `${capitalised(workload.title)} runs in network mode host: every port that a container listens on is a port of its host.`,
    fix: 'Set networkMode to "awsvpc", or to "bridge" with portMappings for the proxy only.',
  });
}

function bridgeMode(view: View, viewed: ViewedWorkload, definition: TaskDefinition): Finding[] {
  const { tasks } = viewed;
  if (tasks.containers.state !== "known") return unreadable(viewed);
  const hosts = hostsOf(viewed.workload, view.model);
  return tasks.containers.value.flatMap((container) => {
    const published = publishedPorts(container);
    if (published.length === 0) return [];
    if (tasks.proxies.includes(container.name) || tasks.hasProxy.answer === "no") {
      return direct(view, viewed, container, hosts);
    }
    return [publishes(viewed, definition, container)];
  });
}

/** Said of the definition as a whole, so that it is said once where its registrations rest on it too. */
function unreadable({ workload, tasks }: ViewedWorkload): Finding[] {
  if (tasks.unreadable === undefined) return [];
  const { urn, because, fix, outside } = tasks.unreadable;
  return [
    unproven(outside ? maybeOutside : maybe, {
      rule: name,
      edge: { urn },
      way: [],
      summary: `${capitalised(workload.title)} ${because}: which ports its containers publish on the host cannot be told.`,
      fix,
    }),
  ];
}

function publishedPorts({ hostPorts, dynamicHostPort }: Container): PortSet {
  return union(hostPorts, dynamicHostPort ? ephemeral : noPorts);
}

function publishes({ workload, tasks }: ViewedWorkload, { key }: TaskDefinition, container: Container): Finding {
  const port = container.hostPorts.length > 0 ? namePorts(known(container.hostPorts)) : "a port that ECS picks";
  return violation({
    rule: name,
    edge: { urn: key, part: `containerDefinitions.${container.name}.portMappings` },
    way: [`host of ${workload.title}`, `${container.name}:${showPorts(container.ports)}`],
    skips: tasks.proxyLabel,
    summary: `Container ${container.name} of ${workload.title} publishes ${port} of its host, which is reached without the proxy ${tasks.proxyLabel}.`,
    fix: hostPublishesOnlyTheProxy.fix,
  });
}

/** The internet at a host's own address, on a port that a container publishes there. */
function direct(view: View, viewed: ViewedWorkload, container: Container, hosts: readonly ResolvedHost[]): Finding[] {
  const { workload, tasks } = viewed;
  if (hosts.length === 0) return tasks.hasProxy.answer === "no" ? [unseenHosts(viewed, container)] : [];
  const ports = known(publishedPorts(container));
  return hosts.flatMap((resolved) => {
    const { host, securityGroups, publicAddress } = resolved;
    const groups = securityGroups.state === "known" ? securityGroups.value : [];
    const admitted = admissions(groups, view.model).flatMap((admission) => {
      const label = "label" in admission.source ? admission.source.label : "sources not known yet";
      return judge(allOf([publicAddress, admitsInternet(admission, ports)]), {
        rule: name,
        edge: admission.rule.edge,
        way: ["internet", `public address of ${host.title}`, `${container.name}:${showPorts(container.ports)}`],
        skips: "the load balancer",
        summary: `The internet can reach ${container.name} of ${workload.title} at the public address of ${host.title}: security group ${admission.group.name} admits ${label}.`,
        fix: "Admit the load balancer's security group only, or give the hosts no public address.",
      });
    });
    return tasks.hasProxy.answer === "no"
      ? [...admitted, ...unseenGroups(view, viewed, container, resolved)]
      : admitted;
  });
}

/** A host that names no group has this one of its VPC, whose rules are no part of the stack. */
const defaultGroup = { label: "default", outside: true };

/** The groups of a host whose rules cannot be seen. */
function unseenGroups(
  { model }: View,
  { workload }: ViewedWorkload,
  container: Container,
  at: ResolvedHost,
): Finding[] {
  const { host, securityGroups, publicAddress } = at;
  const hidden =
    securityGroups.state === "known"
      ? securityGroups.value.flatMap((reference) => unseen(reference, model) ?? [])
      : [securityGroups.state === "absent" ? defaultGroup : { label: "not known yet", outside: false }];
  return hidden.flatMap(({ label, outside }) =>
    judge(allOf([publicAddress, outside ? maybeOutside : maybe]), {
      rule: name,
      edge: host.edge,
      way: [],
      summary: `What security group ${label} of ${host.title} admits to ${container.name} of ${workload.title} cannot be seen, and the host may have a public address.`,
      fix: "Give the hosts a security group that this stack makes, or no public address.",
    }),
  );
}

function unseenHosts({ workload }: ViewedWorkload, container: Container): Finding {
  const outside = workload.cluster?.every(({ at }) => at === "outside") ?? true;
  return unproven(outside ? maybeOutside : maybe, {
    rule: name,
    edge: { urn: workload.edge.urn, part: "cluster" },
    way: [],
    summary: `${capitalised(workload.title)} has no proxy, and who reaches ${container.name} on its host cannot be seen: the hosts of its cluster are not in this stack.`,
    fix: "Use awsvpc with a security group of this stack, or make the hosts of the cluster in this stack.",
  });
}
