import Table from "cli-table3";
import type { Outcome } from "./previewExample";

const head = ["example", "resources", "ways in from the internet", "violations", "unproven", "seconds"];

/** The outcomes as a table for a terminal or a log, without colours. */
export function printOutcomes(outcomes: Outcome[]): string {
  const table = new Table({
    head,
    colAligns: ["left", "right", "left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  table.push(...outcomes.map(cells));
  return table.toString();
}

function cells(outcome: Outcome): string[] {
  const seconds = outcome.seconds.toFixed(1);
  if (outcome.kind === "failed") return [outcome.example, "–", "not previewed", "–", "–", seconds];
  const { example, resources, ways, violations, unproven } = outcome;
  return [example, String(resources), waysIn(ways), String(violations), String(unproven), seconds];
}

/** Where each way comes in, and where it ends: `HTTP API web → nginx:8080`; `2 × …` where two differ only in between. */
function waysIn(ways: string[][]): string {
  const ends = ways.map(([, first, ...rest]) => `${first} → ${rest.at(-1)}`);
  const lines = [...new Set(ends)].map((line) => {
    const times = ends.filter((other) => other === line).length;
    return times === 1 ? line : `${times} × ${line}`;
  });
  return lines.join("\n") || "none";
}

/** `11 of 12 clean`. */
export function summary(outcomes: Outcome[]): string {
  return `${outcomes.filter(({ exitCode }) => exitCode === 0).length} of ${outcomes.length} clean`;
}
