import type { Report } from "../report";
import { drawn, type NodeStyle } from "./graphStyle";

const fills: Record<NodeStyle, string> = {
  internet: "#fdf2e9",
  proxy: "#d5f5e3",
  application: "#d6eaf8",
  other: "#f4f6f6",
};

/** The graph in Graphviz's language, with the colours of the Mermaid picture. */
export function dot(report: Report): string {
  const { nodes, edges } = drawn(report);
  // Graphviz knows the widths of Helvetica; the margin is for viewers that show a wider font in its place.
  const lines = [
    "digraph gatehouse {",
    '  rankdir=LR; node [shape=box, style="rounded,filled", fontname="Helvetica", margin="0.3,0.1"];',
    '  edge [fontname="Helvetica", fontsize=10];',
  ];
  for (const { id, label, style } of nodes)
    lines.push(`  ${id} [label=${quoted(label)}, fillcolor="${fills[style]}"];`);
  for (const { from, to, label, dashed, violation } of edges) {
    const style = `${dashed ? ", style=dashed" : ""}${violation ? ', color="#c0392b", penwidth=2' : ""}`;
    lines.push(`  ${from} -> ${to} [label=${quoted(label)}${style}];`);
  }
  return [...lines, "}"].join("\n");
}

/** Draws the graph. Graphviz is loaded only here, because it is 1.5 MB of WebAssembly. */
export async function svg(report: Report): Promise<string> {
  const { instance } = await import("@viz-js/viz");
  return (await instance()).renderString(dot(report), { format: "svg" });
}

function quoted(text: string): string {
  return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\r?\n/g, "\\n")}"`;
}
