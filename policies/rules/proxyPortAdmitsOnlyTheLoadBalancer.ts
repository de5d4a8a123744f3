import type { Edge } from "../model/nodes";
import { keyOf } from "../model/reference";
import { nameOf } from "../model/resource";
import { maybeOutside } from "../values/decision";
import type { View, ViewedWorkload } from "../view";
import { type Finding, type Rule, unproven } from "./rule";
import { objectTo, type TaskAdmission, taskAdmissions } from "./taskAdmissions";

const name = "proxy-port-admits-only-the-load-balancer";

/** What passes the proxy should have passed the load balancer as well: its certificate, its firewall, its log. */
export const proxyPortAdmitsOnlyTheLoadBalancer: Rule = {
  name,
  level: "mandatory",
  what: "The security groups of a task that has a proxy admit nobody but the load balancer in front of it to the proxy's port.",
  why: "Any other source reaches the proxy without the load balancer and what that enforces.",
  fix: "Keep one `aws.vpc.SecurityGroupIngressRule`: the proxy's port, from the load balancer's security group.",
  check: (view) => view.workloads.flatMap((viewed) => checkWorkload(view, viewed)),
};

function checkWorkload(view: View, viewed: ViewedWorkload): Finding[] {
  const admissions = taskAdmissions(view, viewed);
  const onProxyPorts = admissions.filter(({ onlyProxyPorts }) => onlyProxyPorts.answer === "yes");
  return [...onProxyPorts.flatMap((each) => checkSource(viewed, each)), ...otherVpcs(view, viewed, admissions)];
}

function checkSource(viewed: ViewedWorkload, judged: TaskAdmission): Finding[] {
  return objectTo(viewed, judged, {
    rule: name,
    skips: "the load balancer",
    past: "the load balancer",
    fix: `Remove this rule, or admit the load balancer's security group to ${viewed.tasks.proxyLabel} only.`,
  });
}

/** The load balancer's group stands for whoever holds it, and in another VPC nobody sees who that is. */
function otherVpcs(view: View, viewed: ViewedWorkload, admissions: readonly TaskAdmission[]): Finding[] {
  const shared = view.model.sharedGroups.filter(({ networkInterface }) => networkInterface === undefined);
  if (shared.length === 0) return [];
  const admitted = new Set(
    admissions.flatMap(({ admission: { source } }) => (source.kind === "group" ? source.reference.map(keyOf) : [])),
  );
  return shared.flatMap(({ edge, group }) => {
    const meant = group.find((target) => target.at === "unresolved" || admitted.has(keyOf(target)));
    if (meant === undefined || admitted.size === 0) return [];
    const key = keyOf(meant);
    return [
      elsewhere(viewed, edge, key === undefined ? "a security group not known yet" : `security group ${nameOf(key)}`),
    ];
  });
}

function elsewhere({ workload, tasks }: ViewedWorkload, edge: Edge, group: string): Finding {
  return unproven(maybeOutside, {
    rule: name,
    edge,
    way: [`holders of ${group} in another VPC`, tasks.proxyLabel],
    summary: `Tasks of ${workload.title} admit ${group}, and who holds it in the VPC of ${nameOf(edge.urn)} cannot be seen.`,
    fix: "Give what runs in the other VPC a security group of its own.",
  });
}
