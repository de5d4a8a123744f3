import { type DeploymentArgs, DeploymentKind, type TestListenerArgs } from "../release/deploymentPlan";
import type { ReleaseArgs } from "../release/releasePlan";
import type { ScalingArgs, ScalingScheduleArgs } from "../release/scalingPlan";
import { list, type OptionalFields, object } from "./objects";
import { choice, number, text } from "./values";

const deployment = object<DeploymentArgs>(
  { kind: choice(Object.values(DeploymentKind)) },
  {
    minimumHealthyPercent: number,
    maximumPercent: number,
    bakeMinutes: number,
    testListener: object<TestListenerArgs>({ port: number, cidrs: list(text) }, {}),
    canaryPercent: number,
    canaryMinutes: number,
    stepPercent: number,
    stepMinutes: number,
  },
);

const schedule = object<ScalingScheduleArgs>(
  { name: text, schedule: text, minimum: number, maximum: number },
  { timezone: text },
);

const scaling = object<ScalingArgs>(
  { minimum: number, maximum: number },
  {
    cpuPercent: number,
    memoryPercent: number,
    requestsPerTarget: number,
    scaleInSeconds: number,
    scaleOutSeconds: number,
    schedules: list(schedule),
  },
);

/** The fields of `ReleaseArgs`, none of which is needed. */
export const releaseFields: OptionalFields<ReleaseArgs> = { deployment, desiredCount: number, scaling };
