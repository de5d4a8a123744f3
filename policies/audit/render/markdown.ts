import { messageOf } from "../../report/message";
import { plainText } from "../../report/plainText";
import type { Audit } from "../audit";
import type { AuditFinding } from "../explain";
import { mermaid } from "./mermaid";
import { byStack, meetingsOf, oneLine, verdictLine, verdictOf } from "./wording";

/** The audit for a pull request or a wiki: the verdict, a table, each message, and a picture of the ways. */
export function markdown(audit: Audit): string {
  const groups = byStack(audit);
  const picture = mermaid(audit.findings);
  const blocks = [
    "# Gatehouse audit",
    verdictLine(audit),
    ...(groups.length === 0 ? [] : [table(groups.flatMap(([, findings]) => findings))]),
    ...(picture === "" ? [] : [`## Ways\n\n\`\`\`mermaid\n${picture}\n\`\`\``]),
    ...groups.map(([stack, findings]) => section(stack, findings)),
    ...list("## Not audited", audit.problems),
    ...list("## Notes", audit.notes),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function table(findings: readonly AuditFinding[]): string {
  const rows = findings.map((finding) => {
    const across = finding.acrossStacks ? "yes" : "";
    const cells = [plainText(finding.stack ?? "all stacks"), verdictOf(finding), `\`${finding.rule}\``, across];
    return `| ${[...cells, plainText(finding.summary)].map(escaped).join(" | ")} |`;
  });
  return ["| Stack | Verdict | Rule | Only across stacks | What |", "|---|---|---|---|---|", ...rows].join("\n");
}

function section(stack: string, findings: readonly AuditFinding[]): string {
  const file = findings[0]?.file;
  const title = stack === "" ? "## All stacks" : `## ${escaped(stack)} (${escaped(file ?? "no file")})`;
  return [title, ...findings.map(message)].join("\n\n");
}

function message(finding: AuditFinding): string {
  const across = finding.acrossStacks ? ", only across stacks" : "";
  const lines = [...messageOf(finding).split("\n"), ...meetingsOf(finding)].map(escaped);
  // A backslash keeps each line a line; two spaces would be lost in many editors.
  return [`**${verdictOf(finding)}** \`${finding.rule}\`${across}`, ...lines].join("\\\n");
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}\n\n${lines.map((line) => `- ${escaped(line)}`).join("\n")}`];
}

/** Text without the signs of Markdown and HTML that would change its shape, except for code between backticks. */
function escaped(text: string): string {
  const signs = /(`[^`]*`)|([\\*_<>|#~`]|\](?=\())/g;
  return oneLine(text).replace(signs, (_, code?: string, sign?: string) => code ?? `\\${sign}`);
}
