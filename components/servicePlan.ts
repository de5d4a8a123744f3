import type { EdgePlan } from "./edges/edgePlan";
import { type ListenerRuleArgs, planRule, type RulePlan } from "./edges/rulePlan";
import { given } from "./given";
import { margin } from "./margin";
import type { BaseImagePlan } from "./proxy/baseImage";
import type { ProxyArgs } from "./proxy/proxyArgs";
import { type ProxyPlan, planProxy } from "./proxy/proxyPlan";
import { longestRead } from "./proxy/readTimes";
import type { UpstreamArgs } from "./proxy/upstreamArgs";
import { planRelease, type ReleaseArgs, type ReleasePlan } from "./release/releasePlan";
import { planHealth } from "./task/health";
import { LogKind } from "./task/logs";
import { type ApplicationTaskSettings, planTask, type TaskPlan, type TaskSettings } from "./task/taskPlan";
import { planWatching, type WatchingPlan, type WatchingSettings } from "./watching/watchingPlan";

/** How ECS tells that the application's container is well. Numbers: ECS API reference, HealthCheck. */
export interface ContainerHealthArgs {
  /** Command that ends with 0 when the application answers, such as `["CMD", "node", "dist/health.js"]`. */
  command: string[];
  /** Seconds between checks, 5 to 300. @default 10 */
  intervalSeconds?: number;
  /** Seconds a check may take, 2 to 60. @default 5 */
  timeoutSeconds?: number;
  /** Failures in a row that make it unhealthy, 1 to 10. @default 3 */
  retries?: number;
  /** Seconds at the start during which failures do not count, 0 to 300. @default 10 */
  startSeconds?: number;
}

/** How the load balancer tells that the proxy is well. Numbers: ELBv2 API reference, CreateTargetGroup. */
export interface TargetHealthArgs {
  /** Seconds between checks, 5 to 300. @default 6 */
  intervalSeconds?: number;
  /** Seconds a check may take, 2 to 120, less than the interval. @default 5 */
  timeoutSeconds?: number;
  /** Successes in a row that make a target healthy, 2 to 10. @default 2 */
  healthyCount?: number;
  /** Failures in a row that make it unhealthy, 2 to 10. @default 10 */
  unhealthyCount?: number;
}

/** How tasks come and go, in a deployment of any kind. */
export interface RolloutArgs {
  /** Seconds in which a new task's failed checks do not count; at least until it can be healthy. @default 60 */
  graceSeconds?: number;
  /** Seconds that a leaving target gets for its requests, 0 to 3600; at least `readSeconds`. @default `readSeconds` plus 5 */
  deregistrationSeconds?: number;
}

/** The plain part of a service's arguments: all that can be judged before anything exists. */
export interface ServiceSettings extends TaskSettings, ReleaseArgs, WatchingSettings {
  proxy: ProxyArgs;
  application?: ApplicationSettings;
  cpu?: number;
  memory?: number;
  rule?: ListenerRuleArgs;
  logDays?: number;
  targetHealth?: TargetHealthArgs;
  rollout?: RolloutArgs;
}

/** The plain part of an application's arguments. */
export interface ApplicationSettings extends ApplicationTaskSettings {
  health: ContainerHealthArgs;
  port?: number;
  keepAliveSeconds?: number;
  stopSeconds?: number;
}

/** The numbers of an application's container. */
export interface ApplicationPlan {
  keepAliveSeconds: number;
  stopSeconds: number;
  health: Required<ContainerHealthArgs>;
}

/** Every number of a service, said once; what nginx, target group, rule and container are made from. */
export interface ServicePlan {
  proxy: ProxyPlan;
  /** As they were given, to be judged. */
  upstreamArgs: Record<string, UpstreamArgs>;
  baseImage: BaseImagePlan;
  proxyStopSeconds: number;
  /** Undefined where the proxy stands alone, before servers outside the task. */
  application: ApplicationPlan | undefined;
  task: TaskPlan;
  size: { cpu: number; memory: number };
  release: ReleasePlan;
  watching: WatchingPlan;
  rule: RulePlan;
  logDays: number;
  targetHealth: Required<TargetHealthArgs>;
  rollout: Required<RolloutArgs>;
  edge: EdgePlan;
}

/** Longest drain of a target in seconds (ELBv2 API reference, TargetGroupAttribute): no request may take longer. */
const longestDrain = 3600;

/** Fills in the defaults; judges nothing, so that every problem can be reported together. */
export function planService(settings: ServiceSettings, edge: EdgePlan): ServicePlan {
  const { proxy, application, rollout, targetHealth } = settings;
  const proxyStopSeconds = proxy.stopSeconds ?? 30;
  const readSeconds = proxy.readSeconds ?? Math.max(1, Math.min(edge.answerSeconds, longestDrain) - margin);
  const keepAliveSeconds = application?.keepAliveSeconds ?? 65;
  const cpu = settings.cpu ?? 256;
  const proxyPlan = planProxy(proxy, {
    port: application?.port,
    edge,
    readSeconds,
    keepAliveSeconds,
    proxyStopSeconds,
    cpu,
  });
  return {
    proxy: proxyPlan,
    upstreamArgs: proxy.upstreams ?? {},
    baseImage: proxy,
    proxyStopSeconds,
    application: application && {
      keepAliveSeconds,
      stopSeconds: application.stopSeconds ?? 30,
      health: planHealth(application.health),
    },
    task: planTask(settings),
    size: { cpu, memory: settings.memory ?? 512 },
    release: planRelease(settings),
    watching: planWatching(settings, settings.logs?.kind !== LogKind.FireLens),
    rule: planRule(settings.rule),
    logDays: settings.logDays ?? 30,
    targetHealth: {
      intervalSeconds: 6,
      timeoutSeconds: 5,
      healthyCount: 2,
      unhealthyCount: 10,
      ...given(targetHealth ?? {}),
    },
    rollout: {
      graceSeconds: 60,
      deregistrationSeconds: Math.min(longestDrain, longestRead(proxyPlan) + margin),
      ...given(rollout ?? {}),
    },
    edge,
  };
}
