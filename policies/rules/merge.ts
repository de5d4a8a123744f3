import type { WeighedFinding } from "../waivers/apply";
import { rules } from "./index";
import type { Finding } from "./rule";

/** A finding that stands for all that were made about its edge. */
export interface MergedFinding extends WeighedFinding {
  /** How many further findings of the same rule the edge has: other services, other sources. */
  more: number;
}

const strength = new Map(rules.map(({ name }, index) => [name, index]));

/** Smaller is stronger. What stops the run comes first: a violation may have been made advisory, a doubt mandatory. */
function rank({ verdict, level, rule }: Finding): string {
  const order = String(strength.get(rule) ?? rules.length).padStart(2, "0");
  return `${level === "mandatory" ? 0 : 1}${verdict === "violation" ? 0 : 1}${order}`;
}

/** A waived finding stands for its waiver, which is always told, and never for what nobody waived on the same edge. */
function place({ edge, rule, waiver }: WeighedFinding): string {
  return `${edge.urn} ${edge.part ?? ""} ${waiver === undefined ? "" : rule}`;
}

/** One finding an edge, the strongest, in an order that depends on nothing but the findings. */
export function merge(findings: readonly WeighedFinding[]): MergedFinding[] {
  const sorted = findings
    .map((finding) => ({ finding, key: `${place(finding)} ${rank(finding)} ${finding.summary}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const merged: MergedFinding[] = [];
  let summaries = new Set<string>();
  for (const { finding } of sorted) {
    const last = merged.at(-1);
    if (last === undefined || place(last) !== place(finding)) {
      merged.push({ ...finding, more: 0 });
      summaries = new Set([finding.summary]);
    } else if (finding.rule === last.rule && finding.verdict === last.verdict && !summaries.has(finding.summary)) {
      summaries.add(finding.summary);
      last.more++;
    }
  }
  return merged;
}
