import type * as pulumi from "@pulumi/pulumi";

/** A CloudWatch metric: what an alarm looks at and a graph shows. */
export interface Metric {
  namespace: string;
  name: string;
  dimensions: Record<string, pulumi.Input<string>>;
}

/** The load balancer of a service, as CloudWatch names it. */
export interface WatchedBalancer {
  kind: "application" | "network";
  /** `app/<name>/<id>` or `net/<name>/<id>`. */
  suffix: pulumi.Input<string>;
}

/** One of the service's target groups. */
export interface WatchedGroup {
  /** What its alarms and graphs are called after: the service, or the second group of it. */
  name: string;
  /** `targetgroup/<name>/<id>`. */
  suffix: pulumi.Input<string>;
}

/** The service, as CloudWatch names it. */
export interface WatchedService {
  clusterName: pulumi.Input<string>;
  serviceName: pulumi.Input<string>;
}

/** The part of a load balancer's ARN that its metrics name it by. */
export function balancerSuffix(arn: string): string {
  return arn.slice(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length);
}

const namespaces = { application: "AWS/ApplicationELB", network: "AWS/NetworkELB" } as const;

/** Elastic Load Balancing user guide, "CloudWatch metrics for your Application Load Balancer", by load balancer. */
export function balancerMetric({ kind, suffix }: WatchedBalancer, name: "HTTPCode_ELB_5XX_Count"): Metric {
  return { namespace: namespaces[kind], name, dimensions: { LoadBalancer: suffix } };
}

/** The same guide, by target group; a Network Load Balancer knows the counts of hosts only. */
export function groupMetric(
  { kind, suffix }: WatchedBalancer,
  group: WatchedGroup,
  name: "HealthyHostCount" | "HTTPCode_Target_5XX_Count" | "RequestCount" | "TargetResponseTime" | "UnHealthyHostCount",
): Metric {
  return { namespace: namespaces[kind], name, dimensions: { TargetGroup: group.suffix, LoadBalancer: suffix } };
}

/** ECS developer guide, "Amazon ECS CloudWatch metrics": percent of what the service's tasks have. */
export function serviceMetric(
  { clusterName, serviceName }: WatchedService,
  name: "CPUUtilization" | "MemoryUtilization",
): Metric {
  return { namespace: "AWS/ECS", name, dimensions: { ClusterName: clusterName, ServiceName: serviceName } };
}
