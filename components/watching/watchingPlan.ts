/** When an alarm calls: after `minutes` bad minutes in a row (CloudWatch API reference, PutMetricAlarm). All plain. */
export interface AlarmThresholds {
  /** Server errors (5xx), percent of the requests, more than 0 to 100. @default 5 */
  errorPercent?: number;
  /** Server errors a minute that the load balancer gives itself, 0 to 1000000; it may serve others too. @default 5 */
  edgeErrors?: number;
  /** Seconds that 99 of 100 requests stay below; less than the proxy waits for an answer. @default 2 */
  latencySeconds?: number;
  /** CPU of the service, percent of what its tasks have, 1 to 100. @default 90 */
  cpuPercent?: number;
  /** Memory of the service, percent of what its tasks have, 1 to 100. @default 90 */
  memoryPercent?: number;
  /** Bad minutes in a row, 1 to 60. @default 3 */
  minutes?: number;
}

/** The plain part of what watches a service. */
export interface WatchingSettings {
  alarms?: AlarmThresholds & { topicArns: readonly unknown[] };
  dashboard?: boolean;
  logMetrics?: boolean;
}

/** What watches a service, with every number said. */
export interface WatchingPlan {
  /** None: no alarm is made. The topics are judged where they are plain. */
  alarms: (Required<AlarmThresholds> & { topicArns: readonly unknown[] }) | undefined;
  dashboard: boolean;
  logMetrics: boolean;
}

/** Fills in the defaults; judges nothing. The access log can be counted where CloudWatch has it. */
export function planWatching({ alarms, dashboard, logMetrics }: WatchingSettings, logged: boolean): WatchingPlan {
  return {
    alarms: alarms === undefined ? undefined : thresholds(alarms),
    dashboard: dashboard ?? false,
    logMetrics: logMetrics ?? (logged && alarms !== undefined),
  };
}

function thresholds(alarms: AlarmThresholds & { topicArns: readonly unknown[] }): WatchingPlan["alarms"] {
  return {
    errorPercent: alarms.errorPercent ?? 5,
    edgeErrors: alarms.edgeErrors ?? 5,
    latencySeconds: alarms.latencySeconds ?? 2,
    cpuPercent: alarms.cpuPercent ?? 90,
    memoryPercent: alarms.memoryPercent ?? 90,
    minutes: alarms.minutes ?? 3,
    topicArns: alarms.topicArns,
  };
}
