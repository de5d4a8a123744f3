import Table from "cli-table3";
import type { Row } from "./judge";

const head = ["request", "expected", "got", "answered by", ""];

/** Widest column in characters; longer text goes on in the next line. */
const widest = 60;

/** The rows as a table for a terminal or a log, without colours. */
export function printRows(rows: Row[]): string {
  const lines = rows.map((row) => [row.request, row.expected, row.got, row.answeredBy, mark(row)]);
  const table = new Table({
    head,
    colWidths: head.map((_, column) => Math.min(widest, widthOf([head, ...lines], column))),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [], compact: true },
  });
  table.push(...lines);
  return table.toString();
}

/** The longest line of a column, with a blank on either side. */
function widthOf(lines: string[][], column: number): number {
  const texts = lines.flatMap((cells) => (cells[column] ?? "").split("\n"));
  return Math.max(...texts.map((text) => text.length)) + 2;
}

/** `11 of 12 as expected, 1 not run`. */
export function summary(rows: Row[]): string {
  const good = rows.filter((row) => row.asExpected).length;
  const notRun = rows.filter((row) => row.asExpected === undefined).length;
  return `${good} of ${rows.length} as expected${notRun > 0 ? `, ${notRun} not run` : ""}`;
}

function mark({ asExpected }: Row): string {
  if (asExpected === undefined) return "–";
  return asExpected ? "✓" : "✗";
}
