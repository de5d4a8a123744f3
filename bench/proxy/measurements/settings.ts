import { defaultCompression, defaultDecide, type ProxySettings } from "../../../nginx";
import type { Directive } from "../../../nginx/conf/directive";
import { freePort } from "../../../test/nginx/proxyProcess";
import { s1Routes } from "../../../test/nginx/s1Settings";
import { gatehouse } from "../contenders/gatehouse";
import { startFastUpstream } from "../fastUpstream";
import { figure, table } from "../markdown";
import { figures, proxyTime, type Samples, type Surroundings, startContender } from "../measurement";
import { path } from "../request";
import { measureRounds, type Subject } from "../rounds";
import { differences, spread } from "../statistics";
import { onWorkbench } from "../workbench";

const s1 = "S1 as it is";

/** A setting that S1 does not use. */
interface Added {
  name: string;
  settings: Partial<ProxySettings>;
  change?: (directives: Directive[]) => Directive[];
}

/** Load with so many connections: at many the processor time counts, at one the delay. */
const connections = { busy: 16, calm: 1 };

/** What each setting costs on top of S1, in processor time and in delay. */
export async function measureSettings({ tools, quick, progress }: Surroundings): Promise<string> {
  return onWorkbench(async (bench) => {
    const upstream = await startFastUpstream(bench, tools.nginx, await freePort());
    const subjects: Subject[] = [];
    for (const { name, settings, change } of [{ name: s1, settings: {} }, ...addedSettings(upstream.port)]) {
      const contender = gatehouse(tools.nginx, "a socket", { name, settings, ...(change && { change }) });
      const { pid, url } = await startContender(bench, contender, upstream);
      subjects.push({ name, url: `${url}${path}`, parts: { proxy: pid } });
    }
    const measure = (load: keyof typeof connections) =>
      measureRounds(subjects, {
        rounds: 9,
        quick,
        connections: connections[load],
        processor: bench.processors.rest,
        progress: (line) => progress(`by setting, ${connections[load]} connections: ${line}`),
      });
    return print(await measure("busy"), await measure("calm"));
  });
}

/** @param service port of a service that admits every request, at once */
function addedSettings(service: number): Added[] {
  const rateLimit = { requests: 10000, per: "second" as const };
  return [
    {
      name: "inspection by a service that decides",
      settings: { inspection: { kind: "decide", port: service, ...defaultDecide } },
    },
    {
      name: "rate limit and connection limit for each client",
      settings: { sites: [{ routes: s1Routes, rateLimit, connectionLimit: 10000 }] },
      change: unreachable,
    },
    { name: "compression, of an answer that is too short for it", settings: { compression: defaultCompression } },
  ];
}

/** The bench is one client and faster than any limit of the settings; a refused request would not cost the same. */
function unreachable(directives: Directive[]): Directive[] {
  return directives.map((directive) => {
    if (directive.block !== undefined) return { ...directive, block: unreachable(directive.block) };
    if (directive.name !== "limit_req_zone") return directive;
    return { ...directive, args: directive.args.map((arg) => arg.replace(/^rate=.*/, "rate=1000000r/s")) };
  });
}

function print(busy: Samples, calm: Samples): string {
  const times = (name: string) => figures(busy, name, proxyTime);
  const delays = (name: string) => figures(calm, name, (sample) => sample.p50);
  const rows = [...busy.keys()].map((name) => [
    name,
    figure(spread(times(name)), 1),
    name === s1 ? "" : figure(spread(differences(times(name), times(s1))), 1),
    figure(spread(delays(name)), 0),
    name === s1 ? "" : figure(spread(differences(delays(name), delays(s1))), 0),
  ]);
  return table(
    ["Switched on alone", "CPU, µs a request", "more than S1, µs", "p50 at one connection, µs", "delay added, µs"],
    rows,
  );
}
