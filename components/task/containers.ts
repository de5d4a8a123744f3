import type { ApplicationPlan, ServicePlan } from "../servicePlan";
import { containerNames, proxyVolume, routerVolume, users } from "./containerNames";
import type { ContainerPlan, Dependency, Mount } from "./containerPlan";
import { agentMounts } from "./execAccess";
import { planHealth } from "./health";
import type { InspectionSettings } from "./inspection";
import { listenEnvironment, socketVolume } from "./listen";
import { type SidecarSettings, usualStopSeconds } from "./sidecars";
import type { TaskPlan } from "./taskPlan";
import { mountsOf } from "./volumes";

/** Files that nginx may hold open, two a connection: what Fargate gives by default (ECS developer guide), said plainly. */
const openFiles = 65535;

/**
 * The containers of a task, the gate's two first.
 *
 * The application starts first and stops last: all that stands before it waits for its health, and ECS stops in the reverse
 * order. A relay starts after it and before nginx, a service that decides before nginx. nginx names each of them, because
 * ECS's agent does not follow a chain (aws/amazon-ecs-agent#1866).
 */
export function planContainers(plan: ServicePlan): ContainerPlan[] {
  const { task } = plan;
  const containers = [
    proxy(plan),
    ...(plan.application === undefined ? [] : [application(plan, plan.application)]),
    ...(task.inspection === undefined ? [] : [inspection(plan, task.inspection)]),
    ...(task.logs.kind === "firelens" ? [logRouter(task.logs.routerMebibytes)] : []),
    ...task.sidecars.map((settings, index) => sidecar(settings, `sidecars[${index}]`)),
  ];
  return containers.map((container) => ({
    ...container,
    dependsOn: [...container.dependsOn, ...afterRouter(plan, container)],
    mounts: [
      ...container.mounts,
      ...mountsOf(task.volumes, container.name),
      ...(task.exec && container.readonlyRoot ? agentMounts(container.name) : []),
    ],
  }));
}

/**
 * Seconds that a task may take to stop: the proxy first; inspection service and application one after the other, beside
 * them the sidecars that the proxy waited for; the other sidecars beside it all; and a log router, which all others start
 * after, when all are gone.
 */
export function secondsToStop({ proxyStopSeconds, application, task }: ServicePlan): number {
  const inspects = task.inspection === undefined ? 0 : (task.inspection.stopSeconds ?? usualStopSeconds);
  const ends = (sidecar: SidecarSettings) =>
    (isAwaited(sidecar) ? proxyStopSeconds : 0) + (sidecar.stopSeconds ?? usualStopSeconds);
  const gate = proxyStopSeconds + inspects + (application?.stopSeconds ?? 0);
  return Math.max(gate, ...task.sidecars.map(ends)) + (task.logs.kind === "firelens" ? usualStopSeconds : 0);
}

/** The names of a task's volumes, each once, in the order of the containers that see them. */
export function volumeNames(containers: readonly ContainerPlan[]): string[] {
  return [...new Set(containers.flatMap(({ mounts }) => mounts.map(({ sourceVolume }) => sourceVolume)))];
}

function proxy(plan: ServicePlan): ContainerPlan {
  const { compute, listen, given } = plan.task;
  const { port } = plan.proxy;
  // With port 0 ECS picks one for each task, and tells the load balancer (ECS API reference, PortMapping).
  const hostPort = compute.kind === "hosts" && compute.networkMode === "bridge" ? (compute.hostPort ?? 0) : port;
  return {
    name: containerNames.proxy,
    where: "proxy",
    essential: true,
    user: users.proxy,
    size: given.task.proxySize ?? {},
    environment: {},
    port: { containerPort: port, hostPort },
    links: listen.kind === "linked" ? [containerNames.application] : [],
    dependsOn: [
      ...afterApplication(plan),
      ...(plan.task.inspection === undefined ? [] : [healthy(containerNames.inspection)]),
      ...plan.task.sidecars.filter(isAwaited).map(({ name }) => healthy(name)),
    ],
    readonlyRoot: true,
    mounts: [
      { sourceVolume: proxyVolume.name, containerPath: proxyVolume.containerPath, readOnly: false },
      // To talk to a socket takes no right to write to its folder.
      ...socketMount(plan.task, true),
    ],
    openFiles,
    stopSeconds: plan.proxyStopSeconds,
    isLogRouter: false,
  };
}

