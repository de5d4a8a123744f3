import type { JudgedPreview } from "../previewStack";
import type { Finding } from "../report";
import { mermaid } from "./mermaid";
import { tree } from "./tree";
import { containerTitle, inOrder, noteText, resourceName, verdictLine, waiverLines, way } from "./wording";

/** GitHub takes 65,536 characters in a comment; the parts below stay together under 60,000 bytes. */
const bytes = { findings: 20_000, notes: 5_000, graph: 12_000, ways: 10_000, tree: 10_000 } as const;

/** The preview as a Markdown comment on a pull request. What does not fit is counted, never silently left out. */
export function markdown(stack: string, preview: JudgedPreview): string {
  const { report, judgement } = preview;
  const clean = judgement.exitCode === 0;
  const findings = [...inOrder(report.findings).map(findingText), ...judgement.unexplained.map(unexplainedText)];
  const notes = [...report.notes.map(noteText), ...preview.notes];
  const lines = tree(preview.plan).map(({ branches, name, type }) => `${branches}${name}  ${type}`);
  return [
    `## ${clean ? "✅" : "❌"} Gatehouse preview of \`${inCode(stack)}\`: ${verdictLine(report, judgement)}`,
    fitting(findings, bytes.findings, "findings"),
    fitting(
      notes.map((note) => `- ${escaped(note)}`),
      bytes.notes,
      "notes",
    ),
    picture(mermaid(report)),
    "### Ways from the internet",
    fitting(waysText(preview), bytes.ways, "lines") || "The stack has no container service.",
    `<details><summary>${lines.length} resources</summary>\n\n${fence(fitting(lines, bytes.tree, "resources"))}\n\n</details>`,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

/** Text in which Markdown and HTML read no mark-up. */
export function escaped(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_{}[\]<>#|~&@!]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function findingText(finding: Finding): string {
  return [
    `**${finding.verdict}** (${finding.level}) \`${inCode(finding.rule)}\` on ${escaped(resourceName(finding.urn))}  `,
    ...waiverLines(finding).map((line) => `${escaped(line)}  `),
    `${escaped(finding.summary)}  `,
    ...(finding.way.length > 0 ? [`Way: ${escaped(way(finding.way))}  `] : []),
    `Fix: ${escaped(finding.fix)}\n`,
  ].join("\n");
}

function unexplainedText({ policyName, message }: { policyName: string; message: string }): string {
  return `**unproven** \`${inCode(policyName)}\`: ${escaped(message.trim())}\n`;
}

function waysText({ report }: JudgedPreview): string[] {
  return report.containers.flatMap((container) => [
    `- ${escaped(containerTitle(container))}`,
    ...(container.ways.length === 0 ? ["  - none"] : []),
    ...container.ways.map(
      ({ hops, state }) => `  - ${state === "may" ? "may be open" : "open"}: ${escaped(way(hops))}`,
    ),
  ]);
}

function picture(text: string): string {
  if (Buffer.byteLength(text) > bytes.graph) return "The graph is too large for a comment; see graph.svg.";
  return `\`\`\`mermaid\n${text}\n\`\`\``;
}

function fence(text: string): string {
  return `\`\`\`text\n${text.replaceAll("```", "'''")}\n\`\`\``;
}

function inCode(text: string): string {
  return text.replace(/[`\n]/g, " ");
}

/** As many whole lines as fit. */
function fitting(lines: string[], limit: number, what: string): string {
  let size = 0;
  const fits = lines.filter((line) => {
    size += Buffer.byteLength(line) + 1;
    return size <= limit;
  });
  const rest = lines.length - fits.length;
  return [
    ...fits,
    ...(rest > 0 ? [`… and ${rest} more ${what}; report.json and plan.json have all of them`] : []),
  ].join("\n");
}
