import { createHash } from "node:crypto";
import { join } from "node:path";
import type { ContainerEngine } from "./containerEngine";
import { missingSecrets } from "./containerSource";
import { type EngineImageConfig, readImage } from "./engineImage";
import { inputFailure } from "./failure";
import { isolationOptions, withinLimit } from "./isolation";
import { possibleOpenFiles } from "./openFiles";
import type { StackTask } from "./stackState";
import { startOrder } from "./startOrder";
import type { Container } from "./taskDefinition";
import { obtainImage, readProxyConf } from "./taskImages";
import { type TaskNetwork, taskNetwork, trustedSubnets } from "./taskNetwork";
import { type PlanOptions, portsOf, signalOf } from "./taskPlan";
import type { ContainerProcess, TaskRun } from "./taskRun";

/** Longest sleep that every `sleep` takes: 68 years. */
const forever = "2147483647";

/** Name of "nobody" by number, in every image. */
const nobody = "65534";

/** A kernel without IPv6 has no tcp6. */
const showListeners = "cat /proc/net/tcp; test ! -e /proc/net/tcp6 || cat /proc/net/tcp6";

/** A task's names in the engine. */
interface EngineNames {
  network: string;
  /** Container that only holds the network namespace, as ECS's own pause container does. */
  pause: string;
  container: (name: string) => string;
  volume: (name: string) => string;
}

/**
 * Makes a task of the stack one that a container engine of this machine runs as Fargate would: one network namespace, and
 * for each container its image, user, capabilities, limits, volumes and root file system from the task definition. An image
 * whose tag the engine holds is not built again: the tag is the hash of its content.
 *
 * @throws LocalFailure for a task that cannot be run here (2), or when an image cannot be built or pulled (3)
 */
export async function planContainers(task: StackTask, engine: ContainerEngine, options: PlanOptions): Promise<TaskRun> {
  const containers = startOrder(task.containers);
  const missing = containers.flatMap((container) => missingSecrets(container, options.environment));
  if (missing.length > 0) throw inputFailure(missing);
  const references = new Map<string, string>();
  for (const { image } of containers) references.set(image, await obtainImage(task, image, engine, options));
  const referenceOf = ({ image }: Container) => references.get(image) ?? image;

  const { listener, target } = task.entrance;
  const proxy = containers.find(({ name }) => name === target.container);
  const proxyImage = proxy ? referenceOf(proxy) : "";
  const network = taskNetwork(trustedSubnets(await readProxyConf(engine, proxyImage)));
  const names = namesOf(options);
  const planned: ContainerProcess[] = [];
  for (const container of containers)
    planned.push(await planOne(container, referenceOf(container), engine, names, options));
  return {
    stack: options.stack,
    service: task.service,
    containers: planned,
    door: { port: options.port, listener, from: network.gateway, target: { host: network.task, port: target.port } },
    proxy: target.container,
    targetHealth: target.health,
    surroundings: {
      prepare: prepare(engine, names, network, proxyImage),
      listeningSockets: [...engine.client, "exec", names.pause, "sh", "-c", showListeners],
      release: release(engine, names, containers),
    },
    folder: options.folder,
  };
}

function namesOf({ stack, folder }: PlanOptions): EngineNames {
  const task = `gatehouse-${stack}-${createHash("sha256").update(folder).digest("hex").slice(0, 8)}`;
  return { network: task, pause: task, container: (name) => `${task}-${name}`, volume: (name) => `${task}-${name}` };
}

function prepare({ client }: ContainerEngine, names: EngineNames, network: TaskNetwork, image: string): string[][] {
  const place = ["--network", names.network, "--ip", network.task];
  const closed = isolationOptions({
    user: nobody,
    readonlyRoot: true,
    capabilities: { add: [], drop: ["ALL"] },
    ulimits: [],
  });
  return [
    [...client, "network", "create", "--subnet", network.subnet, "--gateway", network.gateway, names.network],
    [...client, "run", "--detach", "--name", names.pause, ...place, ...closed, "--entrypoint", "sleep", image, forever],
  ];
}

function release({ client }: ContainerEngine, names: EngineNames, containers: Container[]): string[][] {
  const volumes = new Set(containers.flatMap(({ mounts }) => mounts.map(({ volume }) => names.volume(volume))));
  return [
    [...client, "rm", "--force", "--volumes", names.pause],
    [...client, "network", "rm", names.network],
    ...[...volumes].map((volume) => [...client, "volume", "rm", "--force", volume]),
  ];
}

async function planOne(
  container: Container,
  reference: string,
  engine: ContainerEngine,
  names: EngineNames,
  { folder, environment, progress }: PlanOptions,
): Promise<ContainerProcess> {
  const image = await readImage(engine, reference);
  const { name } = container;
  const wanted = Math.max(0, ...openFilesOf(container));
  const possible = wanted > 0 ? await possibleOpenFiles(engine, reference, wanted) : wanted;
  if (possible < wanted)
    progress(`container ${name}: at most ${possible} open files instead of ${wanted}; this engine may give no more`);
  const isolation = withinLimit(container.isolation, possible);
  return {
    name,
    argv: runCommand({ ...container, isolation }, reference, engine, names),
    workingDirectory: folder,
    environment: clientEnvironment(container, environment),
    ports: portsOf({ container, image }, environmentOf(container, image)),
    essential: container.essential,
    dependsOn: container.dependsOn,
    ...(container.healthCheck && { healthCheck: container.healthCheck }),
    inside: [...engine.client, "exec", names.container(name)],
    startTimeoutSeconds: container.startTimeoutSeconds,
    stopping: {
      signal: signalOf({ container, image }),
      timeoutSeconds: container.stopTimeoutSeconds,
      remove: [...engine.client, "rm", "--force", "--volumes", names.container(name)],
    },
    log: join(folder, `${name}.log`),
  };
}

/** Hard limits of open files that the definition sets; one at most. */
export function openFilesOf({ isolation }: Container): number[] {
  return isolation.ulimits.flatMap(({ name, hard }) => (name === "nofile" ? [hard] : []));
}

/** Attached, so that the client's output is the container's, its end the container's, and its signals too. */
function runCommand(container: Container, reference: string, engine: ContainerEngine, names: EngineNames): string[] {
  const [entryPoint, ...entryArguments] = container.entryPoint ?? [];
  return [
    ...engine.client,
    ...["run", "--rm", "--pull", "never", "--name", names.container(container.name)],
    ...["--network", `container:${names.pause}`],
    ...isolationOptions(container.isolation),
    ...container.mounts.flatMap(({ volume, path }) => ["--volume", `${names.volume(volume)}:${path}`]),
    ...Object.entries(container.environment).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    // By name alone: the client takes the value from its own environment, and no process list shows it.
    ...container.secrets.flatMap((name) => ["--env", name]),
    ...(container.workingDirectory ? ["--workdir", container.workingDirectory] : []),
    ...(entryPoint ? ["--entrypoint", entryPoint] : []),
    reference,
    ...entryArguments,
    ...(container.command ?? []),
  ];
}

function environmentOf({ environment }: Container, image: EngineImageConfig): Record<string, string> {
  return { ...image.environment, ...environment };
}

/** What the client needs to find its engine and its settings, and the values of the container's secrets. */
function clientEnvironment({ secrets }: Container, environment: NodeJS.ProcessEnv): Record<string, string> {
  const wanted = (name: string) =>
    ["PATH", "HOME"].includes(name) || name.startsWith("DOCKER_") || secrets.includes(name);
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && wanted(name) ? [[name, value]] : [],
    ),
  );
}
