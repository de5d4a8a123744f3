import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "./cluster";
import { containerNames } from "./containerDefinitions";
import type { NetworkRef } from "./network";
import type { TargetGroups } from "./release/forward";
import { deploymentInputs, shiftInputs, type TrafficShift } from "./release/serviceDeployment";
import { updateMinutes } from "./release/updateMinutes";
import type { ServicePlan } from "./servicePlan";
import { placement } from "./task/placement";

/** What an ECS service is made of. */
export interface ServiceParts {
  plan: ServicePlan;
  cluster: ClusterRef;
  network: NetworkRef;
  securityGroupId: pulumi.Input<string>;
  groups: TargetGroups;
  /** What moves requests between the two target groups; none: tasks are replaced in place. */
  shift: TrafficShift | undefined;
  /** Alarms that take a deployment back. */
  alarms: aws.cloudwatch.MetricAlarm[];
  taskDefinition: aws.ecs.TaskDefinition;
}

/**
 * The ECS service: it registers the proxy's port, and only that, with the target group, waits until the deployment is
 * steady, and goes back to the last good revision when a new one does not come up.
 */
export function createService(
  name: string,
  { plan, cluster, network, securityGroupId, groups, taskDefinition, shift, alarms }: ServiceParts,
  opts: { parent: pulumi.Resource; dependsOn: pulumi.Resource[] },
): aws.ecs.Service {
  return new aws.ecs.Service(
    name,
    {
      cluster: cluster.arn,
      taskDefinition: taskDefinition.arn,
      desiredCount: plan.release.desiredCount,
      ...placement(plan.task.compute, { hosts: cluster.hosts, network, securityGroupId }),
      ...(plan.task.exec && { enableExecuteCommand: true }),
      loadBalancers: [
        {
          targetGroupArn: groups.primary.arn,
          containerName: containerNames.proxy,
          containerPort: plan.proxy.port,
          ...shiftInputs(shift),
        },
      ],
      ...deploymentInputs(
        plan.release.deployment,
        alarms.map(({ name }) => name),
      ),
      healthCheckGracePeriodSeconds: plan.rollout.graceSeconds,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
    },
    { ...opts, customTimeouts: waits(plan), ...leftToScaling(plan) },
  );
}

/** A deployment must not take back the tasks that scaling added: the desired count is what the service began with. */
function leftToScaling({ release }: ServicePlan): pulumi.CustomResourceOptions {
  return release.scaling === undefined ? {} : { ignoreChanges: ["desiredCount"] };
}

/** How long Pulumi waits. */
function waits(plan: ServicePlan): pulumi.CustomTimeouts {
  const minutes = `${updateMinutes(plan)}m`;
  return { create: minutes, update: minutes, delete: minutes };
}
