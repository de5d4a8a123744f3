/**
 * The fields that have a value. A program in JavaScript writes `days: undefined` where it means to leave `days` out, and over a
 * default that would otherwise be spread as if it were a value.
 *
 * @example
 * const settings = { days: 30, ...given(args) };
 */
export function given<T extends object>(args: T): T {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as T;
}
