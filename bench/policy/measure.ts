import type { PlannedResource, PolicyRuntime } from "../../policies/testing";

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/**
 * Milliseconds of processor time of whole runs, each on a pack of its own: what else runs on the machine does not count.
 * Every round runs all packs one after the other, so that they meet the same caches and the same heap; the first round,
 * which warms up, does not count either.
 */
export async function measure<Name extends string>(
  resources: readonly PlannedResource[],
  rounds: number,
  packs: Record<Name, () => PolicyRuntime>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(packs) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const time = await milliseconds(packs[name](), resources);
      if (round > 0) times[name].push(time);
    }
  }
  return times;
}

async function milliseconds(pack: PolicyRuntime, resources: readonly PlannedResource[]): Promise<number> {
  await pack.configure({});
  const start = process.cpuUsage();
  const told = await pack.run(resources);
  const { user, system } = process.cpuUsage(start);
  const [wrong] = [...told.resources, ...told.stack];
  if (wrong !== undefined) throw new Error(`the stack is not in order: ${wrong.message}`);
  return (user + system) / 1000;
}
