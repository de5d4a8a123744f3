import { alone, each, from, object, only, pairs } from "../../fields";
import type { Rows } from "../row";
import { awsvpc } from "./awsvpc";

const networkConfiguration = awsvpc("awsvpcConfiguration");
const serviceRegistries = from("serviceRegistries", only);

export const ecs: Rows = {
  "ecs:service": {
    to: "aws:ecs/service:Service",
    identifier: "serviceArn",
    fields: {
      name: from("serviceName"),
      networkConfiguration,
      serviceRegistries,
      loadBalancers: from("loadBalancers", each({ elbName: from("loadBalancerName") })),
      serviceConnectConfiguration: from(
        "serviceConnectConfiguration",
        object({ services: from("services", each({ clientAlias: from("clientAliases") })) }),
      ),
    },
  },
  "ecs:taskset": { to: "aws:ecs/taskSet:TaskSet", fields: { networkConfiguration, serviceRegistries } },
  "ecs:taskdefinition": {
    to: "aws:ecs/taskDefinition:TaskDefinition",
    identifier: "taskDefinitionArn",
    fields: {
      proxyConfiguration: from(
        "proxyConfiguration",
        object({ properties: from("proxyConfigurationProperties", pairs) }),
      ),
    },
  },
  "ecs:expressgatewayservice": {
    to: "aws:ecs/expressGatewayService:ExpressGatewayService",
    fields: { networkConfigurations: from("networkConfiguration", alone) },
  },
  "ecs:daemon": { to: "aws:ecs/daemon:Daemon" },
  "ecs:daemontaskdefinition": { to: "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition" },
  "ecs:cluster": { to: "aws:ecs/cluster:Cluster", identifier: "arn", fields: { name: from("clusterName") } },
  "ecs:capacityprovider": { to: "aws:ecs/capacityProvider:CapacityProvider" },
  "ecs:clustercapacityproviderassociations": {
    to: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    fields: { clusterName: from("cluster") },
  },
};
