import type { Problem } from "../nginx";

/**
 * Checks a value that must be one of a few. TypeScript sees to it, but the components are used from languages that do not,
 * and a misspelt choice must not quietly become another.
 */
export function checkChoice(where: string, value: string, legal: readonly string[]): Problem[] {
  if (legal.includes(value)) return [];
  return [{ where, given: JSON.stringify(value), legal: legal.join(" or "), fix: `use ${legal[0]}` }];
}
