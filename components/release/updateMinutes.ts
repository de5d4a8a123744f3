import type { ServicePlan } from "../servicePlan";
import { secondsToStop } from "../task/containers";
import { secondsToHealthy } from "../task/health";
import { deliberateMinutes, isShifting, tasksWhileRolling } from "./deploymentPlan";
import { mostTasks, type ReleasePlan } from "./releasePlan";

/** Minutes for ECS to find room, pull images, judge failures and decide to go back: its own circuit breaker takes some ten. */
const placeAndJudgeMinutes = 20;

/**
 * Minutes that an update waits at most for the deployment:
 * 20, what the deployment waits on purpose, the grace once, and twice (there and back) each wave of tasks, in which the new
 * ones get well, and the old ones drain and then get their stop time-outs one after the other.
 */
export function updateMinutes(plan: ServicePlan): number {
  const { graceSeconds, deregistrationSeconds } = plan.rollout;
  const waveSeconds = secondsToHealthy(plan) + deregistrationSeconds + secondsToStop(plan);
  const seconds = 2 * waves(plan.release) * waveSeconds + graceSeconds;
  return placeAndJudgeMinutes + deliberateMinutes(plan.release.deployment.strategy) + Math.ceil(seconds / 60);
}

/** How many times tasks are replaced, one part after the other: a rolling deployment has room for some at a time. */
function waves(release: ReleasePlan): number {
  const { strategy } = release.deployment;
  if (isShifting(strategy)) return 1;
  const tasks = mostTasks(release);
  const { least, most } = tasksWhileRolling(strategy, tasks);
  return Math.max(1, Math.ceil(tasks / Math.max(1, most - least)));
}
