import type { Finding } from "../../../preview/report";

/** What the pack says of a resource, without its words. */
export type Found = Pick<Finding, "rule" | "verdict" | "level" | "urn">;

/** Findings in one order, without what is said in them. */
export function bare(findings: readonly Found[]): Found[] {
  const found = findings.map(({ rule, verdict, level, urn }) => ({ rule, verdict, level, urn }));
  const key = ({ urn, rule, verdict, level }: Found) => `${urn} ${rule} ${verdict} ${level}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
