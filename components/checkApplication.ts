import type { Problem } from "../nginx";
import { margin } from "./margin";
import type { Range } from "./range";
import type { ApplicationPlan } from "./servicePlan";

/** Ranges of an application's numbers. */
export function applicationRanges({ health, keepAliveSeconds, stopSeconds }: ApplicationPlan, port: number): Range[] {
  return [
    // The application's user may not open lower ports, having no capability.
    { field: "application.port", value: port, from: 1024, to: 65535, unit: "as a whole number" },
    // ECS API reference, ContainerDefinition: stopTimeout is at most 120 s on Fargate.
    { field: "application.stopSeconds", value: stopSeconds, from: 2, to: 120, unit: "seconds" },
    { field: "application.keepAliveSeconds", value: keepAliveSeconds, from: margin + 1, to: 3600, unit: "seconds" },
    // ECS API reference, HealthCheck.
    { field: "application.health.intervalSeconds", value: health.intervalSeconds, from: 5, to: 300, unit: "seconds" },
    { field: "application.health.timeoutSeconds", value: health.timeoutSeconds, from: 2, to: 60, unit: "seconds" },
    { field: "application.health.retries", value: health.retries, from: 1, to: 10, unit: "checks" },
    { field: "application.health.startSeconds", value: health.startSeconds, from: 0, to: 300, unit: "seconds" },
  ];
}

/** Whether the health command is one. */
export function checkHealthCommand(where: string, { health: { command } }: ApplicationPlan): Problem[] {
  const [kind, ...rest] = command;
  if ((kind === "CMD" || kind === "CMD-SHELL") && rest.length > 0) return [];
  return [
    {
      where: `${where}.application.health.command`,
      given: JSON.stringify(command),
      legal: "CMD or CMD-SHELL, then the command (ECS API reference, HealthCheck)",
      fix: 'use ["CMD", "node", "dist/health.js"] or the like',
    },
  ];
}
