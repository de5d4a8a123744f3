import { matchesPattern } from "../configuration/pattern";
import type { Finding } from "../rules/rule";

/** A decision that findings of one rule may stand until a day, and who answers for it. */
export interface Waiver {
  /** Name of the rule. */
  rule: string;
  /** Pattern for the URN of the finding's edge; `*` stands for any text. At least one of `urn` and `edge` is given. */
  urn?: string;
  /** Pattern for the part of that resource, as a message names it after the URN: `ingress[*]`. */
  edge?: string;
  reason: string;
  owner: string;
  /** The last day on which it holds, in UTC: `2027-01-31`. */
  expires: string;
}

/** Whether the waiver speaks of this finding, be it in force or not. */
export function speaksOf({ rule, urn, edge }: Waiver, finding: Finding): boolean {
  return (
    rule === finding.rule &&
    (urn === undefined || matchesPattern(finding.edge.urn, urn)) &&
    (edge === undefined || matchesPattern(finding.edge.part ?? "", edge))
  );
}

/** @param today Day in UTC as YYYY-MM-DD; texts of this form are ordered as the days are. */
export function isInForce({ expires }: Waiver, today: string): boolean {
  return today <= expires;
}
