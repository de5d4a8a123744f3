import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../naming";
import { logMetric } from "./logMetrics";
import {
  groupMetric,
  type Metric,
  serviceMetric,
  type WatchedBalancer,
  type WatchedGroup,
  type WatchedService,
} from "./metrics";

/** What a dashboard shows. */
export interface DashboardParts {
  scope: Scope;
  balancer: WatchedBalancer;
  groups: WatchedGroup[];
  service: WatchedService;
  /** None: another router than CloudWatch has the logs. */
  proxyLogGroup: aws.cloudwatch.LogGroup | undefined;
  /** Whether the access log is counted. */
  logMetrics: boolean;
}

/**
 * One page that answers what someone who was called asks, in this order: who gets errors, whose errors they are, how slow it
 * is, whether the tasks are well, what they use, and which requests failed last.
 *
 * Costs $3 a month beyond the first three of an account (Amazon CloudWatch pricing, us-east-1).
 */
export function createDashboard(
  name: string,
  parts: DashboardParts,
  parent: pulumi.Resource,
): aws.cloudwatch.Dashboard {
  const region = aws.getRegionOutput({}, { parent }).region;
  const widgets = [...graphsOf(name, parts), ...failedRequests(parts)].map((widget, index) =>
    placed(widget, index, region),
  );
  return new aws.cloudwatch.Dashboard(
    name,
    {
      dashboardName: `${parts.scope.project}-${parts.scope.stack}-${name}`,
      dashboardBody: pulumi.jsonStringify({ widgets }),
    },
    { parent },
  );
}

interface Widget {
  type: "metric" | "log";
  title: string;
  properties: Record<string, unknown>;
}

type Statistic = "Average" | "Maximum" | "Minimum" | "Sum" | "p50" | "p99";

function graphsOf(name: string, { scope, balancer, groups, service, logMetrics }: DashboardParts): Widget[] {
  const ofGroups = (metric: Parameters<typeof groupMetric>[2], statistic: Statistic, label: string) =>
    groups.map((group) => line(groupMetric(balancer, group, metric), statistic, `${label}, ${group.name}`));
  const ofLog = (count: Parameters<typeof logMetric>[2], label: string) =>
    line(logMetric(scope, name, count), "Sum", label);
  const web = balancer.kind === "application";
  return [
    ...(web
      ? [
          graph("Requests and server errors a minute", [
            ...ofGroups("RequestCount", "Sum", "requests"),
            ...ofGroups("HTTPCode_Target_5XX_Count", "Sum", "errors"),
          ]),
        ]
      : []),
    ...(logMetrics
      ? [
          graph("Whose errors, and what the proxy refused", [
            ofLog("ApplicationErrors", "application"),
            ofLog("ProxyErrors", "proxy"),
            ofLog("RefusedByProxy", "refused by the proxy"),
          ]),
        ]
      : []),
    ...(web
      ? [
          graph("Seconds to an answer", [
            ...ofGroups("TargetResponseTime", "p50", "half of the requests"),
            ...ofGroups("TargetResponseTime", "p99", "99 of 100"),
          ]),
        ]
      : []),
    graph("Tasks as the load balancer sees them", [
      ...ofGroups("HealthyHostCount", "Minimum", "healthy"),
      ...ofGroups("UnHealthyHostCount", "Maximum", "unhealthy"),
    ]),
    graph("Percent of CPU and memory", [
      line(serviceMetric(service, "CPUUtilization"), "Average", "CPU"),
      line(serviceMetric(service, "MemoryUtilization"), "Average", "memory"),
    ]),
  ];
}

function graph(title: string, metrics: unknown[]): Widget {
  return { type: "metric", title, properties: { metrics, period: 60, view: "timeSeries" } };
}

/** A line of a graph, as a dashboard writes it (CloudWatch API reference, "Dashboard body structure and syntax"). */
function line({ namespace, name, dimensions }: Metric, stat: Statistic, label: string): unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat, label }];
}

/** Reading it costs $0.005 for each GB of log that it looks through. */
function failedRequests({ proxyLogGroup }: DashboardParts): Widget[] {
  if (proxyLogGroup === undefined) return [];
  const query = [
    "fields @timestamp, status, upstream_status, upstream_addr, method, uri, request_time, client",
    "filter status >= 500",
    "sort @timestamp desc",
    "limit 20",
  ].join(" | ");
  return [
    {
      type: "log",
      title: "Last requests with a server error",
      properties: { query: pulumi.interpolate`SOURCE '${proxyLogGroup.name}' | ${query}`, view: "table" },
    },
  ];
}

/** Two in a row of 24 columns. */
function placed({ type, title, properties }: Widget, index: number, region: pulumi.Input<string>) {
  const size = { width: 12, height: 6 };
  return {
    type,
    x: (index % 2) * size.width,
    y: Math.floor(index / 2) * size.height,
    ...size,
    properties: { title, region, ...properties },
  };
}
