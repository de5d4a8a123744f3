import { type Admission, admissions, isPublic, opensPorts, unseen } from "../graph/admissions";
import { areProxyPorts, settleProxy, whatListens } from "../graph/proxy";
import type { Source } from "../model/nodes";
import { keyOf, type Reference, type Target } from "../model/reference";
import { allOf, type Decision, inEveryWorld, maybe, maybeOutside, no, not, yes } from "../values/decision";
import { namePorts } from "../values/ports";
import type { View, ViewedService } from "../view";
import { type Finding, given, judge, type Rule, unproven } from "./rule";

const name = "task-admits-only-the-load-balancer";

/**
 * All containers of an awsvpc task share one network interface, and a port that is not declared still listens there: the
 * security groups are what closes it. So they are judged by what they open, not by which ports containers declare.
 */
export const taskAdmitsOnlyTheLoadBalancer: Rule = {
  name,
  level: "mandatory",
  what: "The security groups of a task that has a proxy admit the load balancer in front of it to the proxy's port, and nothing else.",
  why: "Any other port is another container's; any other source reaches the task without the load balancer.",
  fix: "Keep one `aws.vpc.SecurityGroupIngressRule`: the proxy's port, from the load balancer's security group.",
  check: (view) => [...view.services.flatMap((viewed) => checkService(view, viewed)), ...groupsOfNobody(view)],
};

function checkService(view: View, viewed: ViewedService): Finding[] {
  const { service, tasks } = viewed;
  if (tasks.hasProxy.answer === "no") return [];
  if (service.securityGroups.state !== "known") return onHostNetwork(view, viewed) ? [] : [withoutGroups(viewed)];
  const groups = service.securityGroups.value;
  return [
    ...groups.flatMap((reference) => unseenGroup(view, viewed, reference)),
    ...admissions(groups, view.model).flatMap((admission) => checkAdmission(viewed, groups, admission)),
  ];
}

/** Tasks in another network mode have the groups of their host; another rule reports them. */
function onHostNetwork(view: View, { service }: ViewedService): boolean {
  const [definition] = service.taskDefinition ?? [];
  const mode = view.model.taskDefinitions.get(keyOf(definition ?? { at: "unresolved" }) ?? "")?.networkMode;
  return mode?.state === "known" && mode.value !== "awsvpc";
}

function withoutGroups({ service }: ViewedService): Finding {
  return unproven(maybe, {
    rule: name,
    edge: { urn: service.key, part: "networkConfiguration.securityGroups" },
    way: [],
    summary: `Service ${service.name} names no security group, so its tasks get the default group of the VPC, whose rules are not known.`,
    fix: "Give the service a security group of its own.",
  });
}

function unseenGroup(view: View, { service }: ViewedService, reference: Reference): Finding[] {
  const hidden = unseen(reference, view.model);
  if (hidden === undefined) return [];
  const address = service.publicAddress.answer === "no" ? "other hosts of the network" : "internet";
  return [
    unproven(hidden.outside ? maybeOutside : maybe, {
      rule: name,
      edge: { urn: service.key, part: "networkConfiguration.securityGroups" },
      way: [address, `security group ${hidden.label}`, `any port of ${service.name}`],
      summary: `What security group ${hidden.label} of service ${service.name} admits cannot be seen in this stack.`,
      fix: "Give the service a security group that this stack makes.",
    }),
  ];
}

function checkAdmission(viewed: ViewedService, groups: readonly Reference[], admission: Admission): Finding[] {
  const { service, tasks } = viewed;
  const { rule, source, group } = admission;
  const allowed = allOf([isTcp(admission), areProxyPorts(rule.ports, tasks), sourceAllowed(viewed, groups, source)]);
  const bad = allOf([not(allowed), opensPorts(rule), given(admission.certain), tasks.hasProxy]);
  const from = describe(source, group.name);
  const reached = whatListens(rule.ports, tasks);
  const ports = namePorts(rule.ports);
  return judge(
    bad,
    {
      rule: name,
      edge: rule.edge,
      way: [from, `security group ${group.name}`, reached],
      skips: areProxyPorts(rule.ports, tasks).answer === "yes" ? "the load balancer" : tasks.proxyLabel,
      summary: `Security group ${group.name} admits ${from} to ${ports} of service ${service.name}; only the load balancer may reach ${tasks.proxyLabel}.`,
      fix: `Remove this rule, or admit the load balancer's security group to ${tasks.proxyLabel} only.`,
    },
    {
      summary: `It is not proven that security group ${group.name} of service ${service.name} admits only the load balancer: ${from} to ${ports}.`,
      fix: settle(viewed, groups, admission),
    },
  );
}

/** What would end the doubt about an admission. */
function settle(viewed: ViewedService, groups: readonly Reference[], { rule, source }: Admission): string {
  const { service, tasks } = viewed;
  const portsInDoubt = rule.ports.state === "known" && areProxyPorts(rule.ports, tasks).answer === "maybe";
  if (portsInDoubt || tasks.hasProxy.answer === "maybe") return settleProxy(tasks);
  const allowed = sourceAllowed(viewed, groups, source);
  if (allowed.answer === "maybe" && allowed.outside) {
    return source.kind === "group"
      ? `Check that the load balancer in front of ${service.name} holds this group: one of them is outside of this stack.`
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

function sourceAllowed({ service, fronts }: ViewedService, groups: readonly Reference[], source: Source): Decision {
  switch (source.kind) {
    case "self":
      return no;
    case "anyone":
      return maybe;
    case "prefixList":
      return source.outside ? maybeOutside : maybe;
    case "addresses":
      return allOf([fronts.clientAddresses, not(allOf([service.publicAddress, isPublic(source)]))]);
    case "group":
      return inEveryWorld(source.reference.map((target) => groupAllowed(target, groups, fronts)));
  }
}

/** A group that the task holds too admits the other tasks, also when the load balancer shares it. */
function groupAllowed(target: Target, own: readonly Reference[], fronts: ViewedService["fronts"]): Decision {
  const key = keyOf(target);
  if (key === undefined) return target.at === "outside" ? maybeOutside : maybe;
  const holders = own.filter((reference) => reference.some((each) => keyOf(each) === key));
  if (holders.length > 0) return holders.some((reference) => reference.length === 1) ? no : maybe;
  return fronts.groups.get(key) ?? fronts.further;
}

function describe(source: Source, group: string): string {
  if (source.kind === "self") return `holders of security group ${group}`;
  return source.kind === "anyone" ? "sources not known yet" : source.label;
}

/** Rules whose group is not known, or not in this stack: whose task they open cannot be told. */
function groupsOfNobody({ model, services }: View): Finding[] {
  const held = new Set(
    services.flatMap(({ service }) =>
      service.securityGroups.state === "known" ? service.securityGroups.value.flat().map(keyOf) : [],
    ),
  );
  const foreign = [...model.securityGroups.values()].filter((group) => group.outside && !held.has(group.key));
  const loose = model.services.length > 0 ? model.looseRules : [];
  return [
    ...foreign.flatMap((group) =>
      group.rules.map((rule) => lost(rule.edge, `${group.key}, which is outside this stack`, maybeOutside)),
    ),
    ...loose.map(({ rule, outside }) => lost(rule.edge, "a group not known yet", outside ? maybeOutside : maybe)),
  ];
}

function lost(edge: Finding["edge"], whose: string, doubt: Decision): Finding {
  return unproven(doubt, {
    rule: name,
    edge,
    way: [],
    summary: `This rule opens security group ${whose}: whether a task behind a proxy holds it cannot be told.`,
    fix: "Make the rule in the stack that makes the group, and give the group's own id output.",
  });
}
