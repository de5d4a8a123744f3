import { type Problem, show } from "../problem";
import { checkNetworks } from "./checkNetworks";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

/** What a closed site says, and who gets in. */
export function checkMaintenance(maintenance: unknown, where: string): Problem[] {
  if (maintenance === undefined) return [];
  if (!isObject(maintenance)) {
    const fix = "write { retryAfterSeconds: 600 }";
    return [{ where, given: show(maintenance), legal: "retryAfterSeconds, and possibly admit", fix }];
  }
  const { retryAfterSeconds: given, admit = [] } = maintenance;
  return [
    ...checkKeys(where, maintenance, ["retryAfterSeconds", "admit"]),
    ...checkRange({ where: `${where}.retryAfterSeconds`, given, from: 1, to: 86400, fix: "use 600" }),
    ...checkAdmitted(admit, `${where}.admit`),
  ];
}

function checkAdmitted(admit: unknown, where: string): Problem[] {
  if (Array.isArray(admit) && admit.length === 0) return [];
  if (Array.isArray(admit)) return checkNetworks({ where, given: admit, whose: "those who may still get in" });
  return [{ where, given: show(admit), legal: "a list of networks", fix: 'write ["203.0.113.0/24"]' }];
}
