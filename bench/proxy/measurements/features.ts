import type { Directive } from "../../../nginx/conf/directive";
import { proxyDirectives } from "../../../nginx/render/renderProxy";
import { freePort } from "../../../test/nginx/proxyProcess";
import { benchSettings, gatehouse } from "../contenders/gatehouse";
import { startFastUpstream } from "../fastUpstream";
import { features, has, only, unbuffered, without } from "../features";
import { figure, table } from "../markdown";
import { figures, proxyTime, type Samples, type Surroundings, startContender } from "../measurement";
import { path } from "../request";
import { measureRounds, type Subject } from "../rounds";
import { differences, spread } from "../statistics";
import { onWorkbench } from "../workbench";

const bare = "none of them";

/** What each feature adds to a proxy that only passes requests on, and what all add together. */
export async function measureFeatures({ tools, progress }: Surroundings): Promise<string> {
  const rendered = proxyDirectives(benchSettings({ port: 8080, upstream: { port: 3000 } }));
  const absent = features.filter((feature) => !has(rendered, feature)).map(({ name }) => name);
  if (absent.length > 0)
    throw new Error(`nothing is rendered of ${absent.join(", ")}, so it would seem to cost nothing`);
  const variants: [name: string, change: (directives: Directive[]) => Directive[]][] = [
    [bare, (directives) => without(directives, features)],
    ...features.map((feature): (typeof variants)[number] => [feature.name, (all) => only(all, feature)]),
    ["all of them", (directives) => directives],
    ["all of them, each log line written at once", unbuffered],
  ];
  return onWorkbench(async (bench) => {
    const upstream = await startFastUpstream(bench, tools.nginx, await freePort());
    const subjects: Subject[] = [];
    for (const [name, change] of variants) {
      const { pid, url } = await startContender(bench, gatehouse(tools.nginx, "a socket", { name, change }), upstream);
      subjects.push({ name, url: `${url}${path}`, parts: { proxy: pid } });
    }
    const samples = await measureRounds(subjects, {
      rounds: 5,
      quick: false,
      connections: 16,
      processor: bench.processors.rest,
      progress: (line) => progress(`by feature: ${line}`),
    });
    return print(samples);
  });
}

function print(samples: Samples): string {
  const base = figures(samples, bare, proxyTime);
  const rows = [...samples.keys()].map((name) => {
    const times = figures(samples, name, proxyTime);
    return [name, figure(spread(times), 1), name === bare ? "" : figure(spread(differences(times, base)), 1)];
  });
  return table(["Feature switched on alone", "CPU, µs a request", "more than none, µs"], rows);
}
