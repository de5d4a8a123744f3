import type { ServicePlan } from "./servicePlan";
import type { ContainerPlan } from "./task/containerPlan";
import { planContainers } from "./task/containers";
import { shareCpu } from "./task/cpuShares";
import { logConfiguration } from "./task/logs";

export { containerNames } from "./task/containerNames";

/** What is known of one container beside its plan: strings that a preview knows, unless a user hands in what is not. */
export interface ContainerSurroundings {
  image: string;
  /** Its log group, where it has one. */
  logGroup?: string;
  /** What the user gives; the gate's own variables win. */
  environment: Record<string, string>;
  /** Names of variables, and what ECS calls `valueFrom`. */
  secrets: Record<string, string>;
}

/** What is known of the surroundings of a task. */
export interface TaskSurroundings {
  region: string;
  /** By name of the container. */
  containers: Record<string, ContainerSurroundings>;
}

/**
 * The containers of a task, in the form that ECS takes (ECS API reference, ContainerDefinition).
 *
 * Only the proxy has a port mapping: no other port of the task is registered, published or admitted.
 *
 * @throws Error when the surroundings lack a container of the plan.
 */
export function containerDefinitions(plan: ServicePlan, task: TaskSurroundings): object[] {
  return shareCpu(plan.size.cpu, planContainers(plan)).map((container) => {
    const surroundings = task.containers[container.name];
    if (surroundings === undefined) throw new Error(`nothing is known of container ${container.name}`);
    return definition(plan, container, { ...surroundings, region: task.region });
  });
}

/** Names that the gate sets for the application, so that both sides of a number are the same. */
export const reservedEnvironment = ["HOST", "PORT", "SOCKET", "KEEP_ALIVE_SECONDS", "STOP_SECONDS"] as const;

function definition(
  { task }: ServicePlan,
  container: ContainerPlan,
  { image, logGroup, environment, secrets, region }: ContainerSurroundings & { region: string },
): object {
  const { name, essential, user, size, command, port, links, dependsOn, mounts, openFiles, stopSeconds } = container;
  return {
    name,
    image,
    essential,
    user,
    ...size,
    ...(command && { command }),
    ...nonEmpty("environment", named({ ...environment, ...container.environment }, "value")),
    ...nonEmpty("secrets", named(secrets, "valueFrom")),
    ...(port && { portMappings: [{ name: "proxy", ...port, protocol: "tcp", appProtocol: "http" }] }),
    ...nonEmpty("links", links),
    ...nonEmpty("dependsOn", dependsOn),
    ...(container.health && { healthCheck: healthCheck(container.health) }),
    readonlyRootFilesystem: container.readonlyRoot,
    linuxParameters: { capabilities: { drop: ["ALL"] }, ...(task.exec && { initProcessEnabled: true }) },
    ...nonEmpty("mountPoints", mounts),
    ...(openFiles && { ulimits: [{ name: "nofile", softLimit: openFiles, hardLimit: openFiles }] }),
    ...(stopSeconds && { stopTimeout: stopSeconds }),
    ...(container.isLogRouter && { firelensConfiguration: { type: "fluentbit" } }),
    logConfiguration: logConfiguration(task.logs, container, { group: logGroup ?? "", region }),
  };
}

function healthCheck(health: Required<ContainerPlan>["health"]): object {
  return {
    command: health.command,
    interval: health.intervalSeconds,
    timeout: health.timeoutSeconds,
    retries: health.retries,
    startPeriod: health.startSeconds,
  };
}

/** Sorted, as ECS gives it back: the order must not be a difference. */
function named(values: Record<string, string>, what: "value" | "valueFrom"): object[] {
  return Object.entries(values)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => ({ name, [what]: value }));
}

/** ECS gives back no list that is empty. */
function nonEmpty(field: string, list: readonly unknown[]): object {
  return list.length === 0 ? {} : { [field]: list };
}
