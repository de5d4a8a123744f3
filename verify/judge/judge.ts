import { judgeDeployments } from "./judgeDeployments";
import type { Judgement, Observed } from "./judgement";
import { judgeServiceDeployment } from "./judgeServiceDeployment";
import { judgeTaskSets } from "./judgeTaskSets";

/**
 * Decides whether a service runs the task definition that was asked for. Pure.
 *
 * ECS's own controller tells by `deployments` (rolling updates) and by the newest service deployment (blue/green, linear and
 * canary, and why ECS went back); CodeDeploy and other controllers tell by `taskSets` (ECS API reference, Service).
 *
 * @param asked ARN of the task definition
 * @example judge("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:2", { service, newest: undefined }).kind
 */
export function judge(asked: string, observed: Observed): Judgement {
  const { service } = observed;
  if ((service.deploymentController?.type ?? "ECS") !== "ECS") return judgeTaskSets(asked, service.taskSets ?? []);
  return judgeServiceDeployment(asked, observed) ?? judgeDeployments(asked, service);
}

/** ARN of the task definition that the service runs: that of its primary deployment or task set. */
export function runningDefinition({ service }: Observed): string | undefined {
  const primary = [...(service.deployments ?? []), ...(service.taskSets ?? [])].find(
    ({ status }) => status === "PRIMARY",
  );
  return primary?.taskDefinition ?? service.taskDefinition;
}
