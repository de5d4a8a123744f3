import type { Judgement } from "../exitCode";
import type { Finding, Report, ReportedContainer } from "../report";

/** `0 violations, 0 unproven`, the line that everything else explains. */
export function verdictLine(report: Report, judgement: Judgement): string {
  const { violations, unproven } = report.counts;
  const undecided = unproven + judgement.unexplained.length;
  return `${violations} ${violations === 1 ? "violation" : "violations"}, ${undecided} unproven`;
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

/** Findings that stop a deployment come first. */
export function inOrder(findings: Finding[]): Finding[] {
  const rank = ({ level, verdict }: Finding) => (level === "mandatory" ? 0 : 2) + (verdict === "violation" ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
