import type { Kind } from "../kinds";
import { actuators, dynamicTreatment } from "./actuators";
import { discovery } from "./discovery";
import { ecs } from "./ecs";
import { edges } from "./edges";
import { endpoints } from "./endpoints";
import type { Adapter, Family, Opaque, Treatment } from "./family";
import { hosts } from "./hosts";
import { loadBalancing } from "./loadBalancing";
import { nativeTreatment } from "./native";
import { network } from "./network";
import { runners } from "./runners";
import { securityGroups } from "./securityGroups";
import { templates } from "./templates";
import { terraformTreatment } from "./terraform";

/** Every family; a token stands in exactly one. */
export const families: readonly Family[] = [
  securityGroups,
  network,
  loadBalancing,
  ecs,
  runners,
  discovery,
  edges,
  hosts,
  endpoints,
  templates,
  actuators,
];

const treatments = new Map<string, Treatment>(families.flatMap((family) => Object.entries(family)));

/** Answers by token: a stack has few types, and asks about the type of each resource several times. */
const asked = new Map<string, Treatment | undefined>(treatments);

/** What becomes of resources of a type, or undefined for the many that have no part in the model. */
export function treatmentOf(token: string): Treatment | undefined {
  const known = asked.get(token);
  if (known !== undefined || asked.has(token)) return known;
  const treatment =
    nativeTreatment(token) ?? terraformTreatment(token, (same) => treatments.get(same)) ?? dynamicTreatment(token);
  asked.set(token, treatment);
  return treatment;
}

/** The kind and adapter of a token that makes nodes. */
export function modelled(token: string): { kind: Kind; read: Adapter } | undefined {
  const treatment = treatmentOf(token);
  return typeof treatment === "object" && "kind" in treatment ? treatment : undefined;
}

export const kindOf = (token: string): Kind | undefined => modelled(token)?.kind;

/** What a token opens that the model does not follow. */
export function opaqueness(token: string): Opaque | undefined {
  const treatment = treatmentOf(token);
  return typeof treatment === "object" && "opaque" in treatment ? treatment.opaque : undefined;
}

export const classifiedTokens: readonly string[] = [...treatments.keys()];
