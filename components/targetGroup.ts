import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ClientAddressMode, EdgeKind } from "./edges/edgeKind";
import type { EdgeRef } from "./edges/edgeRef";
import { createListenerRule } from "./edges/listenerRule";
import { createNetworkListener } from "./edges/networkListener";
import { placeOf } from "./edges/place";
import type { NetworkRef } from "./network";
import { isShifting } from "./release/deploymentPlan";
import { alternateName, alternateNamePrefix, ruleOptions, type TargetGroups } from "./release/forward";
import type { ServicePlan } from "./servicePlan";
import { hasOwnInterface } from "./task/compute";

/** The target group on the proxy's port, and a second one like it where a deployment moves requests to the next revision. */
export function createTargetGroups(
  name: string,
  plan: ServicePlan,
  around: { network: NetworkRef; edge: EdgeRef },
  parent: pulumi.Resource,
): TargetGroups {
  const settings = targetGroupArgs(plan, around);
  const primary = new aws.lb.TargetGroup(name, settings, { parent });
  if (!isShifting(plan.release.deployment.strategy)) return { primary };
  const namePrefix = alternateNamePrefix(name);
  return { primary, alternate: new aws.lb.TargetGroup(alternateName(name), { ...settings, namePrefix }, { parent }) };
}

/** The health check asks the proxy's own page; whether the application is well, ECS asks the container itself. */
function targetGroupArgs(
  plan: ServicePlan,
  { network, edge }: { network: NetworkRef; edge: EdgeRef },
): aws.lb.TargetGroupArgs {
  const { targetHealth } = plan;
  return {
    vpcId: network.vpcId,
    targetType: hasOwnInterface(plan.task.compute) ? "ip" : "instance",
    port: plan.proxy.port,
    deregistrationDelay: plan.rollout.deregistrationSeconds,
    ...connection(edge),
    healthCheck: {
      path: plan.proxy.health.path,
      port: "traffic-port",
      protocol: "HTTP",
      matcher: "200",
      interval: targetHealth.intervalSeconds,
      timeout: targetHealth.timeoutSeconds,
      healthyThreshold: targetHealth.healthyCount,
      unhealthyThreshold: targetHealth.unhealthyCount,
    },
  };
}

/** Hangs the target groups where the edge has a place for it: in a rule of its listener, or in a listener of its own. */
export function attachTargetGroup(
  name: string,
  plan: ServicePlan,
  { edge, groups }: { edge: EdgeRef; groups: TargetGroups },
  parent: pulumi.Resource,
): aws.lb.ListenerRule | aws.lb.Listener {
  const hung = { edge, place: placeOf(plan), groups };
  if (edge.kind === EdgeKind.Nlb) return createNetworkListener(name, hung, { parent });
  return createListenerRule(name, hung, { parent, ...ruleOptions(groups, plan.proxy.port) });
}

/**
 * How the load balancer talks to the proxy. A Network Load Balancer says who the client is by its address or by the PROXY
 * protocol, never by both; without one of the two, the load balancer would be every client (ELBv2 API, TargetGroupAttribute).
 */
function connection({ kind, clientAddress }: EdgeRef) {
  if (kind !== EdgeKind.Nlb) return { protocol: "HTTP" };
  const proxyProtocolV2 = clientAddress === ClientAddressMode.ProxyProtocol;
  return { protocol: "TCP", proxyProtocolV2, preserveClientIp: String(!proxyProtocolV2) };
}
