import type { Report } from "../report";
import { drawn } from "./graphStyle";

/**
 * The graph as a Mermaid flowchart, which GitHub draws in a comment. The proxy is green, the application blue; a dashed
 * edge may or may not exist; a red one is a violation.
 */
export function mermaid(report: Report): string {
  const { nodes, edges } = drawn(report);
  const lines = ["flowchart LR"];
  for (const { id, label, style } of nodes) lines.push(`  ${id}["${escaped(label)}"]:::${style}`);
  for (const { from, to, label, dashed } of edges) {
    const text = label === "" ? "" : `|"${escaped(label)}"|`;
    lines.push(`  ${from} ${dashed ? "-.->" : "-->"}${text} ${to}`);
  }
  lines.push("  classDef internet fill:#fdf2e9,stroke:#ca6f1e", "  classDef proxy fill:#d5f5e3,stroke:#1e8449");
  lines.push("  classDef application fill:#d6eaf8,stroke:#2471a3", "  classDef other fill:#f4f6f6,stroke:#7f8c8d");
  const red = edges.flatMap(({ violation }, n) => (violation ? [n] : []));
  if (red.length > 0) lines.push(`  linkStyle ${red.join(",")} stroke:#c0392b,stroke-width:3px`);
  return lines.join("\n");
}

/** A label between quotation marks: Mermaid knows HTML's character numbers, written with # instead of &#. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:;/()[\]=*+_→-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
