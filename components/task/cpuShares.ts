import { containerNames } from "./containerNames";
import type { ContainerSizeArgs } from "./containerSize";

/**
 * The proxy's part of the CPU units that nobody was given. In front of an application in Node nginx uses a fifth of what the
 * application does. With a smaller weight than that it does not interrupt the application at each answer, but takes several
 * at once: a third less of its own time (bench/proxy). What the application leaves is the proxy's as before.
 */
const proxyPart = 1 / 8;

/** The least weight that the kernel has, and what ECS gives a container without any (ECS API reference, ContainerDefinition). */
const least = 2;

/**
 * Divides a task's CPU units among its containers, so that none is left with ECS's 2 beside another with hundreds. They are
 * weights, not limits: they say who waits while all have work (ECS API reference, ContainerDefinition, `cpu`).
 *
 * @param total CPU units of the task
 * @returns the containers, each with what it was given; the others divide the rest, an eighth of it to the proxy, to all
 * others alike
 * @example
 * shareCpu(1024, [{ name: "nginx", size: {} }, { name: "app", size: {} }]) // → 128 and 896
 */
export function shareCpu<Container extends { name: string; size: ContainerSizeArgs }>(
  total: number,
  containers: readonly Container[],
): Container[] {
  const rest = containers.reduce((left, { size }) => left - (size.cpu ?? 0), total);
  const without = containers.filter(({ size }) => size.cpu === undefined);
  const others = without.filter(({ name }) => name !== containerNames.proxy).length;
  const forProxy = others === without.length ? 0 : Math.floor(others === 0 ? rest : rest * proxyPart);
  const forOther = Math.floor((rest - forProxy) / others);
  return containers.map((container) => {
    const units = container.name === containerNames.proxy ? forProxy : forOther;
    if (container.size.cpu !== undefined || !(units >= least)) return container;
    return { ...container, size: { ...container.size, cpu: units } };
  });
}
