import { isObject } from "./entries";
import { type Level, legalLevels } from "./level";
import type { Problems } from "./problems";
import { ruleNames } from "./ruleNames";

/** Levels of rules by name. A name that no rule has would leave the rule that is meant at its own level, in silence. */
export function readLevels(given: unknown, problems: Problems): Record<string, Level> {
  if (given === undefined) return {};
  if (!isObject(given)) {
    problems.add("levels", given, 'an object such as { "<rule>": "advisory" }', "give an object.");
    return {};
  }
  const names = ruleNames();
  const read = Object.entries(given).flatMap(([rule, level]): [string, Level][] => {
    if (!names.includes(rule)) {
      problems.add("levels", rule, names.join(", "), "correct the name of the rule or remove it.");
      return [];
    }
    const legal = legalLevels.find((each) => each === level);
    if (legal === undefined) problems.add(`levels.${rule}`, level, legalLevels.join(", "), "give one of them.");
    return legal === undefined ? [] : [[rule, legal]];
  });
  return Object.fromEntries(read);
}
