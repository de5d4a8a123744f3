import { type Problem, show } from "../problem";

/** A number, where a user gave it, and what is legal there. */
export interface Range {
  where: string;
  given: unknown;
  from: number;
  to: number;
  fix: string;
}

/** A whole number within its range. */
export function checkRange({ where, given, from, to, fix }: Range): Problem[] {
  if (Number.isInteger(given) && Number(given) >= from && Number(given) <= to) return [];
  return [{ where, given: show(given), legal: `a whole number from ${from} to ${to}`, fix }];
}
