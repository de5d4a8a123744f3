import type { MergedFinding } from "../rules/merge";
import { plainText } from "./plainText";

/**
 * The finding as a person reads it in a terminal or in a pull request: short Markdown of at most seven lines, and no
 * values but names, ports and CIDR blocks.
 */
export function messageOf(finding: MergedFinding): string {
  const { summary, fix, more } = finding;
  return [
    ...waiverLine(finding),
    plainText(summary),
    ...wayLine(finding),
    ...(more > 0 ? [`The same edge opens ${more} more such ${more === 1 ? "way" : "ways"}.`] : []),
    ...expiredLine(finding),
    ...edgeLine(finding),
    `Fix: ${plainText(fix)}`,
  ].join("\n");
}

function waiverLine({ waiver }: MergedFinding): string[] {
  if (waiver === undefined) return [];
  return [plainText(`Waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`)];
}

function expiredLine({ expired }: MergedFinding): string[] {
  if (expired === undefined) return [];
  return [plainText(`The waiver by ${expired.owner} expired on ${expired.expires}: ${expired.reason}`)];
}

function edgeLine({ edge: { urn, part } }: MergedFinding): string[] {
  if (urn === "") return [];
  return [`Edge: \`${plainText(urn)}\`${part === undefined ? "" : ` ${plainText(part, longestHop)}`}`];
}

function wayLine({ way, skips, verdict }: MergedFinding): string[] {
  if (way.length === 0) return [];
  const hops = folded(way).map((hop) => plainText(hop, longestHop));
  // What is not proven is not said to skip anything.
  const past = verdict === "violation" ? "✗ skips" : "? may skip";
  return [`\`${hops.join(" → ")}\`${skips === undefined ? "" : `  ${past} ${plainText(skips, longestHop)}`}`];
}

/** A name of a hundred characters and the words around it. */
const longestHop = 140;
const mostHops = 8;

/** Both ends of a long way: where it begins, and the hops whose edge is to be changed. */
function folded(way: readonly string[]): readonly string[] {
  if (way.length <= mostHops) return way;
  const half = mostHops / 2;
  return [...way.slice(0, half), "…", ...way.slice(-half)];
}
