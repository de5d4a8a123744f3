import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Ask } from "../../nginx/httpClient";
import { isAtLeast } from "../../nginx/nginxProgram";
import { type LogLine, nginxToTest } from "../../nginx/proxyProcess";
import type { Exchange } from "../../nginx/rawClient";
import type { Commands } from "./commands";
import { type ExampleTask, exampleTask } from "./exampleTask";
import { type Cover, missingForNamespace, TaskNamespace } from "./taskNamespace";

/** Addresses in the networks that the examples make: of the load balancer, and of the task. */
export const balancer = "10.0.0.10";
export const taskAddress = "10.0.48.10";

/** Docker gives containers on its bridge network such addresses; a linked one is known by it. */
const linkedAddress = "172.17.0.2";

/** Where the image keeps the certificates of the authorities that it trusts. */
const trustedAuthorities = "/etc/ssl/certs/ca-certificates.crt";

const patienceMilliseconds = 5000;

/** Why no example can be driven here, or undefined. */
export function missingToDrive(): string | undefined {
  return missingForNamespace();
}

/** The same for an example with a host outside. */
export async function missingForOutsideHost(): Promise<string | undefined> {
  if (!isAtLeast([1, 27, 3], await nginxToTest())) return "needs nginx 1.27.3 (server … resolve)";
  if (!existsSync(trustedAuthorities)) return `${trustedAuthorities} is to be covered, and is not there`;
  return missingForNamespace();
}

/** The task of an example in a network of its own, with the proxy's configuration byte for byte as the example has it. */
export class DrivenExample {
  private constructor(
    private readonly task: ExampleTask,
    private readonly namespace: TaskNamespace,
  ) {}

  /**
   * Updates the example on the stand-ins and makes the network; nothing runs in it yet.
   *
   * @param example a folder of examples/, or the absolute path of a project like these
   * @param authority certificate file that is trusted there, and no other. @default those of this machine
   */
  static async make(example: string, authority?: string): Promise<DrivenExample> {
    const task = await exampleTask(example);
    const { folder } = task.run;
    const hosts = ["127.0.0.1 localhost", ...task.links.map((name) => `${linkedAddress} ${name}`), ""].join("\n");
    const covers: Cover[] = [
      { file: written(folder, "hosts", hosts), covers: "/etc/hosts" },
      { file: written(folder, "resolv.conf", "options timeout:1 attempts:1\n"), covers: "/etc/resolv.conf" },
    ];
    if (authority !== undefined) covers.push({ file: authority, covers: trustedAuthorities });
    return new DrivenExample(task, TaskNamespace.open(covers));
  }

  /** Text of the example's nginx.conf, and of the one that nginx is started with. */
  get conf(): { given: string; started: string } {
    return { given: this.task.conf, started: readFileSync(this.task.confFile, "utf8") };
  }

  /** Names of the containers behind the proxy. */
  get behind(): string[] {
    return this.task.run.containers.map(({ name }) => name).filter((name) => name !== this.task.run.proxy);
  }

  /** Path of the target group's health check. */
  get healthPath(): string {
    return this.task.run.targetHealth.path;
  }

  /** TCP port of the proxy. */
  get port(): number {
    return this.task.run.door.target.port;
  }

  /** Ports of a container, by its task definition. */
  portsOf(container: string): number[] {
    return this.task.run.containers.find(({ name }) => name === container)?.ports ?? [];
  }

  /** Starts the containers in the order of their dependencies; resolves when the proxy listens. */
  start(): Promise<void> {
    return this.namespace.call("startTask", this.task.run, { from: balancer, to: taskAddress, port: this.port });
  }

  /** Has something else done in the task's network. */
  call<Name extends keyof Commands>(command: Name, ...given: Parameters<Commands[Name]>) {
    return this.namespace.call(command, ...given);
  }

  /** Whether something listens on a port of the task, as it is seen from the load balancer or from within the task. */
  isOpen(port: number, from: typeof balancer | "127.0.0.1" = balancer): Promise<boolean> {
    return this.namespace.call("connects", { from, to: from === balancer ? taskAddress : from, port });
  }

  /** From now on the resolver that nginx.conf names knows these names, and no other. */
  tellNames(names: Record<string, string[]>): Promise<void> {
    const resolver = /^\s*resolver ([\d.]+) /m.exec(this.task.conf)?.[1];
    if (resolver === undefined) throw new Error("this nginx.conf names no resolver");
    return this.namespace.call("tellNames", resolver, names);
  }

  /** One request to the proxy, from the load balancer unless it says from where. */
  ask(given: Ask): Promise<Answer> {
    return this.namespace.call("ask", this.port, { from: balancer, to: taskAddress, ...given });
  }

  /** Bytes to the proxy as they are; behind them a request that the proxy answers itself, to end the exchange. */
  send(bytes: string, from: string, last = closing(this.healthPath), patience?: number): Promise<Exchange> {
    const options = { from, to: taskAddress, last, ...(patience !== undefined && { patience }) };
    return this.namespace.call("exchange", this.port, bytes, options);
  }

  /** The lines that a container has logged as JSON so far. */
  lines(container = this.task.run.proxy): LogLine[] {
    return this.logOf(container)
      .filter((line) => line.startsWith("{"))
      .map((line): LogLine => JSON.parse(line));
  }

  /** The line that is so, once it is there; nginx writes its lines a second late. */
  async line(isIt: (line: LogLine) => boolean, container = this.task.run.proxy): Promise<LogLine> {
    const deadline = Date.now() + patienceMilliseconds;
    for (;;) {
      const found = this.lines(container).find(isIt);
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`${container} has no such line: ${this.logOf(container).join("\n")}`);
      await sleep(20);
    }
  }

  /** What nginx reported, beside its lines for requests. */
  errors(): string {
    return this.logOf(this.task.run.proxy)
      .filter((line) => !line.startsWith("{"))
      .join("\n");
  }

  /** Ends all of it. */
  async stop(): Promise<void> {
    await this.namespace.close();
    this.task.remove();
  }

  private logOf(container: string): string[] {
    const found = this.task.run.containers.find(({ name }) => name === container);
    if (found === undefined) throw new Error(`the task has no container ${container}`);
    return readFileSync(found.log, "utf8").split("\n");
  }
}

function written(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** A request for the health page, after which the proxy closes. */
function closing(healthPath: string): string {
  return `GET ${healthPath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
}
