import type { Container, Task, TaskDefinition } from "@aws-sdk/client-ecs";
import type { Aws } from "../aws/aws";
import { unreadReason } from "../aws/failure";
import { count, oneLine, shortName } from "../names";
import type { ContainerLog, ContainerReport, TaskReport } from "../verification";
import { logPlace } from "./logStream";
import { printer } from "./printable";
import { groupTasks, type TaskGroup } from "./taskGroups";

/** Ways in which tasks ended that are shown with their logs; more would hide the first. */
const shownGroups = 5;

/** What the tasks of a definition tell, and what could not be read of them. */
export interface TaskEvidence {
  tasks: TaskReport[];
  notRead: string[];
}

/** Reads the tasks of a definition and the ends of their logs. Nothing here throws: what cannot be read is said. */
export async function collectTasks(aws: Aws, definition: TaskDefinition, logLines: number): Promise<TaskEvidence> {
  const name = shortName(definition.taskDefinitionArn ?? "");
  const read = await Promise.allSettled([aws.tasks("STOPPED"), aws.tasks("RUNNING")]);
  const notRead = read.flatMap((result, index) =>
    result.status === "rejected"
      ? [`${index === 0 ? "stopped" : "running"} tasks: ${unreadReason(result.reason)}`]
      : [],
  );
  const tasks = read
    .flatMap((result) => (result.status === "fulfilled" ? result.value : []))
    .filter(({ taskDefinitionArn }) => taskDefinitionArn === definition.taskDefinitionArn);
  if (tasks.length === 0 && notRead.length === 0) {
    notRead.push(`tasks of ${name}: ECS knows none; it forgets stopped tasks after about an hour`);
  }
  const groups = groupTasks(tasks);
  const hidden = groups.slice(shownGroups).reduce((sum, group) => sum + group.count, 0);
  if (hidden > 0) notRead.push(`${count(hidden, "more task")} of ${name}, which ended in other ways, and their logs`);
  const reports = await Promise.all(
    groups.slice(0, shownGroups).map((group) => report(aws, group, definition, logLines)),
  );
  return { tasks: reports, notRead };
}

async function report(aws: Aws, group: TaskGroup, definition: TaskDefinition, logLines: number): Promise<TaskReport> {
  const { newest: task, count } = group;
  const print = printer(definition);
  const containers = (task.containers ?? []).map(async (container): Promise<ContainerReport> => {
    return {
      name: container.name ?? "",
      exitCode: container.exitCode,
      reason: container.reason === undefined ? undefined : print(oneLine(container.reason)),
      health: container.healthStatus,
      log: await readLog(aws, task, container, definition, logLines),
    };
  });
  return {
    count,
    id: shortName(task.taskArn ?? ""),
    status: task.lastStatus ?? "UNKNOWN",
    stoppedAt: task.stoppedAt,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason === undefined ? undefined : print(oneLine(task.stoppedReason)),
    containers: await Promise.all(containers),
  };
}

async function readLog(
  aws: Aws,
  task: Task,
  container: Container,
  definition: TaskDefinition,
  logLines: number,
): Promise<ContainerLog> {
  if (logLines === 0) return { kind: "notRead", why: "not asked for" };
  const defined = definition.containerDefinitions?.find(({ name }) => name === container.name);
  if (defined === undefined) return { kind: "notRead", why: "the task definition has no such container" };
  const place = logPlace(defined, shortName(task.taskArn ?? ""), container);
  if (place.kind === "notRead") return place;
  const where = `${place.at.group}, stream ${place.at.stream}`;
  try {
    const lines = await aws.lastLogLines(place.at, logLines);
    if (lines === undefined)
      return { kind: "notRead", why: `${where} does not exist: it wrote nothing, or never started` };
    return { kind: "lines", lines: lines.map(printer(definition)) };
  } catch (error) {
    return { kind: "notRead", why: `${where}: ${unreadReason(error)}` };
  }
}
