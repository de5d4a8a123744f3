import { computeEnvironment, jobDefinition } from "../adapters/batch";
import { deploymentGroup } from "../adapters/deploymentGroup";
import { eventTarget, pipe } from "../adapters/runTask";
import { schedule } from "../adapters/schedule";
import { stateMachine } from "../adapters/stateMachine";
import { type Family, node } from "./family";

/** What runs or moves tasks of ECS without being an ECS service. */
export const runners: Family = {
  "aws:cloudwatch/eventTarget:EventTarget": node("runner", eventTarget),
  "aws:scheduler/schedule:Schedule": node("runner", schedule),
  "aws:scheduler/scheduleGroup:ScheduleGroup": "harmless",
  "aws:pipes/pipe:Pipe": node("runner", pipe),
  "aws:sfn/stateMachine:StateMachine": node("runner", stateMachine),
  "aws:sfn/activity:Activity": "harmless",
  "aws:sfn/alias:Alias": "harmless",
  "aws:batch/computeEnvironment:ComputeEnvironment": node("runner", computeEnvironment),
  "aws:batch/jobDefinition:JobDefinition": node("runner", jobDefinition),
  "aws:batch/jobQueue:JobQueue": "harmless",
  "aws:batch/schedulingPolicy:SchedulingPolicy": "harmless",
  "aws:codedeploy/deploymentGroup:DeploymentGroup": node("runner", deploymentGroup),
  "aws:codedeploy/application:Application": "harmless",
  "aws:codedeploy/deploymentConfig:DeploymentConfig": "harmless",
};
