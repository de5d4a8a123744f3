import type { MergedFinding } from "../rules/merge";

/** The finding as a person reads it in a terminal or in a pull request: short Markdown, no values but names, ports and CIDR blocks. */
export function messageOf({ summary, way, skips, edge, fix, more }: MergedFinding): string {
  const past = skips === undefined ? "" : `  ✗ skips ${skips}`;
  return [
    oneLine(summary),
    ...(way.length > 0 ? [`\`${oneLine(way.join(" → "))}\`${past}`] : []),
    ...(more > 0 ? [`The same edge opens ${more} more such ${more === 1 ? "way" : "ways"}.`] : []),
    ...(edge.urn === "" ? [] : [`Edge: \`${oneLine(edge.urn)}\`${edge.part === undefined ? "" : ` ${edge.part}`}`]),
    `Fix: ${oneLine(fix)}`,
  ].join("\n");
}

/** Names come from the user's program: a line break or a backtick in one must not change the shape of the message. */
function oneLine(text: string): string {
  return [...text].map((character) => (character < " " ? " " : character === "`" ? "'" : character)).join("");
}
