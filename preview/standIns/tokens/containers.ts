import type { Made, ResourceTable } from "../model";

/** Elastic Container Service and what scales it. */
export const containers: ResourceTable = {
  "aws:ecs/cluster:Cluster": {
    autoName: "name",
    replaceOn: ["name"],
    id: (made) => made.arn("ecs", `cluster/${made.text("name")}`),
    outputs: (made) => ({ arn: made.arn("ecs", `cluster/${made.text("name")}`) }),
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    replaceOn: ["clusterName"],
    id: (made) => made.text("clusterName"),
  },
  "aws:ecs/service:Service": {
    autoName: "name",
    defaults: { waitForSteadyState: true },
    replaceOn: ["name", "cluster", "launchType", "schedulingStrategy"],
    id: serviceArn,
    outputs: (made) => ({ arn: serviceArn(made) }),
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    replaceOn: "all",
    id: (made) => made.text("family"),
    outputs: (made) => {
      const arnWithoutRevision = made.arn("ecs", `task-definition/${made.text("family")}`);
      // AWS counts; a stand-in that keeps no count takes a number that differs when the definition does.
      const revision = Number.parseInt(made.hex(4), 16) + 1;
      return { arnWithoutRevision, arn: `${arnWithoutRevision}:${revision}`, revision };
    },
  },
  "aws:appautoscaling/target:Target": {
    replaceOn: ["resourceId", "scalableDimension", "serviceNamespace"],
    id: (made) => made.text("resourceId"),
    outputs: (made) => ({ arn: made.arn("application-autoscaling", `scalable-target/${made.hex(36)}`) }),
  },
  "aws:appautoscaling/policy:Policy": {
    autoName: "name",
    replaceOn: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      arn: made.arn("autoscaling", `scalingPolicy:${made.hex(36)}:policyName/${made.text("name")}`),
      alarmArns: [],
    }),
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    autoName: "name",
    replaceOn: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      arn: made.arn("autoscaling", `scheduledAction:${made.hex(36)}:scheduledActionName/${made.text("name")}`),
    }),
  },
};

function serviceArn(made: Made): string {
  const cluster = made.text("cluster").split("/").at(-1) || "default";
  return made.arn("ecs", `service/${cluster}/${made.text("name")}`);
}
