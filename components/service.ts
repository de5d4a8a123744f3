import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "./cluster";
import { containerNames } from "./containerDefinitions";
import type { NetworkRef } from "./network";
import type { ServicePlan } from "./servicePlan";

/** What an ECS service is made of. */
export interface ServiceParts {
  plan: ServicePlan;
  cluster: ClusterRef;
  network: NetworkRef;
  securityGroup: aws.ec2.SecurityGroup;
  targetGroup: aws.lb.TargetGroup;
  taskDefinition: aws.ecs.TaskDefinition;
}

/**
 * The ECS service: it registers the proxy's port, and only that, with the target group, waits until the deployment is
 * steady, and goes back to the last good revision when a new one does not come up.
 */
export function createService(
  name: string,
  { plan, cluster, network, securityGroup, targetGroup, taskDefinition }: ServiceParts,
  opts: { parent: pulumi.Resource; dependsOn: pulumi.Resource[] },
): aws.ecs.Service {
  return new aws.ecs.Service(
    name,
    {
      cluster: cluster.arn,
      taskDefinition: taskDefinition.arn,
      desiredCount: plan.desiredCount,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: {
        subnets: network.taskSubnetIds,
        securityGroups: [securityGroup.id],
        assignPublicIp: network.taskPublicAddress,
      },
      loadBalancers: [
        { targetGroupArn: targetGroup.arn, containerName: containerNames.proxy, containerPort: plan.proxy.port },
      ],
      deploymentMinimumHealthyPercent: plan.rollout.minimumHealthyPercent,
      deploymentMaximumPercent: plan.rollout.maximumPercent,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriodSeconds: plan.rollout.graceSeconds,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
    },
    { ...opts, customTimeouts: waits(plan) },
  );
}

/** Minutes for ECS to start tasks, judge their health and, where need be, go back: its own circuit breaker takes some ten. */
const deploymentMinutes = 20;

/** How long Pulumi waits: old tasks first drain, and then get their stop time-outs one after the other. */
function waits({ rollout, proxyStopSeconds, application }: ServicePlan): pulumi.CustomTimeouts {
  const seconds = rollout.deregistrationSeconds + proxyStopSeconds + application.stopSeconds;
  const minutes = `${deploymentMinutes + Math.ceil(seconds / 60)}m`;
  return { create: minutes, update: minutes, delete: minutes };
}
