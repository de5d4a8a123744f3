import { intersects } from "../values/intervals";
import type { View, ViewedWorkload } from "../view";
import { attachedGroups } from "./attachedGroups";
import { onHostNetwork } from "./onHostNetwork";
import type { Finding, Rule } from "./rule";
import { objectTo, type TaskAdmission, taskAdmissions } from "./taskAdmissions";
import { unseenGroups } from "./unseenGroups";

const name = "application-port-admits-nobody";

/**
 * All containers of an awsvpc task share one network interface, and a port that is not declared still listens there: the
 * security groups are what closes it. So they are judged by what they open, not by which ports containers declare.
 */
export const applicationPortAdmitsNobody: Rule = {
  name,
  level: "mandatory",
  what: "The security groups of a task that has a proxy open no port but the proxy's, to no source at all.",
  why: "Any other port is another container's: who reaches it, from the internet or from inside the network, is past the proxy.",
  fix: "Keep one `aws.vpc.SecurityGroupIngressRule`: the proxy's port, from the load balancer's security group.",
  check: (view) => [...view.workloads.flatMap((viewed) => checkService(view, viewed)), ...attachedGroups(name, view)],
};

function checkService(view: View, viewed: ViewedWorkload): Finding[] {
  if (viewed.tasks.hasProxy.answer === "no") return [];
  return [
    ...(onHostNetwork(view, viewed) ? [] : unseenGroups(name, view, viewed)),
    ...taskAdmissions(view, viewed)
      .filter(({ onlyProxyPorts }) => onlyProxyPorts.answer !== "yes")
      .flatMap((each) => checkPorts(viewed, each)),
  ];
}

function checkPorts(viewed: ViewedWorkload, judged: TaskAdmission): Finding[] {
  const { proxyLabel } = viewed.tasks;
  return objectTo(viewed, judged, {
    rule: name,
    skips: proxyLabel,
    past: judged.onlyProxyPorts.answer === "no" ? proxyLabel : `${proxyLabel} or the load balancer`,
    fix: repair(viewed, judged),
  });
}

function repair({ tasks }: ViewedWorkload, { admission: { rule }, allowed }: TaskAdmission): string {
  if (allowed.answer !== "yes") {
    return `Remove this rule, or admit the load balancer's security group to ${tasks.proxyLabel} only.`;
  }
  const narrower = rule.ports.state === "known" && intersects(rule.ports.value, tasks.proxyPorts);
  return narrower
    ? `Narrow this rule to TCP on ${tasks.proxyLabel}.`
    : `Remove this rule; the load balancer needs ${tasks.proxyLabel} only, also for its health check (healthCheck.port "traffic-port").`;
}
