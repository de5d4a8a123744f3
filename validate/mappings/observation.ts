import type * as aws from "@pulumi/aws";
import { because, leftOut, property, type ResourceTable, resource, type Shape } from "../mapping";

const metricQuery: Shape = {
  metric: property("MetricStat", {
    shape: {
      dimensions: property("Metric.Dimensions"),
      metricName: property("Metric.MetricName"),
      namespace: property("Metric.Namespace"),
    },
  }),
};

const metricTransformation: Shape = {
  name: property("MetricName"),
  namespace: property("MetricNamespace"),
  value: property("MetricValue"),
};

const target = (name: string) => property(`Targets.0.${name}`);

/** CloudWatch, its logs, and who is told. */
export const observation: ResourceTable = {
  "aws:cloudwatch/logGroup:LogGroup": resource<aws.cloudwatch.LogGroupArgs>("AWS::Logs::LogGroup", {
    arn: "Arn",
    shape: { name: property("LogGroupName"), skipDestroy: leftOut(because.provider) },
  }),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": resource<aws.cloudwatch.LogMetricFilterArgs>(
    "AWS::Logs::MetricFilter",
    {
      shape: {
        metricTransformation: property("MetricTransformations", { shape: metricTransformation }),
        name: property("FilterName"),
        pattern: property("FilterPattern"),
      },
    },
  ),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy":
    resource<aws.cloudwatch.LogResourcePolicyArgs>("AWS::Logs::ResourcePolicy"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": resource<aws.cloudwatch.MetricAlarmArgs>("AWS::CloudWatch::Alarm", {
    arn: "Arn",
    shape: { metricQueries: property("Metrics", { shape: metricQuery }), name: property("AlarmName") },
  }),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": resource<aws.cloudwatch.CompositeAlarmArgs>(
    "AWS::CloudWatch::CompositeAlarm",
    { arn: "Arn" },
  ),
  "aws:cloudwatch/dashboard:Dashboard": resource<aws.cloudwatch.DashboardArgs>("AWS::CloudWatch::Dashboard"),
  "aws:sns/topic:Topic": resource<aws.sns.TopicArgs>("AWS::SNS::Topic", {
    arn: "Ref",
    shape: { name: property("TopicName") },
  }),
  "aws:sns/topicPolicy:TopicPolicy": resource<aws.sns.TopicPolicyArgs>("AWS::SNS::TopicPolicy", {
    shape: { arn: property("Topics.0"), policy: property("PolicyDocument") },
  }),
  "aws:cloudwatch/eventRule:EventRule": resource<aws.cloudwatch.EventRuleArgs>("AWS::Events::Rule", {
    arn: "Arn",
    shape: { forceDestroy: leftOut(because.provider) },
  }),
  // CloudFormation has a target inside its rule, which demands to say when it fires, and an id, which the provider makes up.
  "aws:cloudwatch/eventTarget:EventTarget": resource<aws.cloudwatch.EventTargetArgs>("AWS::Events::Rule", {
    completion: { ScheduleExpression: "rate(1 day)", Targets: [{ Id: "made-up" }] },
    shape: {
      arn: target("Arn"),
      deadLetterConfig: target("DeadLetterConfig"),
      eventBusName: leftOut("the rule is judged as a resource of its own"),
      forceDestroy: leftOut(because.provider),
      input: target("Input"),
      inputPath: target("InputPath"),
      inputTransformer: target("InputTransformer"),
      retryPolicy: target("RetryPolicy"),
      roleArn: target("RoleArn"),
      rule: leftOut("the rule is judged as a resource of its own"),
      targetId: target("Id"),
    },
  }),
  "aws:sns/topicSubscription:TopicSubscription": resource<aws.sns.TopicSubscriptionArgs>("AWS::SNS::Subscription", {
    shape: {
      confirmationTimeoutInMinutes: leftOut(because.provider),
      endpointAutoConfirms: leftOut(because.provider),
      topic: property("TopicArn"),
    },
  }),
};
