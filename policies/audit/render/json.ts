import { messageOf } from "../../report/message";
import { type Audit, countsOf } from "../audit";
import type { AuditFinding } from "../explain";

/** The audit for a program to read. */
export function json(audit: Audit): string {
  const { stacks, resources, notes, problems } = audit;
  const findings = audit.findings.map(findingOf);
  return `${JSON.stringify({ version: 1, counts: countsOf(audit), resources, stacks, findings, notes, problems }, null, 2)}\n`;
}

/** Named property by property: what a program reads must not change with the shape of a finding. */
function findingOf(finding: AuditFinding) {
  const { stack, file, line, rule, verdict, level, edge, acrossStacks, meets, way, skips, summary, fix } = finding;
  return {
    ...{ stack, file, line, rule, verdict, level, urn: edge.urn, part: edge.part, acrossStacks, meets },
    ...{ way, skips, summary, fix, waiver: finding.waiver, message: messageOf(finding) },
  };
}
