import { cpus, loadavg, release } from "node:os";
import { LocalFailure } from "../../local/failure";
import { help, readArguments } from "./arguments";
import { BenchFailure } from "./benchFailure";
import { ControlGroups } from "./cgroups";
import type { Surroundings } from "./measurement";
import { measureExpress } from "./measurements/express";
import { measureFastUpstream } from "./measurements/fastUpstream";
import { measureFeatures } from "./measurements/features";
import { measureRoutes } from "./measurements/routes";
import { measureSettings } from "./measurements/settings";
import { measureSites } from "./measurements/sites";
import { writeFigures } from "./readme";
import { isMissed, printTargets, targets } from "./targets";
import { findTools, type Tools } from "./tools";

const exit = { held: 0, missed: 1, badArguments: 2, failed: 3 };

/** Measures everything. @returns the report, and whether a target is missed */
async function measureAll(surroundings: Surroundings): Promise<{ report: string; missed: boolean }> {
  const loadBefore = loadavg()[0] ?? 0;
  const fast = await measureFastUpstream(surroundings);
  const express = await measureExpress(surroundings);
  const routes = await measureRoutes(surroundings);
  const sites = await measureSites(surroundings);
  const settings = await measureSettings(surroundings);
  const features = surroundings.quick ? "not measured: --quick leaves it out" : await measureFeatures(surroundings);
  const all = targets({ fast, express, routes: routes.samples });
  const report = [
    conditions(surroundings.tools, loadBefore),
    `### Targets\n\n${printTargets(all)}`,
    `### In front of a fast upstream\n\n${fast.text}`,
    `### In front of Express\n\n${express.text}`,
    `### By the number of routes\n\n${routes.text}`,
    `### By the number of virtual hosts\n\n${sites}`,
    `### By setting\n\n${settings}`,
    `### By feature\n\n${features}`,
  ].join("\n\n");
  return { report, missed: all.some(isMissed) };
}

function conditions({ versions }: Tools, loadBefore: number): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, Linux ${release()}`;
  const load = `${loadBefore.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  return `${versions.join(", ")}; ${machine}; ${controlGroups()}; load average ${load}. Each figure is a median, in brackets the middle half of the rounds.`;
}

/** Whether each server has a control group, and if not, why. */
function controlGroups(): string {
  const groups = ControlGroups.make();
  if (typeof groups === "string") return groups;
  groups.remove();
  return "a control group for each server";
}

async function main(): Promise<number> {
  const read = readArguments(process.argv.slice(2));
  if (typeof read === "string") {
    console.error(read);
    return exit.badArguments;
  }
  if (read.help) {
    console.log(help);
    return exit.held;
  }
  const progress = (line: string) => console.error(line);
  const tools = await findTools(progress);
  const { report, missed } = await measureAll({ tools, quick: read.quick, progress });
  console.log(report);
  if (read.write) writeFigures(report);
  return missed ? exit.missed : exit.held;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    const expected = error instanceof BenchFailure || error instanceof LocalFailure;
    console.error(expected ? error.message : error);
    process.exitCode = exit.failed;
  });
