import { names } from "./contenders/all";
import { table } from "./markdown";
import type { Samples } from "./measurement";
import { figures, proxyTime, taskTime } from "./measurement";
import type { ExpressFigures } from "./measurements/express";
import type { FastUpstreamFigures } from "./measurements/fastUpstream";
import { routesName } from "./measurements/routes";
import { differences, ratioSpread, spread } from "./statistics";

/** A figure that shall not be exceeded, for each way to the application. */
export interface Target {
  what: string;
  limit: number;
  digits: number;
  /** undefined where what it is compared with was not measured. */
  overTcp: number | undefined;
  overSocket: number | undefined;
}

/** All that was measured. */
export interface Figures {
  fast: FastUpstreamFigures;
  express: ExpressFigures;
  routes: Samples;
}

/** What the proxy promises, with every feature of S1 on, and what it reached. */
export function targets({ fast, express, routes }: Figures): Target[] {
  const both = (what: string, limit: number, of: (name: string) => number | undefined, digits = 2): Target => ({
    what,
    limit,
    digits,
    overTcp: of(names.overTcp),
    overSocket: of(names.overSocket),
  });
  const proxyAgainst = (other: string) => (name: string) =>
    fast.samples.has(other)
      ? ratioSpread(figures(fast.samples, name, proxyTime), figures(fast.samples, other, proxyTime)).median
      : undefined;
  const taskAgainst = (other: string) => (name: string) =>
    ratioSpread(figures(express.busy, name, taskTime), figures(express.busy, other, taskTime)).median;
  const p50 = (name: string) => figures(express.calm, name, (sample) => sample.p50);
  const added = (name: string) => differences(p50(name), p50(names.alone));
  const byRoutes = (count: number) => figures(routes, routesName(count), proxyTime);
  return [
    both("CPU of the proxy, × tutorial S1", 0.45, proxyAgainst(names.tutorial)),
    both("CPU of the proxy, × HAProxy with the same log and headers", 1, proxyAgainst(names.haproxy)),
    both("CPU of the proxy, × Caddy with a log", 0.2, proxyAgainst(names.caddy)),
    both("CPU of proxy and Express, × the tutorial's", 0.6, taskAgainst(names.tutorial)),
    both("CPU of proxy and Express, × Express alone", 1.35, taskAgainst(names.alone)),
    both(
      "connections to the upstream a request",
      0.02,
      (name) => spread(figures(fast.samples, name, (sample) => sample.connectionsPerRequest)).median,
      4,
    ),
    both(
      "p50 added at one connection, × what the tutorial adds",
      0.5,
      (name) => ratioSpread(added(name), added(names.tutorial)).median,
    ),
    {
      what: "CPU of the proxy with 1,000 routes, × one route",
      limit: 1.1,
      digits: 2,
      overTcp: undefined,
      overSocket: ratioSpread(byRoutes(1000), byRoutes(1)).median,
    },
    both("resident memory of a worker, MiB", 20, (name) => (fast.memory.get(name)?.rss ?? Number.NaN) / 1024, 1),
  ];
}

/** Whether any target is missed by every way to the application that was measured. */
export function isMissed({ limit, overTcp, overSocket }: Target): boolean {
  const measured = [overTcp, overSocket].filter((value) => value !== undefined);
  return measured.length > 0 && measured.every((value) => value > limit);
}

/** The targets as a table. */
export function printTargets(all: Target[]): string {
  const rows = all.map(({ what, limit, digits, overTcp, overSocket }) => {
    const cell = (value: number | undefined) =>
      value === undefined ? "not measured" : `${value.toFixed(digits)} ${value <= limit ? "held" : "**missed**"}`;
    return [what, `≤ ${limit}`, cell(overTcp), cell(overSocket)];
  });
  return table(["Target", "", "over TCP", "over a socket"], rows);
}
