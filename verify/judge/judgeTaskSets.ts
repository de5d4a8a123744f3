import type { TaskSet } from "@aws-sdk/client-ecs";
import { count, shortName } from "../names";
import type { Judgement } from "./judgement";

/** Decides by task sets, as CodeDeploy and other controllers keep them (ECS API reference, TaskSet). */
export function judgeTaskSets(asked: string, taskSets: readonly TaskSet[]): Judgement {
  const primary = taskSets.find(({ status }) => status === "PRIMARY");
  const ours = taskSets.find(({ taskDefinition, status }) => taskDefinition === asked && status !== "DRAINING");
  if (primary === undefined) return { kind: "waiting", detail: "there is no primary task set yet" };
  if (primary.taskDefinition !== asked) {
    const now = shortName(primary.taskDefinition ?? "no definition");
    return ours === undefined
      ? { kind: "otherDefinition", detail: `the primary task set ${primary.id} is of ${now}` }
      : { kind: "waiting", detail: `task set ${ours.id} does not take the traffic yet; the primary one is of ${now}` };
  }
  const { runningCount = 0, computedDesiredCount = 0, stabilityStatus } = primary;
  const tasks = `${runningCount} of ${count(computedDesiredCount, "task")} running`;
  return stabilityStatus === "STEADY_STATE" && runningCount >= computedDesiredCount
    ? { kind: "running", detail: `task set ${primary.id}, ${tasks}` }
    : { kind: "waiting", detail: `task set ${primary.id} is ${stabilityStatus ?? "of unknown stability"}, ${tasks}` };
}
