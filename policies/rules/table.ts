import { rules } from "./index";

/** The rules as a Markdown table, for the README. */
export function rulesTable(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = rules.map(
    ({ name, level, what, why, fix }) => `| \`${name}\` | ${level} | ${cell(what)} | ${cell(why)} | ${cell(fix)} |`,
  );
  return ["| Rule | Level | Holds when | Why | Fix |", "|---|---|---|---|---|", ...rows].join("\n");
}
