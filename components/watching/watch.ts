import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EdgeKind } from "../edges/edgeKind";
import type { EdgeRef } from "../edges/edgeRef";
import type { Scope } from "../naming";
import { alternateName, type TargetGroups } from "../release/forward";
import type { AlarmGround } from "./alarm";
import type { AlarmArgs } from "./alarms";
import { createDashboard } from "./dashboard";
import { createDeploymentEvents } from "./deploymentEvents";
import { createLogMetrics } from "./logMetrics";
import { balancerSuffix, type WatchedBalancer, type WatchedGroup } from "./metrics";
import { createBalancerAlarm, createLoadAlarms, createLogAlarms } from "./serviceAlarms";
import { createTargetAlarms } from "./targetAlarms";
import type { WatchingPlan } from "./watchingPlan";

/** What a service is watched with, and where its requests come from. */
export interface WatchParts {
  scope: Scope;
  plan: WatchingPlan;
  alarms: AlarmArgs | undefined;
  edge: EdgeRef;
  groups: TargetGroups;
}

/** The alarms that take a deployment back; the service names them, so they are made before it. */
export function watchTargets(name: string, parts: WatchParts, parent: pulumi.Resource): aws.cloudwatch.MetricAlarm[] {
  const { alarms } = parts.plan;
  if (alarms === undefined) return [];
  const balancer = watchedBalancer(parts.edge);
  const ground = groundOf(name, parts, parent);
  return watchedGroups(name, parts.groups).flatMap((group) => createTargetAlarms(ground, alarms, { balancer, group }));
}

/** Everything else that watches a service: it names the service, so it is made after it. */
export function watchService(
  name: string,
  parts: WatchParts,
  made: {
    service: aws.ecs.Service;
    clusterName: pulumi.Input<string>;
    proxyLogGroup: aws.cloudwatch.LogGroup | undefined;
  },
  parent: pulumi.Resource,
): void {
  const { plan, scope, groups, edge } = parts;
  const { clusterName, proxyLogGroup } = made;
  const service = { clusterName, serviceName: made.service.name };
  const balancer = watchedBalancer(edge);
  if (plan.logMetrics && proxyLogGroup !== undefined) createLogMetrics(name, scope, proxyLogGroup, parent);
  if (plan.alarms !== undefined) {
    const ground = groundOf(name, parts, parent);
    createLoadAlarms(ground, plan.alarms, service);
    createBalancerAlarm(ground, plan.alarms, balancer);
    if (plan.logMetrics) createLogAlarms(ground, plan.alarms);
    createDeploymentEvents(name, { service: made.service, topicArns: ground.topicArns }, parent);
  }
  if (plan.dashboard) {
    const watched = { balancer, groups: watchedGroups(name, groups), service };
    createDashboard(name, { scope, ...watched, logMetrics: plan.logMetrics, proxyLogGroup }, parent);
  }
}

function groundOf(service: string, { scope, plan, alarms }: WatchParts, parent: pulumi.Resource): AlarmGround {
  return { scope, service, topicArns: alarms?.topicArns ?? [], minutes: plan.alarms?.minutes ?? 0, parent };
}

function watchedBalancer({ kind, loadBalancerArn }: EdgeRef): WatchedBalancer {
  const suffix = pulumi.output(loadBalancerArn).apply(balancerSuffix);
  return { kind: kind === EdgeKind.Nlb ? "network" : "application", suffix };
}

function watchedGroups(name: string, { primary, alternate }: TargetGroups): WatchedGroup[] {
  return [
    { name, suffix: primary.arnSuffix },
    ...(alternate === undefined ? [] : [{ name: alternateName(name), suffix: alternate.arnSuffix }]),
  ];
}
