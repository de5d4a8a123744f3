import {
  alwaysOpen,
  appRunnerService,
  beanstalkEnvironment,
  functionUrl,
  kubernetesService,
  lambdaFunction,
  lightsailDeployment,
} from "../adapters/endpoint";
import { type Family, node } from "./family";

/** What serves the internet by itself, without a load balancer or a task of this stack. */
export const endpoints: Family = {
  "aws:apprunner/service:Service": node("endpoint", appRunnerService),
  // It opens a service to one VPC, not to the internet.
  "aws:apprunner/vpcIngressConnection:VpcIngressConnection": "harmless",
  "aws:apprunner/autoScalingConfigurationVersion:AutoScalingConfigurationVersion": "harmless",
  "aws:apprunner/connection:Connection": "harmless",
  "aws:apprunner/customDomainAssociation:CustomDomainAssociation": "harmless",
  "aws:apprunner/defaultAutoScalingConfigurationVersion:DefaultAutoScalingConfigurationVersion": "harmless",
  "aws:apprunner/deployment:Deployment": "harmless",
  "aws:apprunner/observabilityConfiguration:ObservabilityConfiguration": "harmless",
  "aws:apprunner/vpcConnector:VpcConnector": "harmless",
  "aws:lambda/function:Function": node("function", lambdaFunction),
  "aws:lambda/functionUrl:FunctionUrl": node("endpoint", functionUrl),
  "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": node(
    "endpoint",
    lightsailDeployment,
  ),
  // It serves nothing before a deployment names an endpoint.
  "aws:lightsail/containerService:ContainerService": "harmless",
  "aws:lightsail/instancePublicPorts:InstancePublicPorts": node("endpoint", alwaysOpen("public ports of")),
  "aws:elasticbeanstalk/environment:Environment": node("endpoint", beanstalkEnvironment),
  "aws:elasticbeanstalk/application:Application": "harmless",
  "aws:elasticbeanstalk/applicationVersion:ApplicationVersion": "harmless",
  "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": "harmless",
  "kubernetes:core/v1:Service": node("endpoint", kubernetesService),
  "kubernetes:networking.k8s.io/v1:Ingress": node("endpoint", alwaysOpen("Kubernetes ingress")),
};
