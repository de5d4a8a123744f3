import type { Problem } from "../../nginx";
import type { ServicePlan } from "../servicePlan";
import { checkCompute, hasOwnInterface } from "./compute";
import { containerNames } from "./containerNames";
import type { ContainerPlan } from "./containerPlan";
import { checkContainerSizes } from "./containerSize";
import { planContainers, secondsToStop } from "./containers";
import { checkEnvironment } from "./environment";
import { checkInspection } from "./inspection";
import { checkListen } from "./listen";
import { checkLogs } from "./logs";
import { checkSecrets } from "./secretReference";
import { checkSidecars } from "./sidecars";
import { checkTaskSize } from "./taskSize";
import { checkStorage, checkVolumes } from "./volumes";

/** Containers of a task at most (Amazon ECS service quotas, "Containers per task definition"). */
const mostContainers = 10;

/** Everything that is wrong with a task's compute and with what it has beside its two containers. */
export function checkTask(where: string, plan: ServicePlan): Problem[] {
  const { given, compute } = plan.task;
  const { task, application } = given;
  const containers = planContainers(plan);
  const own: string[] = Object.values(containerNames);
  return [
    ...checkTaskSize(where, compute, plan.size),
    ...checkContainerSizes(where, plan.size, sizes(where, plan)),
    ...checkCompute(`${where}.compute`, task.compute, secondsToStop(plan)),
    ...checkListen(`${where}.application`, application),
    ...checkEnvironment(`${where}.application.environment`, application.environment),
    ...checkSecrets(`${where}.application.secrets`, application.secrets, reserved(plan)),
    ...checkLogs(`${where}.logs`, task.logs),
    ...checkSidecars(`${where}.sidecars`, plan.task.sidecars, own),
    ...checkVolumes(`${where}.volumes`, plan.task.volumes, mountable(containers)),
    ...checkFileSystems(where, plan),
    ...checkStorage(`${where}.ephemeralGibibytes`, task.ephemeralGibibytes, compute.kind === "fargate"),
    ...checkInspectionOf(where, plan),
    ...checkCount(where, containers.length),
  ];
}

/** The sizes of all containers, where the user gives them. */
function sizes(where: string, plan: ServicePlan) {
  return planContainers(plan).map((container) => ({
    where: `${where}.${container.name === containerNames.proxy ? "proxySize" : `${container.where}.size`}`,
    size: container.size,
  }));
}

/** Names that the application's environment has already, the gate's own among them. */
function reserved(plan: ServicePlan): string[] {
  const ofGate = planContainers(plan).find(({ name }) => name === containerNames.application)?.environment;
  return [...Object.keys(plan.task.given.application.environment ?? {}), ...Object.keys(ofGate ?? {})];
}

/** The proxy's container holds nothing of a user's, and a router none either. */
function mountable(containers: readonly ContainerPlan[]): ContainerPlan[] {
  return containers.filter(({ name }) => name !== containerNames.proxy && name !== containerNames.logRouter);
}

function checkInspectionOf(where: string, { task, proxy }: ServicePlan): Problem[] {
  if (task.inspection === undefined) return [];
  const ports = [proxy.port, ...("port" in task.listen ? [task.listen.port] : [])];
  return checkInspection(`${where}.inspection`, task.inspection, {
    ports,
    ownInterface: hasOwnInterface(task.compute),
  });
}

/** In network mode bridge it is the host that mounts a file system, and its other tasks could reach it too. */
function checkFileSystems(where: string, { task }: ServicePlan): Problem[] {
  if (hasOwnInterface(task.compute)) return [];
  return task.volumes.flatMap(({ kind }, index) => {
    if (kind !== "efs") return [];
    const legal =
      "scratch in network mode bridge, where the host's security group would open the file system to all tasks";
    return [
      { where: `${where}.volumes[${index}].kind`, given: kind, legal, fix: "use Fargate, or networkMode awsvpc" },
    ];
  });
}

function checkCount(where: string, count: number): Problem[] {
  if (count <= mostContainers) return [];
  return [
    {
      where: `${where}.sidecars`,
      given: `${count} containers with the gate's own`,
      legal: `at most ${mostContainers} in a task (Amazon ECS service quotas)`,
      fix: `remove ${count - mostContainers}`,
    },
  ];
}
