import { freePort } from "../../../test/nginx/proxyProcess";
import { allContenders, names } from "../contenders/all";
import { startFastUpstream } from "../fastUpstream";
import { type Memory, readMemory } from "../kernelAccounts";
import { figure, table } from "../markdown";
import { figures, proxyTime, type Samples, type Surroundings, startContender } from "../measurement";
import { path } from "../request";
import { measureRounds, type Subject } from "../rounds";
import { ratioSpread, spread } from "../statistics";
import { onWorkbench } from "../workbench";

/** What the proxies cost by themselves: the upstream answers at once, from the other processor. */
export interface FastUpstreamFigures {
  text: string;
  samples: Samples;
  memory: Map<string, Memory>;
}

export async function measureFastUpstream({ tools, quick, progress }: Surroundings): Promise<FastUpstreamFigures> {
  const { contenders, notMeasured } = allContenders(tools);
  return onWorkbench(async (bench) => {
    const upstream = await startFastUpstream(bench, tools.nginx, await freePort());
    const subjects: Subject[] = [];
    for (const contender of contenders) {
      const { pid, url } = await startContender(bench, contender, upstream);
      const { connections } = upstream;
      subjects.push({ name: contender.name, url: `${url}${path}`, parts: { proxy: pid }, connections });
    }
    const samples = await measureRounds(subjects, {
      rounds: 9,
      quick,
      connections: 16,
      processor: bench.processors.rest,
      progress: (line) => progress(`in front of a fast upstream: ${line}`),
    });
    const memory = new Map(subjects.map(({ name, parts }) => [name, readMemory(parts.proxy ?? 0)]));
    return { text: print(samples, memory, notMeasured), samples, memory };
  });
}

function print(samples: Samples, memory: Map<string, Memory>, notMeasured: { name: string; why: string }[]): string {
  const base = figures(samples, names.tutorial, proxyTime);
  const rows = [...samples.keys()].map((name) => {
    const of = (what: Parameters<typeof figures>[2]) => spread(figures(samples, name, what));
    const { rss, pss } = memory.get(name) ?? { rss: Number.NaN, pss: Number.NaN };
    return [
      name,
      figure(of(proxyTime), 1),
      figure(ratioSpread(figures(samples, name, proxyTime), base), 2),
      of((sample) => sample.connectionsPerRequest).median.toFixed(4),
      of((sample) => sample.requestsPerSecond).median.toFixed(0),
      of((sample) => sample.p50).median.toFixed(0),
      of((sample) => sample.p99).median.toFixed(0),
      `${(rss / 1024).toFixed(1)} / ${(pss / 1024).toFixed(1)}`,
    ];
  });
  const head = [
    "Proxy",
    "CPU, µs a request",
    "× tutorial S1",
    "upstream connections a request",
    "requests a second",
    "p50, µs",
    "p99, µs",
    "memory of the largest process, RSS / PSS, MiB",
  ];
  const filler = head.slice(2).map(() => "");
  return table(head, [...rows, ...notMeasured.map(({ name, why }) => [name, why, ...filler])]);
}
