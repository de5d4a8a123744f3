import type { ExternalSecurityGroup } from "../configuration/externalSecurityGroup";
import { type Admission, admissionsOf, opensPorts } from "../graph/admissions";
import type { SecurityGroup } from "../model/nodes";
import { keyOf, type Target } from "../model/reference";
import { allOf, type Decision, decided, inEveryWorld, maybe, maybeOutside, no, not, yes } from "../values/decision";
import { isSubset } from "../values/intervals";
import { namePorts, ports } from "../values/ports";
import type { View } from "../view";
import { type Finding, given, judge, type Rule, unproven } from "./rule";
import { labelOf } from "./taskAdmissions";

const name = "foreign-group-is-opened-as-agreed";

/** A rule on another stack's security group opens that stack's tasks, and only the user can say what these are. */
export const foreignGroupIsOpenedAsAgreed: Rule = {
  name,
  level: "mandatory",
  what: "A rule on a security group that the stack does not make opens only what `externals` says about that group.",
  why: "It may be the group of another stack's tasks, and then the rule is a way past their proxy that their own stack does not show.",
  fix: "Make the rule in the stack that makes the group, or state in `externals` who holds the group.",
  check: (view) => {
    const held = heldByLoadBalancers(view);
    return [...foreignGroups(view, held).flatMap((group) => checkGroup(view, group, held)), ...looseRules(view)];
  },
};

/** Groups that the stack opens without making them or giving them to anything: those that it does give are seen there. */
function foreignGroups({ model, workloads }: View, held: ReadonlySet<string>): SecurityGroup[] {
  const ofTasks = workloads.flatMap(({ workload }) =>
    workload.securityGroups.state === "known" ? workload.securityGroups.value.flat().map(keyOf) : [],
  );
  const ours = new Set([...ofTasks, ...held]);
  return [...model.securityGroups.values()].filter(({ key, id }) => key === id && !ours.has(key));
}

function heldByLoadBalancers({ model }: View): Set<string> {
  const groups = [...model.loadBalancers.values()].flatMap(({ securityGroups }) =>
    securityGroups.state === "known" ? securityGroups.value.flat() : [],
  );
  return new Set(groups.flatMap((target) => keyOf(target) ?? []));
}

function checkGroup(view: View, group: SecurityGroup, held: ReadonlySet<string>): Finding[] {
  const stated = view.configuration.externals.find(({ id }) => id === group.id);
  if (stated === undefined) {
    return group.rules.map((rule) => lost(rule.edge, `${group.key}, which is outside this stack`, maybeOutside));
  }
  if (stated.heldBy !== "proxied task") return [];
  return admissionsOf(group, true, view.model).flatMap((admission) => checkRule(view, stated, admission, held));
}

function checkRule(
  view: View,
  stated: ExternalSecurityGroup,
  admission: Admission,
  held: ReadonlySet<string>,
): Finding[] {
  const { rule, source, group } = admission;
  const agreed = allOf([isTcp(admission), portsAgreed(stated, admission), sourceAgreed(view, stated, admission, held)]);
  const from = labelOf(source, group.name);
  const told = `admits ${from} to ${namePorts(rule.ports)} of security group ${group.name}`;
  const proxy =
    stated.proxyPorts === undefined
      ? "the proxy's port"
      : `TCP ${namePorts({ state: "known", value: ports(stated.proxyPorts) })}`;
  return judge(
    allOf([not(agreed), opensPorts(rule), given(admission.certain)]),
    {
      rule: name,
      edge: rule.edge,
      way: [from, `security group ${group.name}`, `${namePorts(rule.ports)} of tasks in another stack`],
      summary: `This rule ${told}, which tasks behind a proxy hold: externals agrees to ${proxy} from their load balancer only.`,
      fix: `Remove this rule, or admit one of the group's loadBalancerGroups to ${proxy}.`,
    },
    {
      summary: `It is not proven that this rule keeps to what externals says of its group: it ${told}.`,
      fix: `Give ${proxy} and one of the group's loadBalancerGroups as plain values.`,
    },
  );
}

function isTcp({ rule }: Admission): Decision {
  return rule.protocol.state === "known" ? decided(rule.protocol.value === "tcp") : maybe;
}

function portsAgreed({ proxyPorts }: ExternalSecurityGroup, { rule }: Admission): Decision {
  if (proxyPorts === undefined) return maybeOutside;
  return rule.ports.state === "known" ? decided(isSubset(rule.ports.value, ports(proxyPorts))) : maybe;
}

function sourceAgreed(
  { model }: View,
  { loadBalancerGroups }: ExternalSecurityGroup,
  { source }: Admission,
  held: ReadonlySet<string>,
): Decision {
  if (source.kind === "anyone") return maybe;
  if (source.kind !== "group") return no;
  const agreed = (target: Target): Decision => {
    const key = keyOf(target);
    if (key === undefined) return target.at === "outside" ? maybeOutside : maybe;
    if (held.has(key)) return yes;
    if (loadBalancerGroups === undefined) return maybeOutside;
    if (loadBalancerGroups.includes(model.securityGroups.get(key)?.id ?? key)) return yes;
    // Before creation the load balancer that holds the group may still be to come.
    return target.at === "outside" && !model.whole ? maybe : no;
  };
  return inEveryWorld(source.reference.map(agreed));
}

/** Rules whose group is not known at all; without a task in the stack it can only be one of another's. */
function looseRules({ model }: View): Finding[] {
  const concerned = model.workloads.length > 0;
  return model.looseRules.map(({ rule, outside }) =>
    lost(rule.edge, "a group not known yet", concerned && !outside ? maybe : maybeOutside),
  );
}

function lost(edge: Finding["edge"], whose: string, doubt: Decision): Finding {
  return unproven(doubt, {
    rule: name,
    edge,
    way: [],
    summary: `This rule opens security group ${whose}: whether a task behind a proxy holds it cannot be told.`,
    fix: "Make the rule in the stack that makes the group, or state in externals who holds the group.",
  });
}
