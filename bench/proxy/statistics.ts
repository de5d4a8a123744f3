/** What the rounds of one figure have in common: the middle one, and the middle half of them. */
export interface Spread {
  median: number;
  /** First quartile: a quarter of the rounds lie below. */
  low: number;
  /** Third quartile: a quarter of the rounds lie above. */
  high: number;
}

/**
 * Median and quartiles, between two values by their distance (method 7 of Hyndman and Fan, the usual one).
 *
 * @throws Error for no values: a figure that was not measured must not look like one.
 * @example spread([1, 2, 3, 4, 5]) // → { median: 3, low: 2, high: 4 }
 */
export function spread(values: readonly number[]): Spread {
  if (values.length === 0 || values.some(Number.isNaN)) throw new Error("no median of values that are not there");
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/**
 * How many times as much `values` are as `base`, round by round: both of a round met the same machine, so its noise
 * leaves the ratio.
 *
 * @throws Error where the rounds do not pair up.
 */
export function ratioSpread(values: readonly number[], base: readonly number[]): Spread {
  return spread(pairs(values, base).map(([value, other]) => value / other));
}

/** What `values` have more than `base`, round by round. */
export function differences(values: readonly number[], base: readonly number[]): number[] {
  return pairs(values, base).map(([value, other]) => value - other);
}

function pairs(values: readonly number[], base: readonly number[]): [number, number][] {
  if (values.length !== base.length) throw new Error(`${values.length} rounds do not pair up with ${base.length}`);
  return values.map((value, round) => [value, base[round] ?? Number.NaN]);
}

function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
