import { rules } from "../rules";

/** The names that `levels` and `waivers` may use. */
export function ruleNames(): string[] {
  return rules.map(({ name }) => name).sort();
}
