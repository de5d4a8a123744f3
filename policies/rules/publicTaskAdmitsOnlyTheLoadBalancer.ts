import { type Admission, admissions, isPublic, opensPorts } from "../graph/admissions";
import { areProxyPorts, whatListens } from "../graph/proxy";
import { reachesAddress, showsPublicAddress } from "../graph/publicAddresses";
import { allOf } from "../values/decision";
import { namePorts } from "../values/ports";
import type { View, ViewedWorkload } from "../view";
import { type Finding, given, judge, type Rule } from "./rule";
import { labelOf } from "./taskAdmissions";

const name = "public-task-admits-only-the-load-balancer";

/**
 * A public address alone is no way in (it is how tasks without NAT pull images, and how tasks in a dual-stack subnet are);
 * with an open group it is.
 */
export const publicTaskAdmitsOnlyTheLoadBalancer: Rule = {
  name,
  level: "mandatory",
  what: "The security groups of a task with a public address admit no public source, on any port.",
  why: "The internet would reach the container at the task's own address, past the load balancer and what it enforces.",
  fix: "Admit the load balancer's security group instead of addresses.",
  check: (view) => view.workloads.flatMap((viewed) => checkService(view, viewed)),
};

function checkService(view: View, viewed: ViewedWorkload): Finding[] {
  const { workload, tasks } = viewed;
  if (tasks.hasProxy.answer === "no" || workload.securityGroups.state !== "known") return [];
  return admissions(workload.securityGroups.value, view.model)
    .filter((each) => isItsMatter(viewed, each))
    .flatMap((each) => directWay(name, viewed, each));
}

/**
 * Where nothing shows a public address and no client's address may stand in a rule, a source that is not known is
 * another rule's matter: that a subnet outside of the stack may give an IPv6 address would say less about it.
 */
function isItsMatter({ fronts, addresses }: ViewedWorkload, { source }: Admission): boolean {
  const shown = [showsPublicAddress(addresses), fronts.clientAddresses].some(({ answer }) => answer !== "no");
  return shown || isPublic(source).answer === "yes";
}

/** The way from the internet to a task's own address that one admission opens. */
export function directWay(rule: string, viewed: ViewedWorkload, admission: Admission): Finding[] {
  const { workload, tasks, addresses } = viewed;
  const { ports, edge } = admission.rule;
  const open = [reachesAddress(addresses, admission.source), opensPorts(admission.rule), given(admission.certain)];
  const group = admission.group.name;
  const admitted = `security group ${group} admits ${labelOf(admission.source, group)} to ${namePorts(ports)}`;
  const reached = whatListens(ports, tasks);
  const pastProxy = areProxyPorts(ports, tasks).answer !== "yes" && tasks.hasProxy.answer !== "no";
  return judge(
    allOf(open),
    {
      rule,
      edge,
      way: ["internet", `public address of ${workload.name}`, reached],
      skips: pastProxy ? tasks.proxyLabel : "the load balancer",
      summary: `The internet reaches ${reached} of ${workload.title} at the task's own public address: ${admitted}.`,
      fix: repair(viewed),
    },
    {
      summary: `It is not proven that the internet cannot reach ${workload.title} at a public address of its tasks: ${admitted}.`,
    },
  );
}

function repair({ tasks, addresses }: ViewedWorkload): string {
  if (tasks.hasProxy.answer !== "no") {
    return `Remove this rule: only the load balancer's security group may be admitted, to ${tasks.proxyLabel}.`;
  }
  if (addresses.ipv4.answer !== "no") return "Remove this rule, or set assignPublicIp to false.";
  return "Remove this rule, or route ::/0 of the tasks' subnets to an egress-only internet gateway.";
}
