import { keyOf } from "../model/reference";
import type { View, ViewedWorkload } from "../view";

/** Tasks in another network mode than awsvpc have the address and the groups of their host; another rule reports them. */
export function onHostNetwork({ model }: View, { workload }: ViewedWorkload): boolean {
  const { securityGroups, taskDefinition = [] } = workload;
  if (securityGroups.state === "known" || taskDefinition.length === 0) return false;
  return taskDefinition.every((target) => {
    const mode = model.taskDefinitions.get(keyOf(target) ?? "")?.networkMode;
    return mode?.state === "known" && mode.value !== "awsvpc";
  });
}
