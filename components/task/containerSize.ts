import type { Problem } from "../../nginx";

/** A container's part of its task. What is left out is shared with the other containers. */
export interface ContainerSizeArgs {
  /**
   * CPU units that it is sure to get while all containers have work, 1024 = 1 vCPU. @default what the others leave, an eighth
   * of it for the proxy and the rest in equal parts
   */
  cpu?: number;
  /** MiB above which it is killed, at least 6. @default the task's memory */
  memory?: number;
  /** MiB that are kept for it, less than `memory`, which it may exceed while others leave some. @default none */
  memoryReservation?: number;
}

/** A container with its size, and where the user gave it. */
interface Sized {
  /** Path of the size, as the user would write it: `sidecars[0].size`. */
  where: string;
  size: ContainerSizeArgs;
}

/** Least memory of a container in MiB (ECS API reference, ContainerDefinition: Docker 20.10.0 and later). */
const leastMemory = 6;

/**
 * Checks the parts of a task: legal one by one, and together no more than the task has (ECS API reference, ContainerDefinition:
 * the sum of the containers' `cpu`, and of their `memory`, must not exceed the task's).
 */
export function checkContainerSizes(
  where: string,
  task: { cpu: number; memory: number },
  containers: readonly Sized[],
): Problem[] {
  return [
    ...containers.flatMap((each) => checkOne(each)),
    ...checkSum(`${where}.cpu`, task.cpu, "CPU units", containers, ({ cpu }) => cpu ?? 0),
    ...checkSum(
      `${where}.memory`,
      task.memory,
      "MiB",
      containers,
      // What may be used at most counts where it is said; ECS places a task by what is kept for its containers otherwise.
      ({ memory, memoryReservation }) => memory ?? memoryReservation ?? 0,
    ),
  ];
}

function checkOne({ where, size }: Sized): Problem[] {
  const { cpu, memory, memoryReservation } = size;
  const problems = [
    ...checkAtLeast(`${where}.cpu`, cpu, 1, "CPU units"),
    ...checkAtLeast(`${where}.memory`, memory, leastMemory, "MiB"),
    ...checkAtLeast(`${where}.memoryReservation`, memoryReservation, leastMemory, "MiB"),
  ];
  if (memory !== undefined && memoryReservation !== undefined && memoryReservation >= memory) {
    problems.push({
      where: `${where}.memoryReservation`,
      given: `${memoryReservation} MiB, with a memory of ${memory}`,
      legal: "less than memory: what is kept is less than what may be used (ECS API reference, ContainerDefinition)",
      fix: `leave it out, or use ${Math.max(leastMemory, Math.floor(memory / 2))}`,
    });
  }
  return problems;
}

function checkAtLeast(where: string, value: number | undefined, least: number, unit: string): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return [];
  return [{ where, given: String(value), legal: `whole ${unit} from ${least}`, fix: `use ${least} or more` }];
}

function checkSum(
  where: string,
  total: number,
  unit: string,
  containers: readonly Sized[],
  partOf: (size: ContainerSizeArgs) => number,
): Problem[] {
  const sum = containers.reduce((so, { size }) => so + partOf(size), 0);
  if (sum <= total) return [];
  const parts = containers.filter(({ size }) => partOf(size) > 0).map(({ size }) => partOf(size));
  return [
    {
      where,
      given: `${total} ${unit}, with ${parts.join(" + ")} = ${sum} for its containers`,
      legal: `at least ${sum}: a container gets no more than its task has`,
      fix: `use ${sum} or the next amount that there is, or give the containers less`,
    },
  ];
}
