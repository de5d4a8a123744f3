import type { Deployment, Service } from "@aws-sdk/client-ecs";
import { count, oneLine, shortName } from "../names";
import type { Judgement } from "./judgement";

/** Decides by the service's deployments, as ECS's own controller keeps them (ECS API reference, Deployment). */
export function judgeDeployments(asked: string, service: Service): Judgement {
  const deployments = service.deployments ?? [];
  const primary = deployments.find(({ status }) => status === "PRIMARY");
  if (primary === undefined) return { kind: "waiting", detail: "ECS names no primary deployment yet" };
  if (primary.taskDefinition === asked) return judgePrimary(primary, deployments.length);
  const failed = deployments.find(
    ({ taskDefinition, rolloutState }) => taskDefinition === asked && rolloutState === "FAILED",
  );
  if (failed !== undefined) return { kind: "rolledBack", detail: stateReason(failed) };
  const rolledBack = rollbackEvent(service, primary);
  if (rolledBack !== undefined) return { kind: "rolledBack", detail: rolledBack };
  const now = primary.taskDefinition === undefined ? "no definition" : shortName(primary.taskDefinition);
  return primary.rolloutState === "IN_PROGRESS"
    ? { kind: "waiting", detail: `ECS is deploying ${now}, ${tasksOf(primary)}` }
    : { kind: "otherDefinition", detail: `the primary deployment ${primary.id} is of ${now}` };
}

/** The primary deployment is of the definition that was asked for. */
function judgePrimary(primary: Deployment, deployments: number): Judgement {
  const { rolloutState, runningCount = 0, desiredCount = 0 } = primary;
  if (rolloutState === "FAILED") return { kind: "failed", detail: stateReason(primary) };
  if (rolloutState === "IN_PROGRESS") return { kind: "waiting", detail: `rolling out, ${tasksOf(primary)}` };
  if (runningCount < desiredCount) return { kind: "waiting", detail: `rolled out, but ${tasksOf(primary)}` };
  // Without a rollout state (strategies other than rolling) the old deployment is there until the new one is final.
  if (rolloutState === undefined && deployments > 1) {
    return { kind: "waiting", detail: `the replaced deployment is not gone yet, ${tasksOf(primary)}` };
  }
  const proof = desiredCount === 0 ? "; with a desired count of 0 no task of it has to run" : "";
  return { kind: "running", detail: `deployment ${primary.id}, ${tasksOf(primary)}${proof}` };
}

function tasksOf({ runningCount = 0, desiredCount = 0, pendingCount = 0, failedTasks = 0 }: Deployment): string {
  const failed = failedTasks > 0 ? `, ${failedTasks} failed` : "";
  const pending = pendingCount > 0 ? `, ${pendingCount} pending` : "";
  return `${runningCount} of ${count(desiredCount, "task")} running${pending}${failed}`;
}

function stateReason({ id, rolloutStateReason }: Deployment): string {
  return oneLine(rolloutStateReason ?? `deployment ${id} failed, and ECS gives no reason`).replace(/\.$/, "");
}

/** ECS forgets a failed deployment when its tasks are gone; the event that it went back stays longer. */
function rollbackEvent({ events = [] }: Service, { id }: Deployment): string | undefined {
  if (id === undefined) return undefined;
  const back = new RegExp(`\\broll(?:ing|ed) back to deployment ${id.replace(/[^\w/-]/g, "\\$&")}\\b`);
  return events.map(({ message = "" }) => oneLine(message)).find((message) => back.test(message));
}
