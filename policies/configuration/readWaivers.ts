import type { Waiver } from "../waivers/waiver";
import { type Given, readEntries, refuseOthers } from "./entries";
import type { Problems } from "./problems";
import { ruleNames } from "./ruleNames";
import { readText } from "./text";

const legal = ["rule", "urn", "edge", "reason", "owner", "expires"];
const longest = { pattern: 1000, reason: 200, owner: 100 };

export function readWaivers(given: unknown, problems: Problems): Waiver[] {
  const seen = new Set<string>();
  return readEntries(given, "waivers", problems, (entry, where) => {
    const { rule, urn, edge } = entry;
    const scope = JSON.stringify([rule, urn, edge]);
    if (seen.has(scope)) {
      const fix = "remove all but the one whose last day is meant.";
      problems.add(where, rule, "one waiver for the same rule, urn and edge", fix);
    }
    seen.add(scope);
    return readWaiver(entry, where, problems);
  });
}

function readWaiver(given: Given, where: string, problems: Problems): Waiver {
  refuseOthers(given, legal, where, problems);
  if (given.urn === undefined && given.edge === undefined) {
    problems.add(where, given, "an object with urn, edge or both", "name the URN of the edge; * stands for any text.");
  }
  return {
    rule: readRule(given.rule, `${where}.rule`, problems),
    ...(given.urn === undefined ? {} : { urn: readText(given.urn, longest.pattern, `${where}.urn`, problems) }),
    ...(given.edge === undefined ? {} : { edge: readText(given.edge, longest.pattern, `${where}.edge`, problems) }),
    reason: readText(given.reason, longest.reason, `${where}.reason`, problems),
    owner: readText(given.owner, longest.owner, `${where}.owner`, problems),
    expires: readDate(given.expires, `${where}.expires`, problems),
  };
}

function readRule(given: unknown, where: string, problems: Problems): string {
  const names = ruleNames();
  const rule = names.find((name) => name === given);
  if (rule === undefined) problems.add(where, given, names.join(", "), "give the name of one rule.");
  return rule ?? "";
}

/** A day of the calendar: JavaScript would read the 30th of February as the 2nd of March. */
function readDate(given: unknown, where: string, problems: Problems): string {
  if (typeof given === "string" && /^\d{4}-\d{2}-\d{2}$/.test(given)) {
    const day = new Date(`${given}T00:00:00Z`);
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(given)) return given;
  }
  const fix = "give the last day on which the waiver holds.";
  problems.add(where, given, 'a day of the calendar as YYYY-MM-DD, such as "2027-01-31"', fix);
  return "";
}
