import { plainText } from "../../report/plainText";
import type { AuditFinding } from "../explain";

/** More pictures than a reader looks at; Mermaid itself ends at five hundred edges. */
const mostWays = 20;

/**
 * The ways of the violations as a Mermaid flowchart, each in a frame of its own: nodes of one name in two stacks are not
 * one node. Empty when there is no way to show.
 */
export function mermaid(findings: readonly AuditFinding[]): string {
  const ways = findings.filter(
    ({ verdict, level, way }) => verdict === "violation" && level === "mandatory" && way.length > 1,
  );
  if (ways.length === 0) return "";
  const frames = ways.slice(0, mostWays).flatMap((finding, index) => frame(finding, `way${index + 1}`));
  return ["flowchart LR", ...frames, "  classDef reached fill:#fadbd8,stroke:#c0392b"].join("\n");
}

function frame({ way, stack, rule }: AuditFinding, id: string): string[] {
  const last = way.length - 1;
  const nodes = way.map((hop, n) => `    ${id}_${n}["${escaped(plainText(hop))}"]${n === last ? ":::reached" : ""}`);
  const chain = way.map((_, n) => `${id}_${n}`).join(" --> ");
  return [
    `  subgraph ${id}["${escaped(plainText(`${stack ?? "all stacks"}: ${rule}`))}"]`,
    ...nodes,
    `    ${chain}`,
    "  end",
  ];
}

/** A label between quotation marks: Mermaid knows HTML's character numbers, written with # instead of &#. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:;/()[\]=*+_→-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
