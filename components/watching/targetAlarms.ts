import type * as aws from "@pulumi/aws";
import { type AlarmGround, createAlarm, createPercentAlarm } from "./alarm";
import { groupMetric, type WatchedBalancer, type WatchedGroup } from "./metrics";
import type { WatchingPlan } from "./watchingPlan";

/**
 * The alarms on what a target group sees of its tasks: errors, latency and health. They are the ones that take a deployment
 * back, and so are made before the service. Each target group has its own: while a new revision gets 5 % of the requests,
 * 5 % of errors in all would be each one of its answers.
 */
export function createTargetAlarms(
  ground: AlarmGround,
  thresholds: NonNullable<WatchingPlan["alarms"]>,
  { balancer, group }: { balancer: WatchedBalancer; group: WatchedGroup },
): aws.cloudwatch.MetricAlarm[] {
  const unhealthy = createAlarm(
    ground,
    {
      name: `${group.name}-unhealthy`,
      description:
        "A task's proxy does not answer the load balancer's health check: see the tasks' events and the proxy's log",
      threshold: 0,
      missing: "notBreaching",
    },
    { metric: groupMetric(balancer, group, "UnHealthyHostCount"), statistic: "Maximum" },
  );
  if (balancer.kind === "network") return [unhealthy];
  const errors = createPercentAlarm(
    ground,
    {
      name: `${group.name}-errors`,
      description: `More than ${thresholds.errorPercent} % of the answers are server errors: the access log says whose`,
      threshold: thresholds.errorPercent,
      missing: "notBreaching",
    },
    {
      part: groupMetric(balancer, group, "HTTPCode_Target_5XX_Count"),
      whole: groupMetric(balancer, group, "RequestCount"),
    },
  );
  const latency = createAlarm(
    ground,
    {
      name: `${group.name}-latency`,
      description: `One of 100 requests takes longer than ${thresholds.latencySeconds} s: see upstream_response_time in the access log`,
      threshold: thresholds.latencySeconds,
      missing: "notBreaching",
    },
    { metric: groupMetric(balancer, group, "TargetResponseTime"), statistic: "p99" },
  );
  return [unhealthy, errors, latency];
}
