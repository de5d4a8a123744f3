import type * as pulumi from "@pulumi/pulumi";
import type { EdgeRef } from "../edges/edgeRef";
import { admitLoadBalancer } from "../hosts/hostSecurityGroup";
import type { HostsRef } from "../hosts/hostsArgs";
import type { NetworkRef } from "../network";
import type { ServicePlan } from "../servicePlan";
import { createTaskSecurityGroup } from "../taskSecurityGroup";
import { hasOwnInterface } from "./compute";
import { createFileSystemRules } from "./fileSystemRules";
import type { VolumeArgs } from "./taskArgs";

/** What closes the tasks of a service, and the rules that it has to wait for. */
export interface TaskNetwork {
  /** Security group of the tasks, or of the hosts that they share. */
  securityGroupId: pulumi.Output<string> | pulumi.Input<string>;
  rules: pulumi.Resource[];
}

/** Opens the way from the load balancer to the proxy, and from the tasks to their file systems. */
export function createTaskNetwork(
  name: string,
  plan: ServicePlan,
  around: { network: NetworkRef; edge: EdgeRef; hosts: HostsRef | undefined; volumes: readonly VolumeArgs[] },
  parent: pulumi.Resource,
): TaskNetwork {
  const { compute } = plan.task;
  if (!hasOwnInterface(compute)) return onHosts(name, plan, around, parent);
  const { group, rules } = createTaskSecurityGroup(name, plan.proxy.port, around, parent);
  const files = createFileSystemRules(name, { volumes: around.volumes, taskGroupId: group.id }, parent);
  return { securityGroupId: group.id, rules: [...rules, ...files] };
}

/** A fixed port of the host is the service's own; to those that ECS picks the hosts admit the load balancer for all services. */
function onHosts(
  name: string,
  { task: { compute } }: ServicePlan,
  { edge, hosts }: { edge: EdgeRef; hosts: HostsRef | undefined },
  parent: pulumi.Resource,
): TaskNetwork {
  const port = compute.kind === "hosts" && compute.networkMode === "bridge" ? compute.hostPort : undefined;
  const group = hosts?.securityGroupId ?? "";
  if (port === undefined) return { securityGroupId: group, rules: [] };
  const between = { hosts: group, loadBalancer: edge.securityGroupId, first: port, last: port };
  return { securityGroupId: group, rules: admitLoadBalancer(name, between, parent) };
}
