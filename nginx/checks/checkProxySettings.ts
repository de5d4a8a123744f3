import type { Problem } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import { checkClientAddress } from "./checkClientAddress";
import { checkHealth } from "./checkHealth";
import { checkNumbers } from "./checkNumbers";
import { checkSites } from "./checkSites";
import { checkUpstreams } from "./checkUpstreams";

/**
 * Everything that is wrong with these settings, all at once; an empty list means that renderProxy will take them.
 *
 * @example
 * checkProxySettings({ ...defaultProxySettings, port: 80 }).map(formatProblem)
 * // → ['port: given 80; legal: a whole number from 1024 to 65535; fix: use 8080 (nginx runs without root …)']
 */
export function checkProxySettings(settings: ProxySettings): Problem[] {
  return [
    ...checkNumbers(settings),
    ...checkHealth(settings.health),
    ...checkUpstreams(settings),
    ...checkSites(settings),
    ...checkClientAddress(settings.clientAddress),
  ];
}
