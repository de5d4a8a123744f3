import { type Admission, admissions, isPublic, opensPorts, unseenList } from "../graph/admissions";
import { areProxyPorts, settleProxy, whatListens } from "../graph/proxy";
import { isStatedBalancer, statedAdmissions } from "../graph/statedGroups";
import type { Source } from "../model/nodes";
import { keyOf, type Reference, type Target } from "../model/reference";
import { allOf, anyOf, type Decision, inEveryWorld, maybe, maybeOutside, no, not, yes } from "../values/decision";
import { namePorts } from "../values/ports";
import type { View, ViewedWorkload } from "../view";
import { type Finding, given, judge } from "./rule";

/** What a security group of a task with a proxy lets in, and whether that is anything but the load balancer to the proxy. */
export interface TaskAdmission {
  admission: Admission;
  /** Whether the rule opens ports of the proxy, and no others. */
  onlyProxyPorts: Decision;
  /** Whether the source may reach the proxy. */
  allowed: Decision;
  bad: Decision;
}

/** Everything that the security groups of a workload's tasks admit, in the order of the groups. */
export function taskAdmissions(view: View, viewed: ViewedWorkload): TaskAdmission[] {
  const { workload, tasks } = viewed;
  if (tasks.hasProxy.answer === "no" || workload.securityGroups.state !== "known") return [];
  const groups = workload.securityGroups.value;
  return [...admissions(groups, view.model), ...statedAdmissions(workload, view)].map((admission) => {
    const onlyProxyPorts = allOf([isTcp(admission), areProxyPorts(admission.rule.ports, tasks)]);
    const allowed = sourceAllowed(view, viewed, groups, admission.source);
    const bad = [
      not(allOf([onlyProxyPorts, allowed])),
      opensPorts(admission.rule),
      given(admission.certain),
      tasks.hasProxy,
    ];
    return { admission, onlyProxyPorts, allowed, bad: allOf(bad) };
  });
}

/** "0.0.0.0/0", "security group bastion", "holders of security group web-task". */
export function labelOf(source: Source, group: string): string {
  if (source.kind === "self") return `holders of security group ${group}`;
  return source.kind === "anyone" ? "sources not known yet" : source.label;
}

/** What differs between the rules that object to an admission. */
interface Objection {
  rule: string;
  skips: string;
  /** What the source comes past: "nginx:8080". */
  past: string;
  fix: string;
}

/** What there is to tell about an admission that a rule objects to. */
export function objectTo(viewed: ViewedWorkload, judged: TaskAdmission, objection: Objection): Finding[] {
  const { workload, tasks } = viewed;
  const { rule, source, group } = judged.admission;
  const from = labelOf(source, group.name);
  const ports = namePorts(rule.ports);
  const where = isPublic(source).answer === "yes" ? "from the internet" : "from inside the network";
  return judge(
    judged.bad,
    {
      rule: objection.rule,
      edge: rule.edge,
      way: [from, `security group ${group.name}`, whatListens(rule.ports, tasks)],
      skips: objection.skips,
      summary: `Security group ${group.name} admits ${from} to ${ports} of ${workload.title}: ${where}, past ${objection.past}.`,
      fix: objection.fix,
    },
    {
      summary: `It is not proven that security group ${group.name} of ${workload.title} admits only the load balancer: ${from} to ${ports}.`,
      fix: settle(viewed, judged),
    },
  );
}

/** What would end the doubt about an admission. */
function settle({ workload, tasks }: ViewedWorkload, { admission, allowed }: TaskAdmission): string {
  const { rule, source } = admission;
  const portsInDoubt = rule.ports.state === "known" && areProxyPorts(rule.ports, tasks).answer === "maybe";
  if (portsInDoubt || tasks.hasProxy.answer === "maybe") return settleProxy(tasks);
  if (allowed.answer === "maybe" && allowed.outside) {
    return source.kind === "group"
      ? `Check that the load balancer in front of ${workload.name} holds this group: one of them is outside of this stack.`
      : "Admit the load balancer's security group instead.";
  }
  if (allowed.answer === "maybe" && source.kind === "group" && rule.edge.part === undefined) {
    return "Give the id output of the load balancer's security group as the only source.";
  }
  return "Split into aws.vpc.SecurityGroupIngressRule, one source a resource, with plain ports.";
}

function isTcp({ rule }: Admission): Decision {
  if (rule.protocol.state !== "known") return maybe;
  return rule.protocol.value === "tcp" ? yes : no;
}

function sourceAllowed(view: View, { fronts }: ViewedWorkload, groups: readonly Reference[], source: Source): Decision {
  switch (source.kind) {
    case "self":
      return no;
    case "anyone":
      return maybe;
    case "prefixList":
      return unseenList(source);
    case "addresses":
      // That they cannot come by the task's own address is another rule.
      return fronts.clientAddresses;
    case "group":
      return inEveryWorld(source.reference.map((target) => groupAllowed(view, target, groups, fronts)));
  }
}

/** A group that the task holds too admits the other tasks, also when the load balancer shares it. */
function groupAllowed(
  { configuration }: View,
  target: Target,
  own: readonly Reference[],
  fronts: ViewedWorkload["fronts"],
): Decision {
  const key = keyOf(target);
  if (key === undefined) return target.at === "outside" ? maybeOutside : maybe;
  const holders = own.filter((reference) => reference.some((each) => keyOf(each) === key));
  if (holders.length > 0) return holders.some((reference) => reference.length === 1) ? no : maybe;
  // Only a service that a load balancer of another stack may lead to can have that one's group.
  const elsewhere = fronts.further.answer === "maybe" && fronts.further.outside;
  const further = elsewhere && isStatedBalancer(key, configuration) ? yes : fronts.further;
  return anyOf([fronts.groups.get(key) ?? further, fronts.clientGroups]);
}
