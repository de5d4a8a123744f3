import { ownNames } from "../configuration/ownNames";
import type { Finding } from "../rules/rule";
import { isInForce, speaksOf, type Waiver } from "./waiver";

/** A finding with the waiver that speaks of it, if any does. */
export interface WeighedFinding extends Finding {
  /** In force: the finding is told, and stops nothing. */
  waiver?: Waiver;
  /** No longer in force: the finding weighs what it weighs without it. */
  expired?: Waiver;
}

export interface Weighed {
  findings: WeighedFinding[];
  /** The waivers that a finding names, in force or expired. */
  used: ReadonlySet<Waiver>;
}

/**
 * Lets each finding be waived for itself. This comes before findings about one edge are merged into the strongest: a
 * waiver of one rule must not take the findings of another with it.
 *
 * @param today Day in UTC as YYYY-MM-DD. Without it no waiver can be shown to be in force, so none is.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string | undefined,
): Weighed {
  const longestFirst = [...waivers].sort((a, b) => (a.expires > b.expires ? -1 : a.expires < b.expires ? 1 : 0));
  const used = new Set<Waiver>();
  const weighed = findings.map((finding): WeighedFinding => {
    const waiver = ownNames.has(finding.rule) ? undefined : longestFirst.find((each) => speaksOf(each, finding));
    if (waiver === undefined || today === undefined) return finding;
    used.add(waiver);
    return isInForce(waiver, today) ? { ...finding, level: "advisory", waiver } : { ...finding, expired: waiver };
  });
  return { findings: weighed, used };
}
