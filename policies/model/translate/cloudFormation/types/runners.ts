import { from, object, only } from "../../fields";
import type { Rows } from "../row";
import { awsvpc } from "./awsvpc";
import { definition } from "./stateMachine";

const runsTasks = (key: string) => object({ networkConfiguration: awsvpc(key) });

/** Pipes keep the level of `awsvpcConfiguration` in the aws provider, under another name. */
const ecsTaskParameters = object({
  networkConfiguration: from("networkConfiguration", object({ awsVpcConfiguration: from("awsvpcConfiguration") })),
});

export const runners: Rows = {
  // The rule itself runs nothing; its targets do.
  "events:rule": {
    to: "aws:cloudwatch/eventRule:EventRule",
    inside: [
      {
        list: "targets",
        to: "aws:cloudwatch/eventTarget:EventTarget",
        fields: { ecsTarget: from("ecsParameters", runsTasks("awsVpcConfiguration")) },
        owner: "rule",
      },
    ],
  },
  "scheduler:schedule": {
    to: "aws:scheduler/schedule:Schedule",
    fields: {
      target: from("target", object({ ecsParameters: from("ecsParameters", runsTasks("awsvpcConfiguration")) })),
    },
  },
  "pipes:pipe": {
    to: "aws:pipes/pipe:Pipe",
    fields: {
      targetParameters: from(
        "targetParameters",
        object({ ecsTaskParameters: from("ecsTaskParameters", ecsTaskParameters) }),
      ),
    },
  },
  "stepfunctions:statemachine": { to: "aws:sfn/stateMachine:StateMachine", fields: { definition } },
  "batch:computeenvironment": { to: "aws:batch/computeEnvironment:ComputeEnvironment" },
  // What is JSON text in the aws provider is an object here; the model reads both.
  "batch:jobdefinition": { to: "aws:batch/jobDefinition:JobDefinition" },
  "codedeploy:deploymentgroup": {
    to: "aws:codedeploy/deploymentGroup:DeploymentGroup",
    fields: {
      appName: from("applicationName"),
      ecsService: from("ecsServices", only),
      loadBalancerInfo: from(
        "loadBalancerInfo",
        object({ targetGroupPairInfo: from("targetGroupPairInfoList", only) }),
      ),
    },
  },
};
