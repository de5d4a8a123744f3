import { given } from "../given";

/** From a time on, other limits: more tasks for the day, fewer for the night. */
export interface ScalingScheduleArgs {
  /** Name, unique in the service: lower-case letters, digits and hyphens. */
  name: string;
  /** When, as Application Auto Scaling writes it: `cron(0 8 ? * MON-FRI *)`, `rate(1 day)` or `at(2030-01-01T00:00:00)`. */
  schedule: string;
  /** IANA name of the time zone that the schedule is in. @default "UTC" */
  timezone?: string;
  /** Fewest tasks from then on, 0 to 5000. */
  minimum: number;
  /** Most tasks from then on, 0 to 5000. */
  maximum: number;
}

/**
 * How the number of tasks follows the load. `desiredCount` is then the number to begin with: later deployments leave alone
 * what scaling has made of it. With schedules the same holds for `minimum` and `maximum`, which each schedule sets anew.
 *
 * At least one of the three targets or a schedule is needed. Application Auto Scaling adds tasks for whichever target asks
 * for the most, removes them when all agree, and removes none during a deployment (ECS developer guide, "Use a target metric
 * to scale Amazon ECS services"). It makes two alarms for each target, $0.20 a month (Amazon CloudWatch pricing).
 */
export interface ScalingArgs {
  /** Fewest tasks, 1 to 5000. Plain. */
  minimum: number;
  /** Most tasks, 1 to 5000: the bound of what a flood of requests can cost. Plain. */
  maximum: number;
  /** Keep the tasks' CPU at this percent of what they have, 1 to 100. Plain. @default not followed */
  cpuPercent?: number;
  /** Keep the tasks' memory at this percent of what they have, 1 to 100. Plain. @default not followed */
  memoryPercent?: number;
  /** Keep each task at this many requests a minute, 1 to 1000000; rolling deployments behind a load balancer. Plain. @default not followed */
  requestsPerTarget?: number;
  /** Seconds to wait after tasks were removed before more are, 0 to 3600. Plain. @default 300, as Application Auto Scaling */
  scaleInSeconds?: number;
  /** Seconds to wait after tasks were added before more are, 0 to 3600. Plain. @default 60: a surge does not wait for five minutes */
  scaleOutSeconds?: number;
  /** Other limits from certain times on. Plain. @default none */
  schedules?: ScalingScheduleArgs[];
}

/** One metric that the number of tasks follows. */
export interface ScalingTarget {
  argument: "cpuPercent" | "memoryPercent" | "requestsPerTarget";
  /** Name of the policy, after the service's. */
  name: string;
  /** Application Auto Scaling API reference, PredefinedMetricSpecification. */
  metric: "ECSServiceAverageCPUUtilization" | "ECSServiceAverageMemoryUtilization" | "ALBRequestCountPerTarget";
  value: number;
}

/** Scaling with every number said. */
export interface ScalingPlan {
  minimum: number;
  maximum: number;
  targets: ScalingTarget[];
  scaleInSeconds: number;
  scaleOutSeconds: number;
  schedules: Required<ScalingScheduleArgs>[];
}

/** Fills in the defaults; judges nothing. */
export function planScaling(args: ScalingArgs): ScalingPlan {
  const target = (
    argument: ScalingTarget["argument"],
    name: string,
    metric: ScalingTarget["metric"],
  ): ScalingTarget[] => {
    const value = args[argument];
    return value === undefined ? [] : [{ argument, name, metric, value }];
  };
  return {
    minimum: args.minimum,
    maximum: args.maximum,
    targets: [
      ...target("cpuPercent", "cpu", "ECSServiceAverageCPUUtilization"),
      ...target("memoryPercent", "memory", "ECSServiceAverageMemoryUtilization"),
      ...target("requestsPerTarget", "requests", "ALBRequestCountPerTarget"),
    ],
    scaleInSeconds: args.scaleInSeconds ?? 300,
    scaleOutSeconds: args.scaleOutSeconds ?? 60,
    schedules: (args.schedules ?? []).map((schedule) => ({ timezone: "UTC", ...given(schedule) })),
  };
}
