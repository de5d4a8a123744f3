import type { Container } from "../model/nodes";
import { anyOf, type Decision, maybe, no } from "../values/decision";

/** Whether a container starts only after another is healthy: it waits for that, or for what waits for that. */
export function startsAfterHealthy(of: Container, other: Container, all: readonly Container[]): Decision {
  return waits(of, other, all, new Set());
}

function waits(of: Container, other: Container, all: readonly Container[], seen: Set<string>): Decision {
  if (seen.has(of.name)) return no;
  seen.add(of.name);
  if (of.dependsOn.state !== "known") return maybe;
  return anyOf(
    of.dependsOn.value.map(({ container, condition }) => {
      if (container === other.name && condition === "HEALTHY") return other.hasHealthCheck;
      const next = all.find(({ name }) => name === container);
      return next === undefined ? no : waits(next, other, all, seen);
    }),
  );
}

/** Whether a container names another in its `dependsOn`, on the condition if one is given. */
export function namesInDependsOn(of: Container, other: Container, on?: string): boolean {
  const list = of.dependsOn.state === "known" ? of.dependsOn.value : [];
  return list.some(({ container, condition }) => container === other.name && (on === undefined || condition === on));
}
