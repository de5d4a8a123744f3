import Table from "cli-table3";
import type { Outcome } from "./drive";

const fates = ["refused", "answered", "passed", "malformed", "reached"] as const;

/**
 * One line a group and one for all. `answered`: by the proxy itself, the health page. `passed`: in the allow-list, and it
 * arrived. `malformed`: passed on and refused by the application's parser. `reached`: got in though the list has it not.
 */
export function printOutcomes(outcomes: Outcome[]): string {
  const groups = [...new Set(outcomes.map(({ attack }) => attack.group))];
  const row = (title: string, of: Outcome[]) => [
    title,
    of.length,
    ...fates.map((fate) => of.filter((outcome) => outcome.fate === fate).length),
  ];
  const table = new Table({
    head: ["group", "sent", ...fates],
    colAligns: ["left", ...Array<"right">(1 + fates.length).fill("right")],
    style: { head: [], border: [], compact: true },
  });
  table.push(
    ...groups.map((group) =>
      row(
        group,
        outcomes.filter(({ attack }) => attack.group === group),
      ),
    ),
  );
  table.push(row("all", outcomes));
  return table.toString();
}
