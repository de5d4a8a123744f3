import { admissions, unseen } from "../graph/admissions";
import { showsPublicAddress } from "../graph/publicAddresses";
import type { Registration, Workload } from "../model/nodes";
import { allOf, maybe, maybeOutside } from "../values/decision";
import type { View, ViewedWorkload } from "../view";
import { onHostNetwork } from "./onHostNetwork";
import { directWay } from "./publicTaskAdmitsOnlyTheLoadBalancer";
import { capitalised, type Finding, judge, type Rule, unproven } from "./rule";
import { wayToReference } from "./ways";

const name = "service-without-proxy-is-not-public";

/** Workers and internal services need no proxy; what the internet reaches does. */
export const serviceWithoutProxyIsNotPublic: Rule = {
  name,
  level: "mandatory",
  what: "A service whose tasks have no proxy container cannot be reached from the internet.",
  why: "Its application would answer the internet itself.",
  fix: "Put a proxy container in the task and register it, or make the load balancer internal.",
  check: (view) => view.workloads.flatMap((viewed) => checkService(view, viewed)),
};

function checkService(view: View, viewed: ViewedWorkload): Finding[] {
  const { workload, tasks } = viewed;
  if (tasks.hasProxy.answer !== "no") return [];
  if (workload.registrations.state !== "known") return [unknownRegistrations(workload)];
  return [
    ...workload.registrations.value.flatMap((registration) => throughLoadBalancer(view, viewed, registration)),
    ...direct(view, viewed),
  ];
}

function unknownRegistrations({ edge, title }: Workload): Finding {
  return unproven(maybe, {
    rule: name,
    edge: { urn: edge.urn, part: "loadBalancers" },
    way: [],
    summary: `${capitalised(title)} has no proxy, and which load balancers reach it is not known before the deployment.`,
    fix: "Give loadBalancers as a plain list in which only the ARNs are outputs.",
  });
}

function throughLoadBalancer(view: View, viewed: ViewedWorkload, registration: Registration): Finding[] {
  const { workload } = viewed;
  const { edge } = registration;
  const reached = reachedBy(registration);
  return registration.targetGroups.flatMap((reference) => {
    const { open, hops } = wayToReference(view, reference);
    return judge(
      open,
      {
        rule: name,
        edge,
        way: [...hops, reached],
        summary: `${capitalised(who(hops))} reaches ${reached} of ${workload.title}, ${lacksProxy(viewed)}.`,
        fix: repair(viewed, hops),
      },
      {
        summary: `It is not proven that ${who(hops)} cannot reach ${reached} of ${workload.title}, which has no proxy.`,
      },
    );
  });
}

function reachedBy({ containerName, containerPort }: Registration): string {
  const unnamed = containerName.state === "absent" ? "any container" : "a container not known yet";
  const container = containerName.state === "known" ? containerName.value : unnamed;
  return containerPort.state === "known" ? `${container}:${containerPort.value}` : container;
}

function lacksProxy({ tasks: { impostors } }: ViewedWorkload): string {
  if (impostors.length === 0) return "which has no proxy container";
  return `which has no proxy: the image of ${impostors.join(" and ")} is none of proxyImages`;
}

function repair({ workload, tasks: { impostors } }: ViewedWorkload, [, entrance]: readonly string[]): string {
  if (workload.singleContainer) return "Run it as an aws.ecs.Service, whose task has room for a proxy container.";
  if (impostors.length > 0) return `Run an image of proxyImages in ${impostors.join(" and ")}.`;
  // Behind an internal load balancer the way is closed where it begins.
  return entrance === undefined || entrance.startsWith("load balancer")
    ? serviceWithoutProxyIsNotPublic.fix
    : `Put a proxy container in the task and register it, or remove ${entrance}.`;
}

/** Those with whom a way begins: "the internet", "every AWS account". */
function who([first = "internet"]: readonly string[]): string {
  return first === "internet" ? "the internet" : first;
}

function direct(view: View, viewed: ViewedWorkload): Finding[] {
  const { workload } = viewed;
  if (workload.securityGroups.state !== "known") {
    return onHostNetwork(view, viewed) ? [] : unseenRules(viewed, "the default group of the VPC", true);
  }
  const groups = workload.securityGroups.value;
  const hidden = groups.flatMap((reference) => unseen(reference, view.model) ?? []);
  return [
    ...hidden.flatMap(({ label, outside }) => unseenRules(viewed, label, outside)),
    ...admissions(groups, view.model).flatMap((each) => directWay(name, viewed, each)),
  ];
}

function unseenRules({ workload, addresses }: ViewedWorkload, group: string, outside: boolean): Finding[] {
  return judge(allOf([showsPublicAddress(addresses), outside ? maybeOutside : maybe]), {
    rule: name,
    edge: workload.securityGroupsEdge,
    way: [],
    summary: `${capitalised(workload.title)} has a public address and no proxy, and what security group ${group} admits cannot be seen.`,
    fix: `Give ${workload.title} a security group that this stack makes, or set assignPublicIp to false.`,
  });
}
