/** A set of whole numbers as sorted, disjoint, non-adjacent closed intervals; BigInt, because IPv6 needs 128 bits. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}
export type IntervalSet = readonly Interval[];

export function intervalSet(intervals: readonly Interval[]): IntervalSet {
  const sorted = intervals
    .filter((each) => each.first <= each.last)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: Interval[] = [];
  for (const next of sorted) {
    const previous = merged.at(-1);
    if (previous === undefined || next.first > previous.last + 1n) merged.push(next);
    else if (next.last > previous.last) merged[merged.length - 1] = { first: previous.first, last: next.last };
  }
  return merged;
}

export const union = (...sets: IntervalSet[]): IntervalSet => intervalSet(sets.flat());

export function subtract(from: IntervalSet, taken: IntervalSet): IntervalSet {
  return from.flatMap((each) => piecesOf(each, taken));
}

/** What is left of one interval between the holes. */
function piecesOf({ first, last }: Interval, holes: IntervalSet): Interval[] {
  const pieces: Interval[] = [];
  let start = first;
  for (const hole of holes) {
    if (hole.last < start) continue;
    if (hole.first > last) break;
    if (hole.first > start) pieces.push({ first: start, last: hole.first - 1n });
    start = hole.last + 1n;
    if (start > last) return pieces;
  }
  return [...pieces, { first: start, last }];
}

export const isSubset = (inner: IntervalSet, outer: IntervalSet): boolean => subtract(inner, outer).length === 0;

export const intersects = (a: IntervalSet, b: IntervalSet): boolean =>
  a.some((one) => b.some((other) => one.first <= other.last && other.first <= one.last));
