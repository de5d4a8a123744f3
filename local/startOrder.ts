import { inputFailure } from "./failure";
import type { Container } from "./taskDefinition";

/**
 * The order in which ECS starts the containers of a task: each after everything that its `dependsOn` names; otherwise as
 * they are written. Stopping is the same order backwards (ECS Developer Guide, "Container dependency").
 *
 * @throws LocalFailure for a name that is no container of the task, and for a circle, with the circle in the message.
 * @example
 * startOrder([nginx, app]).map((c) => c.name) // nginx depends on app → ["app", "nginx"]
 */
export function startOrder(containers: Container[]): Container[] {
  const byName = new Map(containers.map((container) => [container.name, container]));
  const ordered: Container[] = [];
  const visit = (container: Container, dependants: string[]) => {
    if (ordered.includes(container)) return;
    const way = [...dependants, container.name];
    if (dependants.includes(container.name)) throw circle(way.slice(way.indexOf(container.name)));
    for (const dependency of container.dependsOn) {
      const target = byName.get(dependency.container);
      if (!target) throw unknownContainer(container.name, dependency.container, [...byName.keys()]);
      visit(target, way);
    }
    ordered.push(container);
  };
  for (const container of containers) visit(container, []);
  return ordered;
}

function circle(way: string[]) {
  return inputFailure([
    {
      where: `container ${way[0]}: dependsOn`,
      given: way.join(" → "),
      legal: "no container that waits for itself",
      fix: "remove one of these dependencies",
    },
  ]);
}

function unknownContainer(where: string, given: string, legal: string[]) {
  return inputFailure([
    {
      where: `container ${where}: dependsOn`,
      given: JSON.stringify(given),
      legal: `a container of the same task: ${legal.join(", ")}`,
      fix: "correct the name",
    },
  ]);
}
