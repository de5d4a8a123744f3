import { rmSync } from "node:fs";
import { join, resolve } from "node:path";

/** Names of the files that a preview leaves in its output folder. */
export const outputs = {
  plan: "plan.json",
  report: "report.json",
  markdown: "report.md",
  picture: "graph.svg",
} as const;

/** Removes an earlier run's files, so that a run that fails never leaves yesterday's report behind. */
export function removeOutputs(folder: string): void {
  for (const name of Object.values(outputs)) rmSync(join(resolve(folder), name), { force: true });
}
