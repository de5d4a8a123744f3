import {
  type DeploymentArgs,
  type DeploymentPlan,
  isShifting,
  planDeployment,
  tasksWhileRolling,
} from "./deploymentPlan";
import { planScaling, type ScalingArgs, type ScalingPlan } from "./scalingPlan";

/** How a service changes: its revisions, and its number of tasks. */
export interface ReleaseArgs {
  /** How a new revision takes the place of the old one. Plain. @default rolling, with ECS's circuit breaker */
  deployment?: DeploymentArgs;
  /** Tasks, 0 to 5000; with `scaling` only the number to begin with. Plain. @default 2, or what `scaling` allows next to it */
  desiredCount?: number;
  /** How the number of tasks follows the load. Plain. @default it does not */
  scaling?: ScalingArgs;
}

/** The same with every number said. */
export interface ReleasePlan {
  deployment: DeploymentPlan;
  desiredCount: number;
  /** None: the number of tasks is the desired count. */
  scaling: ScalingPlan | undefined;
}

/** Two tasks: one more than none is left when one stops. */
const usualCount = 2;

/** Fills in the defaults; judges nothing. */
export function planRelease({ deployment, desiredCount, scaling }: ReleaseArgs): ReleasePlan {
  const nearest = scaling === undefined ? usualCount : Math.max(scaling.minimum, Math.min(usualCount, scaling.maximum));
  return {
    deployment: planDeployment(deployment),
    desiredCount: desiredCount ?? nearest,
    scaling: scaling === undefined ? undefined : planScaling(scaling),
  };
}

/** The most tasks that the service has between deployments: what it begins with, or what scaling or one of its schedules makes of it. */
export function mostTasks({ desiredCount, scaling }: ReleasePlan): number {
  if (scaling === undefined) return desiredCount;
  return Math.max(desiredCount, scaling.maximum, ...scaling.schedules.map(({ maximum }) => maximum));
}

/**
 * The fewest tasks that have to find room so that a deployment can always go on: a whole second revision, one task more, or
 * none where one can stop first.
 */
export function tasksInDeployment(release: ReleasePlan): number {
  const { strategy } = release.deployment;
  const tasks = mostTasks(release);
  if (isShifting(strategy)) return 2 * tasks;
  const { least } = tasksWhileRolling(strategy, tasks);
  return least < tasks ? tasks : tasks + 1;
}
