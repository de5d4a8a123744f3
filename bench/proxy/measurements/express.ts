import { join } from "node:path";
import { buildApp } from "../../../test/app/appProcess";
import { freePort } from "../../../test/nginx/proxyProcess";
import { allContenders, names } from "../contenders/all";
import { figure, table } from "../markdown";
import { figures, proxyTime, type Samples, type Surroundings, startContender, taskTime } from "../measurement";
import { headers, path } from "../request";
import { measureRounds, type Sample, type Subject } from "../rounds";
import { shares } from "../shares";
import { differences, ratioSpread, spread } from "../statistics";
import { onWorkbench, type Server } from "../workbench";
import { load } from "../wrk";

const program = join(__dirname, "../../../app/dist/server.js");

export interface ExpressFigures {
  text: string;
  /** 16 connections. */
  busy: Samples;
  /** One connection. */
  calm: Samples;
}

/** What a task costs: the proxy and the sample application on one processor, and the application without a proxy. */
export async function measureExpress({ tools, quick, progress }: Surroundings): Promise<ExpressFigures> {
  buildApp();
  const { contenders, notMeasured } = allContenders(tools);
  return onWorkbench(async (bench) => {
    const upstream = { port: await freePort(), socket: join(bench.folder, "application.sock") };
    const start = (name: string, environment: Record<string, string>, listens: number | string) =>
      bench.start(name, application(environment, listens), { shares: shares.application });
    const onPort = await start("application on a port", { PORT: `${upstream.port}` }, upstream.port);
    const onSocket = await start("application on a socket", { SOCKET: upstream.socket }, upstream.socket);
    const alone = {
      name: names.alone,
      url: `http://127.0.0.1:${upstream.port}${path}`,
      parts: { application: onPort },
    };
    const subjects: Subject[] = [alone];
    for (const contender of contenders) {
      const { pid, url } = await startContender(bench, contender, upstream);
      const parts = { proxy: pid, application: contender.over === "TCP" ? onPort : onSocket };
      subjects.push({ name: contender.name, url: `${url}${path}`, parts });
    }
    const { rest: processor } = bench.processors;
    progress("warming up Express, whose code the engine compiles by its use");
    for (const each of subjects.filter(({ name }) => name === names.alone || name === names.overSocket)) {
      await load({ url: each.url, headers, connections: 16, seconds: quick ? 2 : 5, processor });
    }
    const run = (rounds: number, connections: number, of: Subject[]) =>
      measureRounds(of, {
        rounds,
        quick,
        connections,
        processor,
        progress: (line) => progress(`in front of Express, ${connections} at once: ${line}`),
      });
    const busy = await run(8, 16, subjects);
    const calm = await run(
      7,
      1,
      subjects.filter(({ name }) => !([names.caddy, names.bare, "tutorial S0"] as string[]).includes(name)),
    );
    return { text: [print(busy, notMeasured), printCalm(calm)].join("\n\n"), busy, calm };
  });
}

function application(environment: Record<string, string>, listens: number | string): Server {
  return {
    files: {},
    argv: [process.execPath, program],
    environment: { NODE_ENV: "production", ...environment },
    listens,
  };
}

function print(samples: Samples, notMeasured: { name: string; why: string }[]): string {
  const rows = [...samples.keys()].map((name) => {
    const of = (what: (sample: Sample) => number) => spread(figures(samples, name, what));
    const against = (base: string) =>
      figure(ratioSpread(figures(samples, name, taskTime), figures(samples, base, taskTime)), 2);
    return [
      name,
      figure(of(taskTime), 0),
      name === names.alone ? "" : of(proxyTime).median.toFixed(0),
      of(({ cpu }) => cpu.application ?? Number.NaN).median.toFixed(0),
      against(names.tutorial),
      against(names.alone),
      of((sample) => sample.requestsPerSecond).median.toFixed(0),
      of((sample) => sample.p50).median.toFixed(0),
      of((sample) => sample.p99).median.toFixed(0),
    ];
  });
  const head = [
    "Task",
    "CPU of the task, µs a request",
    "of it proxy",
    "of it application",
    "× tutorial S1",
    "× application alone",
    "requests a second",
    "p50, µs",
    "p99, µs",
  ];
  const filler = head.slice(2).map(() => "");
  return table(head, [...rows, ...notMeasured.map(({ name, why }) => [name, why, ...filler])]);
}

function printCalm(samples: Samples): string {
  const p50 = (name: string) => figures(samples, name, (sample) => sample.p50);
  const added = (name: string) => differences(p50(name), p50(names.alone));
  const rows = [...samples.keys()].map((name) => [
    name,
    figure(spread(p50(name)), 0),
    name === names.alone ? "" : figure(spread(added(name)), 0),
    name === names.alone ? "" : figure(ratioSpread(added(name), added(names.tutorial)), 2),
  ]);
  return table(["One connection", "p50, µs", "added to the application alone, µs", "× what tutorial S1 adds"], rows);
}
