import type { Configuration } from "../configuration";
import type { ExternalSecurityGroup } from "../configuration/externalSecurityGroup";
import type { Model } from "../model/model";
import type { Edge, IngressRule, SecurityGroup, Source, Workload } from "../model/nodes";
import { keyOf, type Reference, type Target } from "../model/reference";
import { no } from "../values/decision";
import { ports } from "../values/ports";
import { known } from "../values/value";
import { type Admission, unseen } from "./admissions";

/** What the user states about a group outside of the stack that proxied tasks hold, when it is all that it admits. */
interface Stated extends ExternalSecurityGroup {
  proxyPorts: readonly number[];
  loadBalancerGroups: readonly string[];
}

/** The statement that replaces what cannot be seen of a group, or undefined where there is none, or only half of one. */
export function statedGroup(reference: Reference, { externals }: Configuration): Stated | undefined {
  const [target, ...more] = reference;
  const key = target === undefined || more.length > 0 ? undefined : keyOf(target);
  const stated = externals.find(({ id, heldBy }) => id === key && heldBy === "proxied task");
  if (stated?.proxyPorts === undefined || stated.loadBalancerGroups === undefined) return undefined;
  return { ...stated, proxyPorts: stated.proxyPorts, loadBalancerGroups: stated.loadBalancerGroups };
}

/** Whether the user states that load balancers hold a group outside of the stack, as one does that several stacks share. */
export function isStatedBalancer(key: string, { externals }: Configuration): boolean {
  return externals.some(({ id, heldBy }) => id === key && heldBy === "load balancer");
}

/** What a workload's groups outside of the stack admit according to the user, to be judged like any rule. */
export function statedAdmissions(
  { securityGroups, securityGroupsEdge }: Workload,
  { model, configuration }: { model: Model; configuration: Configuration },
): Admission[] {
  const groups = securityGroups.state === "known" ? securityGroups.value : [];
  return groups.flatMap((reference) => {
    const stated = unseen(reference, model) === undefined ? undefined : statedGroup(reference, configuration);
    return stated === undefined ? [] : admissionsAsStated(stated, securityGroupsEdge, model);
  });
}

function admissionsAsStated({ id, proxyPorts, loadBalancerGroups }: Stated, edge: Edge, model: Model): Admission[] {
  const group: SecurityGroup = { key: id, name: id, id, outside: true, inline: no, rules: [] };
  const sources = loadBalancerGroups.map(
    (each): Source => ({ kind: "group", reference: [targetOf(each, model)], label: `security group ${each}` }),
  );
  const rule: IngressRule = { edge, protocol: known("tcp"), ports: known(ports(proxyPorts)), sources, certain: true };
  return sources.map((source) => ({ group, rule, source, certain: true }));
}

/** The user may mean a group of this stack by its id. */
function targetOf(id: string, model: Model): Target {
  const group = [...model.securityGroups.values()].find((each) => each.id === id);
  return group === undefined || group.outside ? { at: "outside", key: id } : { at: "stack", key: group.key };
}
