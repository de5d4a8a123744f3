import { capacityProvider, clusterCapacity } from "../adapters/capacity";
import { expressGatewayService } from "../adapters/expressGatewayService";
import { proxiedService } from "../adapters/proxiedService";
import { service, taskSet } from "../adapters/service";
import { accountSetting } from "../adapters/subnet";
import { taskDefinition } from "../adapters/taskDefinition";
import { type Family, node, opaqueWorkload } from "./family";

/** What runs containers on ECS. */
export const ecs: Family = {
  "aws:ecs/service:Service": node("service", service),
  "aws:ecs/taskDefinition:TaskDefinition": node("taskDefinition", taskDefinition),
  "aws:ecs/taskSet:TaskSet": node("service", taskSet),
  "aws:ecs/expressGatewayService:ExpressGatewayService": node("service", expressGatewayService),
  "aws:ecs/daemon:Daemon": opaqueWorkload("containers on every host of a cluster"),
  "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": opaqueWorkload("containers on every host of a cluster"),
  "aws:ecs/accountSettingDefault:AccountSettingDefault": node("accountSetting", accountSetting),
  "aws:ecs/capacityProvider:CapacityProvider": node("capacityProvider", capacityProvider),
  "aws:ecs/cluster:Cluster": node("cluster", () => {}),
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": node("capacity", clusterCapacity),
  "aws:ecs/tag:Tag": "harmless",
  // The component that makes such services: what it declares is held against its task definition.
  "gatehouse:index:ProxiedService": node("contract", proxiedService),
};
