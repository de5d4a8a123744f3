import { type Problem, show } from "../nginx/problem";

const gibibyte = 1024;

/**
 * CPU units (1024 = 1 vCPU) and the memory that goes with them.
 * Source: Amazon ECS API reference, RegisterTaskDefinition, and "Task size" in the ECS developer guide.
 */
const memoryByCpu: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1 * gibibyte, 2 * gibibyte]],
  [512, steps(1, 4, 1)],
  [1024, steps(2, 8, 1)],
  [2048, steps(4, 16, 1)],
  [4096, steps(8, 30, 1)],
  [8192, steps(16, 60, 4)],
  [16384, steps(32, 120, 8)],
  [32768, [60 * gibibyte, 120 * gibibyte, 244 * gibibyte]],
]);

/** The CPU amounts that Fargate sells, in CPU units. */
export const fargateCpus: readonly number[] = [...memoryByCpu.keys()];

/** The memory amounts, in MiB, that Fargate sells with this CPU; none when it does not sell the CPU. */
export function fargateMemories(cpu: number): readonly number[] {
  return memoryByCpu.get(cpu) ?? [];
}

/**
 * Checks a task size.
 *
 * @example
 * checkFargateSize("size", { cpu: 256, memory: 700 }); // one problem: legal are 512, 1024 and 2048
 */
export function checkFargateSize(where: string, size: { cpu: number; memory: number }): Problem[] {
  const memories = memoryByCpu.get(size.cpu);
  if (memories === undefined) {
    return [
      {
        where: `${where}.cpu`,
        given: show(size.cpu),
        legal: `${fargateCpus.join(", ")} CPU units (1024 = 1 vCPU)`,
        fix: `use ${nearest(fargateCpus, size.cpu)}`,
      },
    ];
  }
  if (memories.includes(size.memory)) return [];
  return [
    {
      where: `${where}.memory`,
      given: `${show(size.memory)} MiB with ${size.cpu} CPU units`,
      legal: `${describe(memories)} MiB`,
      fix: `use ${nearest(memories, size.memory)}`,
    },
  ];
}

function steps(fromGibibytes: number, toGibibytes: number, stepGibibytes: number): number[] {
  const count = Math.floor((toGibibytes - fromGibibytes) / stepGibibytes) + 1;
  return Array.from({ length: count }, (_, index) => (fromGibibytes + index * stepGibibytes) * gibibyte);
}

function describe(memories: readonly number[]): string {
  if (memories.length <= 3) return memories.join(", ");
  const [first, second] = [memories[0] ?? 0, memories[1] ?? 0];
  return `${first} to ${memories.at(-1)} in steps of ${second - first}`;
}

/** The smallest legal amount that is enough, else the largest: a task too small fails, one too large only costs. */
function nearest(legal: readonly number[], wanted: number): number {
  return legal.find((amount) => amount >= wanted) ?? legal.at(-1) ?? 0;
}
