import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type DesiredStatus,
  ECSClient,
  paginateListTasks,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import { CannotVerify, ExitCode } from "../exitCode";
import type { Aws } from "./aws";
import { lastLogLines } from "./logs";
import { newestDeployment } from "./serviceDeployments";

/** Tasks that DescribeTasks takes at once (ECS API reference). */
const tasksAtOnce = 100;

export interface ServiceName {
  cluster: string;
  service: string;
  /** Undefined: as the AWS SDK finds it (AWS_REGION, the profile). */
  region: string | undefined;
}

/** Asks AWS itself, with the credentials that the AWS SDK finds by its usual chain. */
export function askAws({ cluster, service, region }: ServiceName): Aws {
  const configuration = region === undefined ? {} : { region };
  const ecs = new ECSClient(configuration);
  return {
    service: () => describeService(ecs, cluster, service),
    taskDefinition: async (reference) => {
      const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: reference }));
      if (taskDefinition?.taskDefinitionArn === undefined) throw unknown("task definition", reference);
      return taskDefinition;
    },
    newestDeployment: () => newestDeployment(ecs, cluster, service),
    tasks: (desiredStatus) => listTasks(ecs, cluster, service, desiredStatus),
    lastLogLines: (at, lines) => {
      const logs = new CloudWatchLogsClient(at.region === undefined ? configuration : { region: at.region });
      return lastLogLines(logs, at, lines);
    },
  };
}

async function describeService(ecs: ECSClient, cluster: string, name: string): Promise<Service> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [name] }));
  const [service] = services;
  if (service === undefined) throw unknown("service", `${name} in cluster ${cluster}`);
  if (service.status === "ACTIVE") return service;
  throw new CannotVerify(ExitCode.InvalidInput, [
    `--service ${name}: is ${service.status}, so being deleted or gone; legal: an active service; fix: deploy it first`,
  ]);
}

function unknown(what: "service" | "task definition", given: string): CannotVerify {
  const option = what === "service" ? "--service" : "--task-definition";
  return new CannotVerify(ExitCode.InvalidInput, [
    `${option} ${given}: ECS knows no such ${what}; fix: look for a typing error, another region or another account`,
  ]);
}

/** Both the short and the long form of a service's name: ListTasks takes the name only. */
async function listTasks(
  ecs: ECSClient,
  cluster: string,
  service: string,
  desiredStatus: DesiredStatus,
): Promise<Task[]> {
  const serviceName = service.slice(service.lastIndexOf("/") + 1);
  const arns: string[] = [];
  for await (const page of paginateListTasks({ client: ecs }, { cluster, serviceName, desiredStatus })) {
    arns.push(...(page.taskArns ?? []));
  }
  const tasks: Task[] = [];
  for (let first = 0; first < arns.length; first += tasksAtOnce) {
    const part = arns.slice(first, first + tasksAtOnce);
    tasks.push(...((await ecs.send(new DescribeTasksCommand({ cluster, tasks: part }))).tasks ?? []));
  }
  return tasks;
}
