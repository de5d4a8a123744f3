import type { Row, Rows } from "./row";
import { typeKey } from "./typeKey";
import { discovery } from "./types/discovery";
import { ecs } from "./types/ecs";
import { edges } from "./types/edges";
import { endpoints } from "./types/endpoints";
import { hosts } from "./types/hosts";
import { loadBalancing } from "./types/loadBalancing";
import { network } from "./types/network";
import { runners } from "./types/runners";
import { securityGroups } from "./types/securityGroups";
import { templates } from "./types/templates";

/** Every type of CloudFormation that is read in the aws provider's terms. */
export const rows: Rows = {
  ...securityGroups,
  ...loadBalancing,
  ...ecs,
  ...discovery,
  ...edges,
  ...runners,
  ...hosts,
  ...network,
  ...endpoints,
  ...templates,
};

export function rowOf(token: string): Row | undefined {
  const key = typeKey(token);
  return key !== undefined && Object.hasOwn(rows, key) ? rows[key] : undefined;
}
