import type { Made, ResourceTable } from "../model";

/** What watches a service and whom it tells: CloudWatch's alarms, dashboards and log metrics, EventBridge, SNS. */
export const watching: ResourceTable = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    autoName: "name",
    replaceOn: ["name"],
    id: (made) => made.text("name"),
    outputs: (made) => ({ arn: made.arn("cloudwatch", `alarm:${made.text("name")}`) }),
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    replaceOn: ["dashboardName"],
    id: (made) => made.text("dashboardName"),
    outputs: (made) => ({ dashboardArn: made.globalArn("cloudwatch", `dashboard/${made.text("dashboardName")}`) }),
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    autoName: "name",
    replaceOn: ["name", "logGroupName"],
    id: (made) => made.text("name"),
  },
  "aws:cloudwatch/eventRule:EventRule": {
    autoName: "name",
    defaults: { eventBusName: "default", forceDestroy: false },
    replaceOn: ["name", "namePrefix", "eventBusName"],
    id: (made) => made.text("name"),
    outputs: (made) => ({ arn: made.arn("events", `rule/${made.text("name")}`) }),
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    defaults: { eventBusName: "default", forceDestroy: false },
    replaceOn: ["rule", "targetId", "eventBusName"],
    id: (made) => `${made.text("rule")}-${made.hex(24)}`,
  },
  "aws:sns/topic:Topic": {
    autoName: "name",
    replaceOn: ["name", "namePrefix", "fifoTopic"],
    id: topicArn,
    outputs: (made) => ({ arn: topicArn(made), owner: made.account }),
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    replaceOn: ["arn"],
    id: (made) => made.text("arn"),
    outputs: (made) => ({ owner: made.account }),
  },
};

function topicArn(made: Made): string {
  return made.arn("sns", made.text("name"));
}
