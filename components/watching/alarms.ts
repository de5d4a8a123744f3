import type * as pulumi from "@pulumi/pulumi";
import type { AlarmThresholds } from "./watchingPlan";

/**
 * The alarms of a service, and whom they tell. Each costs $0.10 a month for each metric that it looks at (Amazon CloudWatch
 * pricing, us-east-1): $1.10 behind an Application Load Balancer, $1.50 where a deployment moves between two target groups.
 *
 * They look at 5xx answers of the load balancer itself and of the tasks, at the proxy and at the application told apart by the
 * access log (with `logMetrics`), at unhealthy tasks, the 99th percentile of the latency, CPU and memory; and a failed or
 * rolled-back deployment is told. Those of the tasks' target group also take a deployment back.
 *
 * No traffic is no failure: errors, latency and unhealthy tasks without data are well. CPU and memory without data are
 * neither: the alarm then says that there is none (CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data").
 *
 * @example
 * alarms: { topicArns: [onCall.arn], errorPercent: 2 }
 */
export interface AlarmArgs extends AlarmThresholds {
  /**
   * ARNs of SNS topics that are told of an alarm and of its end, at most 5; none for alarms that only take deployments back.
   * A topic has to let `cloudwatch.amazonaws.com` and `events.amazonaws.com` publish.
   */
  topicArns: pulumi.Input<string>[];
}
