import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "../naming";
import type { Metric } from "./metrics";

/** What all alarms of a service share. */
export interface AlarmGround {
  scope: Scope;
  /** Name of the service. */
  service: string;
  topicArns: pulumi.Input<string>[];
  /** Bad minutes in a row. */
  minutes: number;
  parent: pulumi.Resource;
}

/** What one alarm looks at. */
export interface AlarmSubject {
  /** Logical name; none of two alarms in a stack is the same. */
  name: string;
  /** What is wrong, and where to look: the first line that someone reads who was called. */
  description: string;
  /** Above it, a minute is bad. */
  threshold: number;
  /** What a minute without data is. */
  missing: "notBreaching" | "missing";
}

/** A statistic of one metric; `p99` and the like are percentiles. */
export interface Measured {
  metric: Metric;
  statistic: "Average" | "Maximum" | "Sum" | "p99";
}

/** An alarm on one metric. */
export function createAlarm(
  ground: AlarmGround,
  subject: AlarmSubject,
  measured: Measured,
): aws.cloudwatch.MetricAlarm {
  const { metric, statistic } = measured;
  return new aws.cloudwatch.MetricAlarm(
    subject.name,
    {
      ...common(ground, subject),
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
      period: minute,
      ...(statistic === "p99" ? { extendedStatistic: statistic } : { statistic }),
    },
    { parent: ground.parent },
  );
}

/** An alarm on what percent of the second metric's sum the first one's is; without any of the first there is no data. */
export function createPercentAlarm(
  ground: AlarmGround,
  subject: AlarmSubject,
  { part, whole }: { part: Metric; whole: Metric },
): aws.cloudwatch.MetricAlarm {
  const sum = ({ namespace, name, dimensions }: Metric) => ({
    namespace,
    metricName: name,
    dimensions,
    period: minute,
    stat: "Sum",
  });
  return new aws.cloudwatch.MetricAlarm(
    subject.name,
    {
      ...common(ground, subject),
      metricQueries: [
        { id: "percent", expression: "100 * part / whole", label: subject.name, returnData: true },
        { id: "part", metric: sum(part) },
        { id: "whole", metric: sum(whole) },
      ],
    },
    { parent: ground.parent },
  );
}

/** Seconds in a period: the shortest without a higher price (CloudWatch API reference, PutMetricAlarm). */
const minute = 60;

function common(ground: AlarmGround, { name, description, threshold, missing }: AlarmSubject) {
  return {
    // Given, so that the one who is called reads which stack it is, and the service can name it before it exists.
    name: `${ground.scope.project}/${ground.scope.stack}/${name}`,
    alarmDescription: `${description} (service ${ground.service})`,
    comparisonOperator: "GreaterThanThreshold",
    threshold,
    evaluationPeriods: ground.minutes,
    treatMissingData: missing,
    alarmActions: ground.topicArns,
    okActions: ground.topicArns,
  };
}
