import { styleText } from "node:util";
import { messageOf } from "../../report/message";
import { plainText } from "../../report/plainText";
import { type Audit, countsOf } from "../audit";
import type { AuditFinding } from "../explain";
import { byStack, meetingsOf, oneLine, verdictLine, verdictOf } from "./wording";

type Style = Parameters<typeof styleText>[0];
type Styled = (style: Style, text: string) => string;

/** The audit for a terminal or a log: findings by stack, one line each that can be searched for, the verdict last. */
export function text(audit: Audit, colours: boolean): string {
  const styled: Styled = (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text);
  const lines: string[] = [];
  for (const [stack, findings] of byStack(audit)) {
    const file = findings[0]?.file;
    lines.push(styled("bold", oneLine(stack === "" ? "all stacks" : `${stack} (${file ?? "no file"})`)));
    for (const finding of findings) lines.push(...findingLines(finding, styled));
    lines.push("");
  }
  for (const problem of audit.problems) lines.push(`${styled("red", "not audited")} ${oneLine(problem)}`);
  for (const note of audit.notes) lines.push(`${styled("dim", "note")} ${oneLine(note)}`);
  const { violations, unproven } = countsOf(audit);
  const clean = violations + unproven + audit.problems.length === 0;
  lines.push(styled(clean ? "green" : "red", verdictLine(audit)));
  return `${lines.join("\n")}\n`;
}

function findingLines(finding: AuditFinding, styled: Styled): string[] {
  const stops = finding.level === "mandatory";
  const colour: Style = !stops ? "cyan" : finding.verdict === "violation" ? "red" : "yellow";
  const across = finding.acrossStacks ? ", only across stacks" : "";
  return [
    `  ${styled(colour, verdictOf(finding))} ${plainText(finding.stack ?? "all stacks")} ${finding.rule}${across}`,
    ...[...messageOf(finding).split("\n"), ...meetingsOf(finding)].map((line) => `    ${line}`),
  ];
}
