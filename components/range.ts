import { type Problem, show } from "../nginx/problem";

/** Legal range of a number; its source stands in the comment where it is used. */
export interface Range {
  field: string;
  value: number;
  from: number;
  to: number;
  unit: string;
  /** Whether AWS takes parts of one. @default whole numbers only */
  fractions?: boolean;
}

/** The numbers that are outside of their ranges, each with the nearest legal one as its fix. */
export function checkRanges(where: string, ranges: readonly Range[]): Problem[] {
  return ranges
    .filter(({ value, from, to, fractions }) => !isNumber(value, fractions) || value < from || value > to)
    .map(({ field, value, from, to, unit }) => ({
      where: `${where}.${field}`,
      given: show(value),
      legal: `${from} to ${to} ${unit}`,
      fix: `use ${value > to ? to : from}`,
    }));
}

function isNumber(value: number, fractions = false): boolean {
  return fractions ? Number.isFinite(value) : Number.isInteger(value);
}
