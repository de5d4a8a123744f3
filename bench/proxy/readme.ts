import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = join(__dirname, "README.md");
const [begin, end] = ["<!-- begin figures -->\n", "<!-- end figures -->"];

/** Puts the report of a run into the README beside this file. */
export function writeFigures(report: string): void {
  writeFileSync(file, withFigures(readFileSync(file, "utf8"), report));
}

/**
 * A text with a report between its two marks, instead of the one that was there.
 *
 * @throws Error if the text has not both marks, in their order
 */
export function withFigures(text: string, report: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no ${begin.trim()} before ${end}`);
  return `${text.slice(0, from + begin.length)}\n${report.trim()}\n\n${text.slice(to)}`;
}
