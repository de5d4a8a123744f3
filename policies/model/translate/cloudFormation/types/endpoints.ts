import { each, from } from "../../fields";
import type { Rows } from "../row";

export const endpoints: Rows = {
  "apprunner:service": { to: "aws:apprunner/service:Service", identifier: "serviceArn" },
  "apprunner:vpcingressconnection": { to: "aws:apprunner/vpcIngressConnection:VpcIngressConnection" },
  "lightsail:container": {
    to: "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion",
    needs: "containerServiceDeployment",
    fields: {
      publicEndpoint: from(["containerServiceDeployment", "publicEndpoint"]),
      containers: from(["containerServiceDeployment", "containers"]),
    },
  },
  "elasticbeanstalk:environment": {
    to: "aws:elasticbeanstalk/environment:Environment",
    fields: {
      tier: from(["tier", "name"]),
      settings: from("optionSettings", each({ name: from("optionName") })),
    },
  },
  "lambda:function": {
    to: "aws:lambda/function:Function",
    identifier: "arn",
    fields: { name: from("functionName"), imageUri: from(["code", "imageUri"]) },
  },
  "lambda:url": {
    to: "aws:lambda/functionUrl:FunctionUrl",
    fields: { authorizationType: from("authType"), functionName: from("targetFunctionArn") },
  },
};
