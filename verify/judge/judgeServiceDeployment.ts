import type { ServiceDeployment } from "@aws-sdk/client-ecs";
import { oneLine, shortName } from "../names";
import type { Judgement, Observed } from "./judgement";

/**
 * What the newest service deployment alone decides; undefined where the primary deployment has to tell.
 *
 * It is what says that ECS rolled back where the definition did not change (a forced deployment, another setting of the
 * service), and whether a blue/green, linear or canary deployment still bakes.
 */
export function judgeServiceDeployment(asked: string, { service, newest }: Observed): Judgement | undefined {
  const primary = service.deployments?.find(({ status }) => status === "PRIMARY");
  if (newest === undefined || endedBefore(newest.deployment, primary?.createdAt)) return undefined;
  const { deployment, taskDefinition } = newest;
  const ours = taskDefinition === undefined || taskDefinition === asked;
  const what = taskDefinition === undefined ? "a service deployment" : `the deployment of ${shortName(taskDefinition)}`;
  switch (deployment.status) {
    case "PENDING":
    case "IN_PROGRESS":
      // A rolling update tells more, and tells its failure sooner, by its deployments.
      if (isRolling(deployment) && taskDefinition === asked) return undefined;
      return { kind: "waiting", detail: `${what} is ${deployment.status}${stageOf(deployment)}` };
    case "ROLLBACK_REQUESTED":
    case "ROLLBACK_IN_PROGRESS":
      return ours
        ? { kind: "rolledBack", detail: `${reasonOf(deployment)}; ECS is still going back (${deployment.status})` }
        : { kind: "waiting", detail: `${what} is ${deployment.status}` };
    case "ROLLBACK_SUCCESSFUL":
      return ours ? { kind: "rolledBack", detail: reasonOf(deployment) } : undefined;
    case "ROLLBACK_FAILED":
      return ours ? { kind: "rolledBack", detail: `${reasonOf(deployment)}; going back failed too` } : undefined;
    case "STOP_REQUESTED":
      return ours ? stopped(deployment) : { kind: "waiting", detail: `${what} is being stopped` };
    case "STOPPED":
      return ours ? stopped(deployment) : undefined;
    default:
      return undefined;
  }
}

/** It is then not the deployment that made the service what it is: its successor is only not listed yet. */
function endedBefore({ finishedAt, stoppedAt }: ServiceDeployment, primaryCreated: Date | undefined): boolean {
  const ended = finishedAt ?? stoppedAt;
  return ended !== undefined && primaryCreated !== undefined && primaryCreated > ended;
}

function isRolling({ deploymentConfiguration }: ServiceDeployment): boolean {
  return (deploymentConfiguration?.strategy ?? "ROLLING") === "ROLLING";
}

function stageOf({ lifecycleStage }: ServiceDeployment): string {
  return lifecycleStage === undefined ? "" : ` (${lifecycleStage})`;
}

function stopped(deployment: ServiceDeployment): Judgement {
  return { kind: "failed", detail: `the deployment was stopped (${deployment.status}): ${reasonOf(deployment)}` };
}

/** Everything that ECS says about why, without saying the same twice. */
function reasonOf({ rollback, statusReason, alarms, deploymentCircuitBreaker: breaker }: ServiceDeployment): string {
  const triggered = alarms?.triggeredAlarmNames ?? [];
  const counted =
    breaker?.failureCount === undefined ? "" : `: ${breaker.failureCount} of ${breaker.threshold} failures`;
  const reasons = [
    statusReason,
    rollback?.reason,
    triggered.length > 0 ? `alarms: ${triggered.join(", ")}` : undefined,
    breaker?.status === "TRIGGERED" ? `circuit breaker triggered${counted}` : undefined,
  ].flatMap((reason) => (reason ? [oneLine(reason).replace(/\.$/, "")] : []));
  return reasons.length === 0 ? "ECS gives no reason" : [...new Set(reasons)].join("; ");
}
