/**
 * `npm test` tries a fifth of the cases that a property or a long list has, others each time, so that it answers in
 * seconds; `make test` tries all. `.mocharc.json` asks for the fifth, in `quickRun.ts`.
 */
const partOf = process.env.GATEHOUSE_TESTS === "quick" ? 5 : 1;

/**
 * How often fast-check tries a property.
 *
 * @param all Runs in `make test`.
 * @param part One case of how many is tried: 5 in `npm test`, 1 in `make test`.
 * @example fc.assert(property, { numRuns: runs(300) })
 */
export function runs(all: number, part = partOf): number {
  return Math.ceil(all / part);
}

/**
 * One case of `part` from a list, at least one. What fails has to name its case, because the next run takes others.
 *
 * @param from Index of the first case; by chance.
 * @example for (const { stack, path } of share(everyUnknown(broken))) assert.ok(findings(stack).length > 0, path.join())
 */
export function share<T>(all: readonly T[], part = partOf, from = Math.floor(Math.random() * part)): readonly T[] {
  const step = Math.min(part, all.length);
  return all.filter((_each, index) => index % step === from % step);
}
