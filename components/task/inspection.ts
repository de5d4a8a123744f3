import type { Problem } from "../../nginx";
import { checkChoice } from "../choice";
import { checkRanges } from "../range";
import type { ContainerHealthArgs } from "../servicePlan";
import type { ContainerSizeArgs } from "./containerSize";
import { checkEnvironment } from "./environment";
import { checkContainerHealth, planHealth } from "./health";
import { checkSecrets, type SecretSettings } from "./secretReference";
import { usualStopSeconds } from "./sidecars";

/** How requests are inspected. */
export const InspectionKind = { Decide: "decide", Relay: "relay" } as const;
export type InspectionKind = (typeof InspectionKind)[keyof typeof InspectionKind];

/** The plain part of an inspection service's arguments. */
export interface InspectionSettings {
  kind: InspectionKind;
  port: number;
  user: number;
  health: ContainerHealthArgs;
  path?: string;
  timeoutSeconds?: number;
  onFailure?: string;
  passHeaders?: string[];
  size?: ContainerSizeArgs;
  stopSeconds?: number;
  /** Judged by its names. */
  environment?: Record<string, unknown>;
  secrets?: Record<string, SecretSettings>;
}

/** Names of the environment that the gate sets for the inspection service. */
export const inspectionEnvironment = [
  "HOST",
  "PORT",
  "KEEP_ALIVE_SECONDS",
  "STOP_SECONDS",
  "UPSTREAM_HOST",
  "UPSTREAM_PORT",
  "UPSTREAM_SOCKET",
] as const;

/** Problems of the inspection service; `ports` are those that the others of the task listen on. */
export function checkInspection(
  where: string,
  inspection: InspectionSettings,
  { ports, ownInterface }: { ports: readonly number[]; ownInterface: boolean },
): Problem[] {
  const given = Object.keys(inspection.environment ?? {});
  const taken = given.filter((name) => inspectionEnvironment.some((reserved) => reserved === name));
  const problems: Problem[] = taken.map((name) => ({
    where: `${where}.environment.${name}`,
    given: "a value",
    legal: `any name but ${inspectionEnvironment.join(", ")}, which the gate sets`,
    fix: "remove it",
  }));
  if (ports.includes(inspection.port)) {
    const legal = `a port that no other container of the task listens on (${ports.join(", ")})`;
    problems.push({ where: `${where}.port`, given: String(inspection.port), legal, fix: "use 9000" });
  }
  if (!ownInterface) {
    problems.push({
      where,
      given: "an inspection service in network mode bridge",
      legal: "compute whose tasks have an address of their own: the proxy asks it on the loopback that they share",
      fix: "use Fargate, or networkMode awsvpc",
    });
  }
  const decides = (["path", "timeoutSeconds", "onFailure", "passHeaders"] as const).filter(
    (field) => inspection.kind === InspectionKind.Relay && inspection[field] !== undefined,
  );
  for (const field of decides) {
    const legal = "only for a service that decides";
    problems.push({ where: `${where}.${field}`, given: JSON.stringify(inspection[field]), legal, fix: "remove it" });
  }
  return [
    ...checkChoice(`${where}.kind`, inspection.kind, Object.values(InspectionKind)),
    ...checkRanges(where, [
      { field: "port", value: inspection.port, from: 1024, to: 65535, unit: "as a whole number" },
      { field: "user", value: inspection.user, from: 1, to: 65534, unit: "as a number, which is not root" },
      { field: "stopSeconds", value: inspection.stopSeconds ?? usualStopSeconds, from: 2, to: 120, unit: "seconds" },
    ]),
    ...checkContainerHealth(`${where}.health`, planHealth(inspection.health)),
    ...checkEnvironment(`${where}.environment`, inspection.environment),
    ...checkSecrets(`${where}.secrets`, inspection.secrets, [...given, ...inspectionEnvironment]),
    ...problems,
  ];
}
