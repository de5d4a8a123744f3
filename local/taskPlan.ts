import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type ContainerSource, containerSources } from "./containerSource";
import { inputFailure } from "./failure";
import { findNginx } from "./nginxBinary";
import { nginxCommand } from "./nginxProcess";
import { buildNode } from "./nodeBuild";
import { nodeCommand } from "./nodeProcess";
import { type LocalConf, localConf } from "./proxyConf";
import type { StackTask } from "./stackState";
import { startOrder } from "./startOrder";
import type { Container } from "./taskDefinition";
import type { ContainerProcess, TaskRun } from "./taskRun";

/** Folders that every image has on its PATH. */
const imagePath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

export interface PlanOptions {
  stack: string;
  /** Absolute path of the project. */
  projectDir: string;
  /** Absolute folder of this run. */
  folder: string;
  /** Port of the door. */
  port: number;
  environment: NodeJS.ProcessEnv;
  /** What becomes of nginx.conf. @default as localConf has it: it trusts the door, and listens on loopback only */
  adaptConf?: (conf: string) => LocalConf;
  progress: (line: string) => void;
}

/**
 * Where the door connects from: an address that nothing else uses, so that nginx can tell the door from everybody else on
 * this machine. Linux answers on all of 127.0.0.0/8; elsewhere there is only 127.0.0.1.
 */
export const doorAddress = process.platform === "linux" ? "127.0.0.2" : "127.0.0.1";

/**
 * Makes a task of the stack one that this machine can run: finds nginx, builds the application where needed, and turns
 * every path, signal and variable into this machine's.
 *
 * @throws LocalFailure for a task that cannot be run here (2), or when nginx or a build is missing (3)
 */
export async function planTask(task: StackTask, options: PlanOptions): Promise<TaskRun> {
  const sources = containerSources(task, startOrder(task.containers), options.projectDir, options.environment);
  const containers: ContainerProcess[] = [];
  for (const source of sources) containers.push(await planContainer(source, options));
  const { listener, target } = task.entrance;
  return {
    stack: options.stack,
    service: task.service,
    containers,
    door: { port: options.port, listener, from: doorAddress, target: { host: "127.0.0.1", port: target.port } },
    proxy: target.container,
    targetHealth: target.health,
    folder: options.folder,
  };
}

async function planContainer(source: ContainerSource, options: PlanOptions): Promise<ContainerProcess> {
  const { container, image } = source;
  const { argv, workingDirectory } = await commandOf(source, options);
  const path = [...new Set([dirname(process.execPath), dirname(argv[0] ?? ""), ...imagePath])].join(delimiter);
  const environment = { ...image.environment, ...container.environment, ...source.secrets, PATH: path };
  return {
    name: container.name,
    argv,
    workingDirectory,
    environment,
    ports: portsOf(source, environment),
    essential: container.essential,
    dependsOn: container.dependsOn,
    ...(container.healthCheck && { healthCheck: container.healthCheck }),
    startTimeoutSeconds: container.startTimeoutSeconds,
    stopping: { signal: signalOf(source), timeoutSeconds: container.stopTimeoutSeconds },
    log: join(options.folder, `${container.name}.log`),
  };
}

async function commandOf(
  source: ContainerSource,
  { folder, environment, progress, adaptConf = trustingTheDoor }: PlanOptions,
): Promise<{ argv: string[]; workingDirectory: string }> {
  const { name } = source.container;
  if (source.kind === "node") {
    const { argv, entry } = nodeCommand(source);
    await buildNode(source.context, entry, (line) => progress(`container ${name}: ${line}`));
    return { argv, workingDirectory: source.context };
  }
  const nginx = await findNginx(environment, progress);
  const command = nginxCommand(source, nginx.file, folder, adaptConf);
  progress(`container ${name}: ${nginx.description}`);
  const difference =
    command.differs.length > 0 ? "but for these lines, to trust the door and nobody else:" : "unchanged";
  progress(`container ${name}: its nginx.conf is the stack's ${difference}`);
  for (const line of command.differs) progress(`  ${line}`);
  return command;
}

function trustingTheDoor(conf: string): LocalConf {
  return localConf(conf, doorAddress);
}

/** A container that maps no port listens where its own PORT says (a convention of applications), or where its image does. */
export function portsOf(
  { container, image }: { container: Container; image: { ports: number[] } },
  environment: Record<string, string>,
): number[] {
  if (container.ports.length > 0) return container.ports;
  const own = Number(environment.PORT);
  // What PORT means if it is no port number, the application itself has to say.
  return own >= 1 && own <= 65535 ? [own] : image.ports;
}

export function signalOf({
  container,
  image,
}: {
  container: Container;
  image: { stopSignal: string };
}): NodeJS.Signals {
  const given = image.stopSignal.startsWith("SIG") ? image.stopSignal : `SIG${image.stopSignal}`;
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  const signal = names.find((name) => name === given);
  if (signal) return signal;
  throw inputFailure([
    {
      where: `container ${container.name}: STOPSIGNAL`,
      given: image.stopSignal,
      legal: "the name of a signal, such as SIGQUIT",
      fix: "correct its Dockerfile",
    },
  ]);
}
