import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { stopGroup } from "../../../local/stopGroup";
import { Task } from "../../../local/task";
import type { TaskRun } from "../../../local/taskRun";
import type { ServerCertificate } from "../../nginx/certificates";
import { type DnsServer, startDnsServer } from "../../nginx/dnsServer";
import { ask } from "../../nginx/httpClient";
import { exchange } from "../../nginx/rawClient";
import { type Handshake, startTlsUpstream, type TlsUpstream } from "../../nginx/tlsUpstream";

const patienceMilliseconds = 5000;
const silent = () => undefined;

/** A request as an outside host got it. */
export interface Arrived {
  method: string;
  target: string;
  fields: [name: string, value: string][];
}

/** From where a connection is made, and to where. */
export interface Way {
  from: string;
  to: string;
  port: number;
}

let task: Task | undefined;
let dns: DnsServer | undefined;
/** By address; all of them on port 443. */
const hosts = new Map<string, TlsUpstream>();

/** What a test can have done in the namespace of its task. Arguments and results go through JSON. */
export const commands = {
  ask,
  exchange,
  startTask,
  stopContainer,
  listening,
  connects,
  openHost,
  closeHost,
  arrivedAt,
  tellNames,
};
export type Commands = typeof commands;

/** Starts the containers in their order, and resolves when something listens at `way`. */
async function startTask(run: TaskRun, way: Way): Promise<void> {
  task = new Task(run, silent, silent);
  await task.startContainers();
  await Promise.race([listening(way), task.broken]);
}

/** Ends a container with its own signal, as if it had ended by itself; the others keep running. */
async function stopContainer(name: string): Promise<string> {
  const container = task?.containers.find((one) => one.name === name);
  if (container === undefined) throw new Error(`no container ${name} runs`);
  return stopGroup(container.process, container.stopping);
}

/** Resolves when something listens there. */
async function listening(way: Way): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  while (!(await connects(way))) {
    if (Date.now() > deadline) throw new Error(`nothing listens at ${way.to}:${way.port}`);
    await sleep(20);
  }
}

/** Whether a connection can be made; nothing is sent over it. */
function connects({ from, to, port }: Way): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: to, port, localAddress: from });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") resolve(false);
      else reject(error);
    });
  });
}

/** Starts an outside host, which answers everything with its address. */
async function openHost(address: string, certificate: ServerCertificate): Promise<void> {
  hosts.set(address, await startTlsUpstream(certificate, { host: address, port: 443 }));
}

async function closeHost(address: string): Promise<void> {
  await hostAt(address).stop();
}

/** The requests that came to an outside host since this was asked last, and all handshakes. */
async function arrivedAt(address: string): Promise<{ requests: Arrived[]; handshakes: Handshake[] }> {
  const { requests, handshakes } = hostAt(address);
  const arrived = requests.splice(0).map(({ method = "", url = "", rawHeaders }) => ({
    method,
    target: url,
    fields: Array.from({ length: rawHeaders.length / 2 }, (_, at): [string, string] => [
      rawHeaders[2 * at] ?? "",
      rawHeaders[2 * at + 1] ?? "",
    ]),
  }));
  return { requests: arrived, handshakes };
}

function hostAt(address: string): TlsUpstream {
  const host = hosts.get(address);
  if (host === undefined) throw new Error(`no host was opened at ${address}`);
  return host;
}

/** From now on these names have these addresses, and no other name exists. */
async function tellNames(resolver: string, names: Record<string, string[]>): Promise<void> {
  if (dns === undefined) dns = await startDnsServer(names, { host: resolver, port: 53 });
  else dns.names = new Map(Object.entries(names));
}
