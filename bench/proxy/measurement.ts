import { freePort } from "../../test/nginx/proxyProcess";
import type { Contender } from "./contenders/contender";
import type { Sample } from "./rounds";
import type { Tools } from "./tools";
import type { Workbench } from "./workbench";

/** What every measurement gets. */
export interface Surroundings {
  tools: Tools;
  /** Few rounds, to see that it runs. */
  quick: boolean;
  progress: (line: string) => void;
}

/** The samples of each subject by its name, a round at the same place in each. */
export type Samples = Map<string, Sample[]>;

/** One figure of one subject in all rounds. */
export function figures(samples: Samples, name: string, of: (sample: Sample) => number): number[] {
  return (samples.get(name) ?? []).map(of);
}

/** Processor time of all parts of the task together, in microseconds a request. */
export function taskTime({ cpu }: Sample): number {
  return Object.values(cpu).reduce((sum, time) => sum + time, 0);
}

/** Processor time of the proxy alone, in microseconds a request. */
export function proxyTime({ cpu }: Sample): number {
  return cpu.proxy ?? Number.NaN;
}

/** Where a proxy finds what is behind it. */
export interface Upstream {
  port: number;
  socket: string;
}

/** Starts a proxy in front of an upstream. @returns its process id and its port */
export async function startContender(
  bench: Workbench,
  { name, over, shares, server }: Contender,
  { port, socket }: Upstream,
): Promise<{ pid: number; url: string }> {
  const own = await freePort();
  const started = server({ port: own, upstream: over === "TCP" ? { port } : { socket } });
  const pid = await bench.start(name, started, { shares });
  return { pid, url: `http://127.0.0.1:${own}` };
}
