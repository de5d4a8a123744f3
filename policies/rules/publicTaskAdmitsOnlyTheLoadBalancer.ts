import { type Admission, admissions, isPublic, opensPorts } from "../graph/admissions";
import { areProxyPorts, whatListens } from "../graph/proxy";
import { allOf } from "../values/decision";
import { namePorts } from "../values/ports";
import type { View, ViewedService } from "../view";
import { type Finding, given, judge, type Rule } from "./rule";

const name = "public-task-admits-only-the-load-balancer";

/** A public address alone is no way in (it is how tasks without NAT pull images); with an open group it is. */
export const publicTaskAdmitsOnlyTheLoadBalancer: Rule = {
  name,
  level: "mandatory",
  what: "The security groups of a task with a public address admit no public source, on any port.",
  why: "The internet would reach the container at the task's own address, past the load balancer and what it enforces.",
  fix: "Admit the load balancer's security group instead of addresses.",
  check: (view) => view.services.flatMap((viewed) => checkService(view, viewed)),
};

function checkService(view: View, viewed: ViewedService): Finding[] {
  const { service, tasks } = viewed;
  if (tasks.hasProxy.answer === "no" || service.securityGroups.state !== "known") return [];
  return admissions(service.securityGroups.value, view.model).flatMap((each) => directWay(name, viewed, each));
}

/** The way from the internet to a task's own address that one admission opens. */
export function directWay(rule: string, { service, tasks }: ViewedService, admission: Admission): Finding[] {
  const { ports, edge } = admission.rule;
  const open = [
    service.publicAddress,
    isPublic(admission.source),
    opensPorts(admission.rule),
    given(admission.certain),
  ];
  const label = "label" in admission.source ? admission.source.label : "sources not known yet";
  const shown = namePorts(ports);
  const pastProxy = areProxyPorts(ports, tasks).answer !== "yes" && tasks.hasProxy.answer !== "no";
  const skips = pastProxy ? tasks.proxyLabel : "the load balancer";
  return judge(
    allOf(open),
    {
      rule,
      edge,
      way: ["internet", `public address of ${service.name}`, whatListens(ports, tasks)],
      skips,
      summary: `The internet reaches ${whatListens(ports, tasks)} of service ${service.name} at the task's own public address: security group ${admission.group.name} admits ${label} to ${shown}.`,
      fix:
        tasks.hasProxy.answer === "no"
          ? "Remove this rule, or set assignPublicIp to false."
          : `Remove this rule: only the load balancer's security group may be admitted, to ${tasks.proxyLabel}.`,
    },
    {
      summary: `It is not proven that the internet cannot reach service ${service.name} at a public address of its tasks: security group ${admission.group.name} admits ${label} to ${shown}.`,
    },
  );
}
