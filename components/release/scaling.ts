import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EdgeRef } from "../edges/edgeRef";
import type { ServicePlan } from "../servicePlan";
import { balancerSuffix } from "../watching/metrics";
import type { TargetGroups } from "./forward";
import type { ScalingPlan } from "./scalingPlan";

/** What scaling turns, and what it looks at. */
export interface ScaledService {
  plan: ServicePlan;
  clusterName: pulumi.Input<string>;
  service: aws.ecs.Service;
  edge: EdgeRef;
  groups: TargetGroups;
}

/**
 * Makes the number of tasks follow the load, where it is to: the service as a scalable target, a target tracking policy a metric, and a
 * scheduled action a schedule.
 */
export function createScaling(name: string, scaled: ScaledService, parent: pulumi.Resource): void {
  const { clusterName, service } = scaled;
  const plan = scaled.plan.release.scaling;
  if (plan === undefined) return;
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${clusterName}/${service.name}`,
      minCapacity: plan.minimum,
      maxCapacity: plan.maximum,
    },
    // A schedule sets both in the target: a refresh would find them changed, and the next update take the night's limits back.
    { parent, ...(plan.schedules.length > 0 ? { ignoreChanges: ["minCapacity", "maxCapacity"] } : {}) },
  );
  createPolicies(name, plan, { target, resourceLabel: resourceLabel(scaled) }, parent);
  createSchedules(name, plan, target, parent);
}

function createPolicies(
  name: string,
  plan: ScalingPlan,
  { target, resourceLabel }: { target: aws.appautoscaling.Target; resourceLabel: pulumi.Output<string> },
  parent: pulumi.Resource,
): void {
  for (const { argument, name: metricName, metric, value } of plan.targets) {
    new aws.appautoscaling.Policy(
      `${name}-${metricName}`,
      {
        policyType: "TargetTrackingScaling",
        ...scalable(target),
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: metric,
            ...(argument === "requestsPerTarget" ? { resourceLabel } : {}),
          },
          targetValue: value,
          scaleInCooldown: plan.scaleInSeconds,
          scaleOutCooldown: plan.scaleOutSeconds,
        },
      },
      { parent },
    );
  }
}

function createSchedules(
  name: string,
  { schedules }: ScalingPlan,
  target: aws.appautoscaling.Target,
  parent: pulumi.Resource,
): void {
  for (const { name: scheduleName, schedule, timezone, minimum, maximum } of schedules) {
    new aws.appautoscaling.ScheduledAction(
      `${name}.${scheduleName}`,
      {
        ...scalable(target),
        schedule,
        timezone,
        scalableTargetAction: { minCapacity: minimum, maxCapacity: maximum },
      },
      { parent },
    );
  }
}

/** Whose requests are counted (Application Auto Scaling API reference, PredefinedMetricSpecification). */
function resourceLabel({ edge, groups }: ScaledService): pulumi.Output<string> {
  return pulumi.interpolate`${pulumi.output(edge.loadBalancerArn).apply(balancerSuffix)}/${groups.primary.arnSuffix}`;
}

function scalable({ serviceNamespace, scalableDimension, resourceId }: aws.appautoscaling.Target) {
  return { serviceNamespace, scalableDimension, resourceId };
}
