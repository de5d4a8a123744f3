import type { Problem } from "../../nginx";
import { checkRanges } from "../range";
import type { ContainerHealthArgs } from "../servicePlan";
import type { ContainerSizeArgs } from "./containerSize";
import { checkEnvironment } from "./environment";
import { checkContainerHealth, planHealth } from "./health";
import { checkSecrets, type SecretSettings } from "./secretReference";

/** The plain part of a sidecar's arguments. */
export interface SidecarSettings {
  name: string;
  user: number;
  essential?: boolean;
  command?: string[];
  health?: ContainerHealthArgs;
  size?: ContainerSizeArgs;
  stopSeconds?: number;
  writableRoot?: boolean;
  /** Judged by its names. */
  environment?: Record<string, unknown>;
  secrets?: Record<string, SecretSettings>;
}

/** Seconds between SIGTERM and SIGKILL when nobody says how many: Fargate's own default (ECS API reference). */
export const usualStopSeconds = 30;

/** Longest name of a container (ECS API reference, ContainerDefinition), in lower case as all names of the gate. */
const containerName = /^[a-z0-9](?:[a-z0-9_-]{0,253}[a-z0-9])?$/;

/** Problems of the sidecars; `taken` are the names of the other containers. */
export function checkSidecars(
  where: string,
  sidecars: readonly SidecarSettings[],
  taken: readonly string[],
): Problem[] {
  return sidecars.flatMap((sidecar, index) => {
    const before = [...taken, ...sidecars.slice(0, index).map(({ name }) => name)];
    return checkSidecar(`${where}[${index}]`, sidecar, before);
  });
}

function checkSidecar(where: string, sidecar: SidecarSettings, taken: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  if (!containerName.test(sidecar.name)) {
    const legal = "lower-case letters, digits, hyphens and underscores, at most 255";
    problems.push({ where: `${where}.name`, given: JSON.stringify(sidecar.name), legal, fix: "rename it" });
  } else if (taken.includes(sidecar.name)) {
    const legal = `a name that no other container of the task has (${taken.join(", ")})`;
    problems.push({ where: `${where}.name`, given: JSON.stringify(sidecar.name), legal, fix: "rename it" });
  }
  return [
    ...problems,
    ...checkRanges(where, [
      { field: "user", value: sidecar.user, from: 0, to: 65534, unit: "as a number; 0 is root, without a capability" },
      { field: "stopSeconds", value: sidecar.stopSeconds ?? usualStopSeconds, from: 2, to: 120, unit: "seconds" },
    ]),
    ...(sidecar.health === undefined ? [] : checkContainerHealth(`${where}.health`, planHealth(sidecar.health))),
    ...checkEnvironment(`${where}.environment`, sidecar.environment),
    ...checkSecrets(`${where}.secrets`, sidecar.secrets, Object.keys(sidecar.environment ?? {})),
  ];
}
