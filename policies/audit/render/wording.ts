import { nameOf } from "../../model/resource";
import { plainText } from "../../report/plainText";
import { type Audit, count, countsOf } from "../audit";
import type { AuditFinding } from "../explain";
import { stackOf } from "../snapshot";

/** "violation", "unproven", "unproven, advisory", "violation, waived". */
export function verdictOf({ verdict, level, waiver }: AuditFinding): string {
  if (waiver !== undefined) return `${verdict}, waived`;
  return level === "mandatory" ? verdict : `${verdict}, advisory`;
}

/** The name of a file or a line about one, whole: somebody looks for it. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, " ");

/** Findings by stack, in the order of stacks; what concerns none of them comes last, under an empty name. */
export function byStack({ findings }: Audit): [stack: string, findings: AuditFinding[]][] {
  const groups = new Map<string, AuditFinding[]>();
  for (const finding of findings) {
    const stack = finding.stack ?? "";
    groups.set(stack, [...(groups.get(stack) ?? []), finding]);
  }
  return [...groups].sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a < b ? -1 : 1));
}

const mostMeetings = 4;

/** Where a finding across stacks touches the others: "shop/prod: task-group, web". */
export function meetingsOf({ meets }: AuditFinding): string[] {
  const shown = meets.slice(0, mostMeetings).map((urn) => `${nameOf(urn)} of ${stackOf(urn)}`);
  const rest = meets.length - shown.length;
  return meets.length === 0 ? [] : [plainText(`Meets: ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`)];
}

/** The verdict in one line: "3 stacks with 27 resources: 1 violation, 0 unproven, 0 advisory." */
export function verdictLine(audit: Audit): string {
  const { violations, unproven, advisory } = countsOf(audit);
  const audited = `${count(audit.stacks.length, "stack")} with ${count(audit.resources, "resource")}`;
  const missing = audit.problems.length === 0 ? "" : ` ${count(audit.problems.length, "input")} not audited.`;
  return `${audited}: ${count(violations, "violation")}, ${unproven} unproven, ${advisory} advisory.${missing}`;
}
