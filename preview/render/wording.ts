import type { Judgement } from "../exitCode";
import type { Finding, Report, ReportedContainer } from "../report";

/** `0 violations, 0 unproven`, the line that everything else explains; `, 1 waived` where somebody answers for one. */
export function verdictLine(report: Report, judgement: Judgement): string {
  const { violations, unproven } = report.counts;
  const waived = report.findings.filter((finding) => finding.waived !== undefined).length;
  const undecided = unproven + judgement.unexplained.length;
  const standing = `${violations} ${violations === 1 ? "violation" : "violations"}, ${undecided} unproven`;
  return waived === 0 ? standing : `${standing}, ${waived} waived`;
}

/** `waived until 2027-01-31 by team-a: reason`; nothing for a finding that no waiver speaks of. */
export function waiverLines({ waived, expired }: Finding): string[] {
  return [
    ...(waived === undefined ? [] : [`waived until ${waived.expires} by ${waived.owner}: ${waived.reason}`]),
    ...(expired === undefined ? [] : [`waiver by ${expired.owner} expired on ${expired.expires}: ${expired.reason}`]),
  ];
}

/** `disabled rules: …`, `Service web: …`: a note, with the resource that it is about if there is one. */
export function noteText({ urn, text }: Report["notes"][number]): string {
  return urn === "" ? text : `${resourceName(urn)}: ${text}`;
}

/** Name of the resource in a URN, with its type in short. */
export function resourceName(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  const type = types.split("$").at(-1)?.split(":").at(-1) ?? "";
  return `${type} ${name.join("::")}`.trim();
}

/** Hops of a way on one line. */
export function way(hops: string[]): string {
  return hops.join(" → ");
}

/** `web / app (application, port 3000)`. */
export function containerTitle(container: ReportedContainer): string {
  const port = container.port === undefined ? "" : `, port ${container.port}`;
  return `${resourceName(container.service)} / ${container.container} (${container.role}${port})`;
}

/** Findings that stop a deployment come first, those that are waived last. */
export function inOrder(findings: Finding[]): Finding[] {
  const rank = ({ level, verdict, waived }: Finding) =>
    (waived === undefined ? 0 : 4) + (level === "mandatory" ? 0 : 2) + (verdict === "violation" ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
