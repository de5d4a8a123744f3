import type { Finding } from "../rules/rule";
import type { Configuration } from "./configuration";
import { ownNames } from "./ownNames";

type Levels = Configuration["levels"];

/** The findings at the levels that the user gives to their rules; those of a disabled rule are left out. */
export function applyLevels(findings: readonly Finding[], levels: Levels): Finding[] {
  return findings.flatMap((finding) => {
    const level = ownNames.has(finding.rule) ? undefined : levels[finding.rule];
    if (level === undefined) return [finding];
    return level === "disabled" ? [] : [{ ...finding, level }];
  });
}

/** The rules that nothing looks at, in an order of their own. */
export function disabledRules(levels: Levels): string[] {
  return Object.keys(levels)
    .filter((rule) => levels[rule] === "disabled")
    .sort();
}

/** What a disabled rule would have found is not known, and the run says so. */
export function disabledFinding(levels: Levels): Finding[] {
  const rules = disabledRules(levels);
  if (rules.length === 0) return [];
  return [
    {
      rule: "configuration",
      verdict: "unproven",
      level: "advisory",
      edge: { urn: "", part: "levels" },
      way: [],
      summary: `The configuration disables ${rules.join(", ")}: what ${rules.length === 1 ? "it refuses" : "they refuse"} is not looked for.`,
      fix: "Remove it from levels, or waive the findings that may stand, one by one.",
    },
  ];
}
