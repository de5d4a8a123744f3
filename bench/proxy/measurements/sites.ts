import { freePort } from "../../../test/nginx/proxyProcess";
import { s1Routes } from "../../../test/nginx/s1Settings";
import { gatehouse } from "../contenders/gatehouse";
import { startFastUpstream } from "../fastUpstream";
import { figure, table } from "../markdown";
import { figures, proxyTime, type Samples, type Surroundings, startContender } from "../measurement";
import { headers, path } from "../request";
import { measureRounds, type Subject } from "../rounds";
import { ratioSpread, spread } from "../statistics";
import { onWorkbench } from "../workbench";

const counts = [1, 10, 100, 1000];

const sitesName = (count: number): string => (count === 1 ? "1 virtual host" : `${count} virtual hosts`);

/** So many names with S1's routes each; the last is the one that the request asks for. */
function sites(count: number) {
  const others = Array.from({ length: count - 1 }, (_, index) => `site-${String(index).padStart(4, "0")}.example.com`);
  return [...others, headers.Host ?? ""].map((host) => ({ hosts: [host], routes: s1Routes }));
}

/** What a request costs by the number of virtual hosts; it asks for the last one. */
export async function measureSites({ tools, quick, progress }: Surroundings): Promise<string> {
  return onWorkbench(async (bench) => {
    const upstream = await startFastUpstream(bench, tools.nginx, await freePort());
    const subjects: Subject[] = [];
    for (const count of counts) {
      const name = sitesName(count);
      const contender = gatehouse(tools.nginx, "a socket", { name, settings: { sites: sites(count) } });
      const { pid, url } = await startContender(bench, contender, upstream);
      subjects.push({ name, url: `${url}${path}`, parts: { proxy: pid } });
    }
    const samples = await measureRounds(subjects, {
      rounds: 9,
      quick,
      connections: 16,
      processor: bench.processors.rest,
      progress: (line) => progress(`by the number of virtual hosts: ${line}`),
    });
    return print(samples);
  });
}

function print(samples: Samples): string {
  const base = figures(samples, sitesName(1), proxyTime);
  const rows = [...samples.keys()].map((name) => {
    const times = figures(samples, name, proxyTime);
    return [name, figure(spread(times), 1), figure(ratioSpread(times, base), 2)];
  });
  return table(["Virtual hosts, the last one asked for", "CPU, µs a request", "× one"], rows);
}
