import { admissions } from "../graph/admissions";
import { areProxyPorts, settleProxy, sharesPort, whatListens } from "../graph/proxy";
import type { Registration } from "../model/nodes";
import { allOf, type Decision, maybe, maybeOutside, no, not, yes } from "../values/decision";
import { port } from "../values/ports";
import { known } from "../values/value";
import type { View, ViewedWorkload } from "../view";
import { capitalised, type Finding, judge, type Rule, unproven } from "./rule";
import { wayToTargetGroup } from "./ways";

const name = "load-balancer-reaches-only-the-proxy";

/** The target of a load balancer is a container and a port by name, so it is decided before anything exists. */
export const loadBalancerReachesOnlyTheProxy: Rule = {
  name,
  level: "mandatory",
  what: "Every registration of a service that has a proxy, in a load balancer, mesh, discovery or lattice, names the proxy container and one of its ports.",
  why: "A registration of another container, or of another container's port under the proxy's name, is a way around it.",
  fix: 'Register the proxy: `loadBalancers: [{ containerName: "nginx", containerPort: 8080, … }]`.',
  check: (view) => [
    ...view.workloads.flatMap((viewed) => checkService(view, viewed)),
    ...forwards(view),
    ...attached(view),
  ],
};

function checkService(view: View, viewed: ViewedWorkload): Finding[] {
  const { workload, tasks } = viewed;
  if (tasks.hasProxy.answer === "no") return [];
  if (workload.registrations.state !== "known") {
    return [
      unproven(maybe, {
        rule: name,
        edge: { urn: workload.edge.urn, part: "loadBalancers" },
        way: [],
        summary: `Which containers of ${workload.title} a load balancer reaches is not known before the deployment.`,
        fix: "Give loadBalancers as a plain list in which only the ARNs are outputs.",
      }),
    ];
  }
  const findings = workload.registrations.value.flatMap((each) => checkRegistration(view, viewed, each));
  return [...unreadableDefinition(view, viewed), ...findings];
}

function checkRegistration(view: View, viewed: ViewedWorkload, registration: Registration): Finding[] {
  const { workload, tasks } = viewed;
  if (isSaidElsewhere(viewed, registration)) return [];
  const proxied = isProxied(viewed, registration);
  if (proxied.answer === "yes" && tasks.unreadable !== undefined) return [];
  const way = wayToTargetGroup(view, registration);
  // Without a proxy in the task an internal load balancer would be in order, a public one would not.
  const matters = way.open.answer === "yes" ? yes : tasks.hasProxy;
  const reached = label(viewed, registration);
  return judge(
    proxied.answer === "yes" ? not(tasks.hasProxy) : allOf([not(proxied), matters]),
    {
      rule: name,
      edge: registration.edge,
      way: [...(registration.targetGroups.length > 0 ? way.hops : [`clients of ${registration.via}`]), reached],
      skips: tasks.proxyLabel,
      summary: `${capitalised(registration.via)} reaches ${reached} of ${workload.title} without passing the proxy ${tasks.proxyLabel}.`,
      fix: repair(viewed, registration),
    },
    doubtAbout(viewed, registration),
  );
}

/** An address without a port is the security groups' business; an unreadable definition has a message of its own. */
function isSaidElsewhere({ tasks }: ViewedWorkload, registration: Registration): boolean {
  const { containerName, containerPort, portName } = registration;
  if (portName.state === "known") return tasks.unreadable !== undefined;
  return [containerName, containerPort, portName].every(({ state }) => state === "absent");
}

function repair({ tasks }: ViewedWorkload, { containerPort, portName, edge }: Registration): string {
  if (containerPort.state === "known" && sharesPort(tasks, containerPort.value)) {
    return `Give ${tasks.proxyLabel} a port that no other container declares, and register that.`;
  }
  if (portName.state !== "absent") return `Give the name of a port mapping of ${tasks.proxyLabel} in ${edge.part}.`;
  if (tasks.proxies.length === 0) {
    return `Put ${tasks.proxyLabel} in the task, if it is not there, and register it in ${edge.part}.`;
  }
  return `Register ${tasks.proxyLabel} in ${edge.part} of the service.`;
}

