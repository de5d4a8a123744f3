import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../naming";
import type { Metric } from "./metrics";

/**
 * What the proxy's access log is counted by (CloudWatch Logs user guide, "Filter pattern syntax for metric filters").
 *
 * `upstream_status` is what the application answered, or the status that nginx gave it for not answering; it is empty where
 * nginx never asked it. So an error that the application's status shares is the application's, every other one the proxy's.
 */
export const logCounts = {
  Requests: "{ $.status >= 100 }",
  ApplicationErrors: '{ ($.status >= 500) && ($.upstream_status = "5*") }',
  ProxyErrors: '{ ($.status >= 500) && ($.upstream_status != "5*") }',
  RefusedByProxy: '{ ($.status >= 400) && ($.status < 500) && ($.upstream_status != "4*") }',
} as const;
export type LogCount = keyof typeof logCounts;

/** A count of the access log as a metric. The namespace tells services apart: a filter has no dimension of its own making. */
export function logMetric(scope: Scope, service: string, name: LogCount): Metric {
  return { namespace: `Gatehouse/${scope.project}/${scope.stack}/${service}`, name, dimensions: {} };
}

/** Counts the lines of the proxy's access log: one metric filter a count. Where there are lines but none counts, the value is 0. */
export function createLogMetrics(
  name: string,
  scope: Scope,
  proxyLogGroup: aws.cloudwatch.LogGroup,
  parent: pulumi.Resource,
): void {
  for (const [count, pattern] of Object.entries(logCounts) as [LogCount, string][]) {
    const metric = logMetric(scope, name, count);
    new aws.cloudwatch.LogMetricFilter(
      `${name}-${count}`,
      {
        logGroupName: proxyLogGroup.name,
        pattern,
        metricTransformation: {
          namespace: metric.namespace,
          name: metric.name,
          value: "1",
          defaultValue: "0",
          unit: "Count",
        },
      },
      { parent },
    );
  }
}
