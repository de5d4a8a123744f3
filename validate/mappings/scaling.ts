import type * as aws from "@pulumi/aws";
import { because, leftOut, property, type ResourceTable, resource, type Shape } from "../mapping";
import { unknownText } from "../plan";

const scheduled = (name: string) => property(`ScheduledActions.0.${name}`);

const launchTemplateSpecification: Shape = {
  id: property("LaunchTemplateId"),
  name: property("LaunchTemplateName"),
};

/** Application Auto Scaling and EC2 Auto Scaling. */
export const scaling: ResourceTable = {
  "aws:appautoscaling/target:Target": resource<aws.appautoscaling.TargetArgs>(
    "AWS::ApplicationAutoScaling::ScalableTarget",
    { id: undefined },
  ),
  "aws:appautoscaling/policy:Policy": resource<aws.appautoscaling.PolicyArgs>(
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    { arn: "Arn", shape: { name: property("PolicyName") } },
  ),
  // CloudFormation has a schedule inside its target, which demands bounds of its own.
  "aws:appautoscaling/scheduledAction:ScheduledAction": resource<aws.appautoscaling.ScheduledActionArgs>(
    "AWS::ApplicationAutoScaling::ScalableTarget",
    {
      completion: { MinCapacity: 0, MaxCapacity: 1 },
      shape: {
        endTime: scheduled("EndTime"),
        name: scheduled("ScheduledActionName"),
        // The target has its own row; two targets of one resource would be judged as one made twice.
        resourceId: property("ResourceId", { words: () => unknownText }),
        scalableTargetAction: scheduled("ScalableTargetAction"),
        schedule: scheduled("Schedule"),
        startTime: scheduled("StartTime"),
        timezone: scheduled("Timezone"),
      },
    },
  ),
  "aws:autoscaling/group:Group": resource<aws.autoscaling.GroupArgs>("AWS::AutoScaling::AutoScalingGroup", {
    shape: {
      defaultCooldown: property("Cooldown"),
      enabledMetrics: property("MetricsCollection.0.Metrics"),
      forceDelete: leftOut(because.provider),
      forceDeleteWarmPool: leftOut(because.provider),
      ignoreFailedScalingActivities: leftOut(because.provider),
      instanceRefresh: leftOut("the provider starts the refresh itself; it is no setting of the group"),
      launchTemplate: property("LaunchTemplate", { shape: launchTemplateSpecification }),
      metricsGranularity: property("MetricsCollection.0.Granularity"),
      minElbCapacity: leftOut(because.provider),
      name: property("AutoScalingGroupName"),
      protectFromScaleIn: property("NewInstancesProtectedFromScaleIn"),
      suspendedProcesses: leftOut("the provider suspends them itself; they are no setting of the group"),
      waitForCapacityTimeout: leftOut(because.provider),
      waitForElbCapacity: leftOut(because.provider),
    },
  }),
  "aws:autoscaling/lifecycleHook:LifecycleHook": resource<aws.autoscaling.LifecycleHookArgs>(
    "AWS::AutoScaling::LifecycleHook",
    { shape: { name: property("LifecycleHookName") } },
  ),
  "aws:ec2/launchTemplate:LaunchTemplate": resource<aws.ec2.LaunchTemplateArgs>("AWS::EC2::LaunchTemplate", {
    within: "LaunchTemplateData",
    outside: {
      description: property("VersionDescription"),
      name: property("LaunchTemplateName"),
      tags: property("TagSpecifications.0.Tags", {
        beside: { TagSpecifications: [{ ResourceType: "launch-template" }] },
      }),
    },
    shape: {
      defaultVersion: leftOut(because.provider),
      networkInterfaces: property("NetworkInterfaces", {
        shape: { securityGroups: property("Groups") },
      }),
      securityGroupNames: property("SecurityGroups"),
      updateDefaultVersion: leftOut(because.provider),
      vpcSecurityGroupIds: property("SecurityGroupIds"),
    },
  }),
};