/** What is missing to decide about a registration, and what would settle it. */
function doubtAbout(viewed: ViewedWorkload, registration: Registration): { summary: string; fix: string } {
  const { because, fix } = missing(viewed, registration);
  return {
    summary: `It is not proven that ${registration.via} reaches only the proxy of ${viewed.workload.title}: ${because}.`,
    fix,
  };
}

function missing({ workload, tasks }: ViewedWorkload, { containerName, containerPort, portName, edge }: Registration) {
  if (portName.state === "known" && containerName.state !== "known") {
    const because = `not exactly one port mapping of its task definition has the name that ${edge.part} gives`;
    return { because, fix: "Give the name of one port mapping with one port." };
  }
  if (portName.state === "unknown") {
    const because = "which port mapping is registered is not known before the deployment";
    return { because, fix: "Give portName as a plain value." };
  }
  const fix = "Give containerName and containerPort as plain values.";
  if (containerName.state === "unknown") {
    return { because: "which container is registered is not known before the deployment", fix };
  }
  if (containerPort.state !== "known") {
    return { because: "the registered port is not known before the deployment", fix };
  }
  if (tasks.unreadable !== undefined) {
    return { because: `${workload.title} ${tasks.unreadable.because}`, fix: settleProxy(tasks) };
  }
  return {
    because: `the image of ${tasks.proxies.join(" and ")} is not known before the deployment`,
    fix: settleProxy(tasks),
  };
}

function isProxied({ tasks }: ViewedWorkload, { containerName, containerPort }: Registration): Decision {
  const ports = containerPort.state === "known" ? known(port(containerPort.value)) : containerPort;
  const portIsProxys = containerPort.state === "absent" ? maybe : areProxyPorts(ports, tasks);
  // A port alone is whatever listens there.
  if (containerName.state === "absent") return portIsProxys;
  if (containerName.state === "known") return tasks.proxies.includes(containerName.value) ? portIsProxys : no;
  return allOf([maybe, portIsProxys]);
}

function label({ tasks }: ViewedWorkload, { containerName, containerPort }: Registration): string {
  if (containerName.state === "known" && !tasks.proxies.includes(containerName.value)) {
    return containerPort.state === "known" ? `${containerName.value}:${containerPort.value}` : containerName.value;
  }
  return containerPort.state === "known"
    ? whatListens(known(port(containerPort.value)), tasks)
    : "a port not known yet";
}

/** Said once a definition: names were enough to decide so far, but nobody has seen the containers. */
function unreadableDefinition(view: View, { workload, tasks }: ViewedWorkload): Finding[] {
  const { unreadable } = tasks;
  if (unreadable === undefined || workload.registrations.state !== "known") return [];
  const groups = workload.securityGroups.state === "known" ? workload.securityGroups.value : [];
  const reachable = workload.registrations.value.length > 0 || admissions(groups, view.model).length > 0;
  if (!reachable) return [];
  return [
    unproven(unreadable.outside ? maybeOutside : maybe, {
      rule: name,
      edge: { urn: unreadable.urn },
      way: [],
      summary: `${capitalised(workload.title)} ${unreadable.because}, so its proxy and its ports are not proven.`,
      fix: unreadable.fix,
    }),
  ];
}

/** A listener that forwards nobody knows where may forward to any container of the stack. */
function forwards({ model }: View): Finding[] {
  if (model.workloads.length === 0) return [];
  return model.forwards.flatMap((forward) => {
    const lost = forward.targetGroups
      .flat()
      .filter((target) => target.at !== "stack" && !("key" in target && target.key));
    if (lost.length === 0) return [];
    const outside = lost.every((target) => target.at === "outside");
    return [
      unproven(outside ? maybeOutside : maybe, {
        rule: name,
        edge: forward.edge,
        way: [],
        summary: "The target group that this listener forwards to cannot be told from the plan.",
        fix: "Give the target group's own arn output as targetGroupArn.",
      }),
    ];
  });
}

/** Targets that no ECS service registers: an address or an instance can be a container by another name. */
function attached({ model }: View): Finding[] {
  if (model.workloads.length === 0) return [];
  return model.attachments.flatMap(({ edge, target }) => {
    if (target.kind !== "other") return [];
    return [
      unproven(target.outside ? maybeOutside : maybe, {
        rule: name,
        edge,
        way: [],
        summary: `A target group sends traffic to ${target.label}, and what listens there is not followed.`,
        fix: "Let the ECS service register its proxy instead of attaching an address or an instance.",
      }),
    ];
  });
}
