import type { Route } from "../../../nginx";
import { freePort } from "../../../test/nginx/proxyProcess";
import { gatehouse } from "../contenders/gatehouse";
import { startFastUpstream } from "../fastUpstream";
import { figure, table } from "../markdown";
import { figures, proxyTime, type Samples, type Surroundings, startContender } from "../measurement";
import { measureRounds, type Subject } from "../rounds";
import { ratioSpread, spread } from "../statistics";
import { onWorkbench } from "../workbench";

const counts = [1, 10, 100, 1000];

/** The name of a subject, for the targets. */
export const routesName = (count: number): string => (count === 1 ? "1 route" : `${count} routes`);

/** As many resources, each with an id below it; names of one length, so that only their number differs. */
function routes(count: number): Route[] {
  return Array.from({ length: count }, (_, index) => ({ path: `${resource(index)}/:id`, methods: ["GET"] }));
}

function resource(index: number): string {
  return `/api/resource-${String(index).padStart(4, "0")}`;
}

/** What a request costs by the number of routes; it asks for the last one. */
export async function measureRoutes({
  tools,
  quick,
  progress,
}: Surroundings): Promise<{ text: string; samples: Samples }> {
  return onWorkbench(async (bench) => {
    const upstream = await startFastUpstream(bench, tools.nginx, await freePort());
    const subjects: Subject[] = [];
    for (const count of counts) {
      const name = routesName(count);
      const contender = gatehouse(tools.nginx, "a socket", { name, settings: { sites: [{ routes: routes(count) }] } });
      const { pid, url } = await startContender(bench, contender, upstream);
      subjects.push({ name, url: `${url}${resource(count - 1)}/1`, parts: { proxy: pid } });
    }
    const samples = await measureRounds(subjects, {
      // A difference of some hundredths takes more rounds than the others do.
      rounds: 25,
      quick,
      connections: 16,
      processor: bench.processors.rest,
      progress: (line) => progress(`by the number of routes: ${line}`),
    });
    return { text: print(samples), samples };
  });
}

function print(samples: Samples): string {
  const base = figures(samples, routesName(1), proxyTime);
  const rows = [...samples.keys()].map((name) => {
    const times = figures(samples, name, proxyTime);
    return [name, figure(spread(times), 1), figure(ratioSpread(times, base), 2)];
  });
  return table(["Routes, the last one asked for", "CPU, µs a request", "× one route"], rows);
}