function application({ task }: ServicePlan, { health, keepAliveSeconds, stopSeconds }: ApplicationPlan): ContainerPlan {
  return {
    name: containerNames.application,
    where: "application",
    essential: true,
    user: users.application,
    size: task.given.application.size ?? {},
    environment: { ...listenEnvironment(task.listen), ...connections(keepAliveSeconds, stopSeconds) },
    links: [],
    dependsOn: [],
    health,
    readonlyRoot: true,
    mounts: socketMount(task, false),
    stopSeconds,
    isLogRouter: false,
  };
}

function inspection(plan: ServicePlan, settings: InspectionSettings): ContainerPlan {
  const stopSeconds = settings.stopSeconds ?? usualStopSeconds;
  const relays = settings.kind === "relay";
  return {
    name: containerNames.inspection,
    where: "inspection",
    essential: true,
    user: String(settings.user),
    size: settings.size ?? {},
    environment: {
      HOST: "127.0.0.1",
      PORT: String(settings.port),
      ...connections(plan.application?.keepAliveSeconds ?? usualKeepAliveSeconds, stopSeconds),
      ...(relays ? upstreamEnvironment(plan) : {}),
    },
    links: [],
    dependsOn: relays ? afterApplication(plan) : [],
    health: planHealth(settings.health),
    readonlyRoot: true,
    mounts: relays ? socketMount(plan.task, true) : [],
    stopSeconds,
    isLogRouter: false,
  };
}

/**
 * ECS runs a router of FireLens as root whatever is asked for, so that is said; another user would be a difference each time.
 * Outputs that buffer on disk do so below /tmp (Fluent Bit manual, "Amazon S3", `store_dir`), which a new volume lets root do.
 */
function logRouter(memoryReservation: number): ContainerPlan {
  return {
    name: containerNames.logRouter,
    where: "logs",
    essential: true,
    user: "0",
    size: { memoryReservation },
    environment: {},
    links: [],
    dependsOn: [],
    readonlyRoot: true,
    mounts: [{ sourceVolume: routerVolume.name, containerPath: routerVolume.containerPath, readOnly: false }],
    stopSeconds: usualStopSeconds,
    isLogRouter: true,
  };
}

function sidecar(settings: SidecarSettings, where: string): ContainerPlan {
  return {
    name: settings.name,
    where,
    essential: settings.essential ?? true,
    user: String(settings.user),
    size: settings.size ?? {},
    ...(settings.command !== undefined && { command: settings.command }),
    environment: {},
    links: [],
    dependsOn: [],
    ...(settings.health !== undefined && { health: planHealth(settings.health) }),
    readonlyRoot: !(settings.writableRoot ?? false),
    mounts: [],
    stopSeconds: settings.stopSeconds ?? usualStopSeconds,
    isLogRouter: false,
  };
}

/** Seconds that an inspection service keeps its connections where no application says so. */
const usualKeepAliveSeconds = 65;

function afterApplication({ application }: ServicePlan): Dependency[] {
  return application === undefined ? [] : [healthy(containerNames.application)];
}

/** A sidecar whose end is the task's end anyway, and that can say when it is ready: nginx may send it requests. */
function isAwaited({ essential = true, health }: SidecarSettings): boolean {
  return essential && health !== undefined;
}

const healthy = (containerName: string): Dependency => ({ containerName, condition: "HEALTHY" });

/** ECS puts a router before the containers that use it, but not where these name other dependencies (ECS developer guide). */
function afterRouter({ task }: ServicePlan, container: ContainerPlan): Dependency[] {
  if (task.logs.kind !== "firelens" || container.isLogRouter) return [];
  return [{ containerName: containerNames.logRouter, condition: "START" }];
}

function socketMount({ listen }: TaskPlan, readOnly: boolean): Mount[] {
  if (listen.kind !== "socket") return [];
  return [{ sourceVolume: socketVolume.name, containerPath: socketVolume.containerPath, readOnly }];
}

/** How long a server behind the proxy keeps its connections, and how long it has to end. */
function connections(keepAliveSeconds: number, stopSeconds: number): Record<string, string> {
  return {
    KEEP_ALIVE_SECONDS: String(keepAliveSeconds),
    STOP_SECONDS: String(Math.max(1, stopSeconds - 1)),
  };
}

/** Where a relay sends what it lets through. */
function upstreamEnvironment({ task: { listen } }: ServicePlan): Record<string, string> {
  if (listen.kind === "socket") return { UPSTREAM_SOCKET: listen.path };
  return { UPSTREAM_HOST: "127.0.0.1", UPSTREAM_PORT: String(listen.port) };
}
