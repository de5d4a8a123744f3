import { type AlarmGround, createAlarm, createPercentAlarm } from "./alarm";
import { type LogCount, logMetric } from "./logMetrics";
import { balancerMetric, serviceMetric, type WatchedBalancer, type WatchedService } from "./metrics";
import type { WatchingPlan } from "./watchingPlan";

type Thresholds = NonNullable<WatchingPlan["alarms"]>;

/** How much of what its tasks have the service uses. A deployment raises both for a while, so neither takes one back. */
export function createLoadAlarms(ground: AlarmGround, thresholds: Thresholds, service: WatchedService): void {
  const subjects = [
    { name: "cpu", what: "CPU", metric: "CPUUtilization", threshold: thresholds.cpuPercent },
    { name: "memory", what: "memory", metric: "MemoryUtilization", threshold: thresholds.memoryPercent },
  ] as const;
  for (const { name, what, metric, threshold } of subjects) {
    createAlarm(
      ground,
      {
        name: `${ground.service}-${name}`,
        description: `The tasks use more than ${threshold} % of their ${what}: give them more, or more of them`,
        threshold,
        missing: "missing",
      },
      { metric: serviceMetric(service, metric), statistic: "Average" },
    );
  }
}

/**
 * Errors that the load balancer gave itself: it found no healthy task, or a task cut the connection. Counted, not held against
 * the requests, among which a load balancer without a healthy task counts none. It counts for all services together, so it
 * takes no deployment back: another service's outage would (ELB user guide, "CloudWatch metrics for your Application Load Balancer").
 */
export function createBalancerAlarm(ground: AlarmGround, thresholds: Thresholds, balancer: WatchedBalancer): void {
  if (balancer.kind === "network") return;
  createAlarm(
    ground,
    {
      name: `${ground.service}-edge`,
      description: `The load balancer itself gives more than ${thresholds.edgeErrors} server errors a minute: it reaches no healthy task`,
      threshold: thresholds.edgeErrors,
      missing: "notBreaching",
    },
    { metric: balancerMetric(balancer, "HTTPCode_ELB_5XX_Count"), statistic: "Sum" },
  );
}

/** Whose errors they are, by the access log. Both revisions write to one log, so they take no deployment back. */
export function createLogAlarms(ground: AlarmGround, { errorPercent }: Thresholds): void {
  const subjects: { name: string; count: LogCount; who: string; look: string }[] = [
    { name: "proxy", count: "ProxyErrors", who: "The proxy itself answers", look: "its error log says why" },
    {
      name: "application",
      count: "ApplicationErrors",
      who: "The application answers, or does not answer,",
      look: "see its log",
    },
  ];
  for (const { name, count, who, look } of subjects) {
    createPercentAlarm(
      ground,
      {
        name: `${ground.service}-${name}`,
        description: `${who} more than ${errorPercent} % of the requests with a server error: ${look}`,
        threshold: errorPercent,
        missing: "notBreaching",
      },
      {
        part: logMetric(ground.scope, ground.service, count),
        whole: logMetric(ground.scope, ground.service, "Requests"),
      },
    );
  }
}
