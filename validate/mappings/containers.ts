import type * as aws from "@pulumi/aws";
import { because, either, json, leftOut, property, type ResourceTable, resource, type Shape } from "../mapping";

const deployment = (name: string) => property(`DeploymentConfiguration.${name}`);

const volume: Shape = {
  configureAtLaunch: property("ConfiguredAtLaunch"),
  hostPath: property("Host.SourcePath"),
  efsVolumeConfiguration: property("EFSVolumeConfiguration"),
  s3filesVolumeConfiguration: property("S3FilesVolumeConfiguration"),
};

/** Container definitions are text in the words of the ECS API, which differ from CloudFormation's in case only. */
const taskDefinition = resource<aws.ecs.TaskDefinitionArgs>("AWS::ECS::TaskDefinition", {
  arn: "Ref",
  shape: {
    containerDefinitions: json("ContainerDefinitions"),
    skipDestroy: leftOut(because.provider),
    trackLatest: leftOut(because.provider),
    volumes: property("Volumes", { shape: volume }),
  },
});

const service = resource<aws.ecs.ServiceArgs>("AWS::ECS::Service", {
  arn: "Ref",
  shape: {
    alarms: deployment("Alarms"),
    deploymentCircuitBreaker: deployment("DeploymentCircuitBreaker"),
    deploymentMaximumPercent: deployment("MaximumPercent"),
    deploymentMinimumHealthyPercent: deployment("MinimumHealthyPercent"),
    forceDelete: leftOut(because.provider),
    forceNewDeployment: leftOut(because.provider),
    iamRole: property("Role"),
    name: property("ServiceName"),
    networkConfiguration: property("NetworkConfiguration.AwsvpcConfiguration", {
      shape: { assignPublicIp: property("AssignPublicIp", { words: either("ENABLED", "DISABLED") }) },
    }),
    orderedPlacementStrategies: property("PlacementStrategies"),
    sigintRollback: leftOut(because.provider),
    triggers: leftOut(because.provider),
    waitForSteadyState: leftOut(because.provider),
  },
});

/** Elastic Container Service. */
export const containers: ResourceTable = {
  "aws:ecs/cluster:Cluster": resource<aws.ecs.ClusterArgs>("AWS::ECS::Cluster", {
    arn: "Arn",
    shape: { name: property("ClusterName"), settings: property("ClusterSettings") },
  }),
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": resource<aws.ecs.ClusterCapacityProvidersArgs>(
    "AWS::ECS::ClusterCapacityProviderAssociations",
    { shape: { clusterName: property("Cluster") } },
  ),
  "aws:ecs/capacityProvider:CapacityProvider": resource<aws.ecs.CapacityProviderArgs>("AWS::ECS::CapacityProvider", {
    shape: { cluster: property("ClusterName") },
  }),
  "aws:ecs/service:Service": service,
  "aws:ecs/taskDefinition:TaskDefinition": taskDefinition,
};
