import type { Problem } from "../../nginx";
import { given } from "../given";
import { checkRanges } from "../range";
import type { ContainerHealthArgs, ServicePlan } from "../servicePlan";

/** Fills in the defaults of a container's health check. */
export function planHealth(args: ContainerHealthArgs): Required<ContainerHealthArgs> {
  return { intervalSeconds: 10, timeoutSeconds: 5, retries: 3, startSeconds: 10, ...given(args) };
}

/** Seconds until a new task can be well: the application's start, and then the load balancer's checks. */
export function secondsToHealthy({ application, targetHealth }: ServicePlan): number {
  return (application?.health.startSeconds ?? 0) + targetHealth.intervalSeconds * targetHealth.healthyCount;
}

/** Problems of a container's health check; numbers: ECS API reference, HealthCheck. */
export function checkContainerHealth(where: string, health: Required<ContainerHealthArgs>): Problem[] {
  const problems = checkRanges(where, [
    { field: "intervalSeconds", value: health.intervalSeconds, from: 5, to: 300, unit: "seconds" },
    { field: "timeoutSeconds", value: health.timeoutSeconds, from: 2, to: 60, unit: "seconds" },
    { field: "retries", value: health.retries, from: 1, to: 10, unit: "checks" },
    { field: "startSeconds", value: health.startSeconds, from: 0, to: 300, unit: "seconds" },
  ]);
  const [kind, ...rest] = health.command;
  if ((kind === "CMD" || kind === "CMD-SHELL") && rest.length > 0) return problems;
  return [
    ...problems,
    {
      where: `${where}.command`,
      given: JSON.stringify(health.command),
      legal: "CMD or CMD-SHELL, then the command (ECS API reference, HealthCheck)",
      fix: 'use ["CMD", "node", "dist/health.js"] or the like',
    },
  ];
}
