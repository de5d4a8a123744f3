import { styleText } from "node:util";
import type { JudgedPreview } from "../previewStack";
import { tree } from "./tree";
import { containerTitle, inOrder, noteText, resourceName, verdictLine, waiverLines, way } from "./wording";

type Style = Parameters<typeof styleText>[0];

/** The preview as text for a terminal: tree, findings, notes, ways, and the verdict last. */
export function terminalText(preview: JudgedPreview, colours: boolean): string {
  const styled = (style: Style, text: string) => (colours ? styleText(style, text, { validateStream: false }) : text);
  const lines = tree(preview.plan).map(({ branches, name, type }) => `${branches}${name}  ${styled("dim", type)}`);
  for (const finding of inOrder(preview.report.findings)) {
    const colour: Style = finding.waived ? "cyan" : finding.verdict === "violation" ? "red" : "yellow";
    const title = `${finding.verdict} (${finding.level}) ${finding.rule}: ${resourceName(finding.urn)}`;
    lines.push("", styled(colour, title), ...waiverLines(finding).map((line) => `  ${line}`), `  ${finding.summary}`);
    if (finding.way.length > 0) lines.push(`  way: ${way(finding.way)}`);
    lines.push(`  fix: ${finding.fix}`);
  }
  for (const event of preview.judgement.unexplained) {
    lines.push("", styled("yellow", `unproven ${event.policyName}`), `  ${event.message.trim()}`);
  }
  const notes = [...preview.report.notes.map(noteText), ...preview.notes];
  if (notes.length > 0) lines.push("", "Notes", ...notes.map((note) => `  ${note}`));
  lines.push("", "Ways from the internet", ...waysText(preview));
  const clean = preview.judgement.exitCode === 0;
  lines.push("", styled(clean ? "green" : "red", verdictLine(preview.report, preview.judgement)));
  return lines.join("\n");
}

function waysText({ report }: JudgedPreview): string[] {
  if (report.containers.length === 0) return ["  the stack has no container service"];
  return report.containers.flatMap((container) => [
    `  ${containerTitle(container)}`,
    ...(container.ways.length === 0 ? ["    none"] : []),
    ...container.ways.map(({ hops, state }) => `    ${state === "may" ? "may be open" : "open"}: ${way(hops)}`),
  ]);
}
