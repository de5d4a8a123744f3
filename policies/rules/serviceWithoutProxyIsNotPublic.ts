import { admissions, unseen } from "../graph/admissions";
import type { Registration } from "../model/nodes";
import { allOf, maybe, maybeOutside } from "../values/decision";
import type { View, ViewedService } from "../view";
import { directWay } from "./publicTaskAdmitsOnlyTheLoadBalancer";
import { type Finding, judge, type Rule, unproven } from "./rule";
import { wayToReference } from "./ways";

const name = "service-without-proxy-is-not-public";

/** Workers and internal services need no proxy; what the internet reaches does. */
export const serviceWithoutProxyIsNotPublic: Rule = {
  name,
  level: "mandatory",
  what: "A service whose tasks have no proxy container cannot be reached from the internet.",
  why: "Its application would answer the internet itself.",
  fix: "Put a proxy container in the task and register it, or make the load balancer internal.",
  check: (view) => view.services.flatMap((viewed) => checkService(view, viewed)),
};

function checkService(view: View, viewed: ViewedService): Finding[] {
  const { service, tasks } = viewed;
  if (tasks.hasProxy.answer !== "no") return [];
  if (service.registrations.state !== "known") return [unknownRegistrations(service.key, service.name)];
  return [
    ...service.registrations.value.flatMap((registration) => throughLoadBalancer(view, viewed, registration)),
    ...direct(view, viewed),
  ];
}

function unknownRegistrations(urn: string, service: string): Finding {
  return unproven(maybe, {
    rule: name,
    edge: { urn, part: "loadBalancers" },
    way: [],
    summary: `Service ${service} has no proxy, and which load balancers reach it is not known before the deployment.`,
    fix: "Give loadBalancers as a plain list in which only the ARNs are outputs.",
  });
}

function throughLoadBalancer(view: View, { service }: ViewedService, registration: Registration): Finding[] {
  const { containerName, containerPort, edge } = registration;
  const container = containerName.state === "known" ? containerName.value : "a container not known yet";
  const reached = containerPort.state === "known" ? `${container}:${containerPort.value}` : container;
  return registration.targetGroups.flatMap((reference) => {
    const { open, hops } = wayToReference(view, reference);
    return judge(
      open,
      {
        rule: name,
        edge,
        way: [...hops, reached],
        summary: `The internet reaches ${reached} of service ${service.name}, which has no proxy container.`,
        fix: "Put a proxy container in the task and register it, or make the load balancer internal.",
      },
      {
        summary: `It is not proven that the internet cannot reach ${reached} of service ${service.name}, which has no proxy.`,
      },
    );
  });
}

function direct(view: View, viewed: ViewedService): Finding[] {
  const { service } = viewed;
  if (service.publicAddress.answer === "no") return [];
  if (service.securityGroups.state !== "known") return [unseenRules(viewed, "the default group of the VPC", true)];
  const groups = service.securityGroups.value;
  const hidden = groups.flatMap((reference) => unseen(reference, view.model) ?? []);
  return [
    ...hidden.map(({ label, outside }) => unseenRules(viewed, label, outside)),
    ...admissions(groups, view.model).flatMap((each) => directWay(name, viewed, each)),
  ];
}

function unseenRules({ service }: ViewedService, group: string, outside: boolean): Finding {
  return unproven(allOf([service.publicAddress, outside ? maybeOutside : maybe]), {
    rule: name,
    edge: { urn: service.key, part: "networkConfiguration.securityGroups" },
    way: [],
    summary: `Service ${service.name} has a public address and no proxy, and what security group ${group} admits cannot be seen.`,
    fix: "Give the service a security group that this stack makes, or set assignPublicIp to false.",
  });
}
