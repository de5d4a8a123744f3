import type { Problem } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import { checkAnswers } from "./checkAnswers";
import { checkClientAddress } from "./checkClientAddress";
import { checkCompression } from "./checkCompression";
import { checkDenied } from "./checkDenied";
import { checkHealth } from "./checkHealth";
import { checkInspection } from "./checkInspection";
import { checkLimits } from "./checkLimits";
import { checkNumbers } from "./checkNumbers";
import { checkSites } from "./checkSites";
import { checkFilesRoot } from "./checkStaticFiles";
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
    ...checkLimits(settings.limits),
    ...checkHealth(settings.health),
    ...checkAnswers(settings),
    ...checkUpstreams(settings),
    ...checkSites(settings),
    ...checkInspection(settings),
    ...checkClientAddress(settings.clientAddress),
    ...checkDenied(settings.denied),
    ...checkCompression(settings.compression),
    ...checkFilesRoot(settings.filesRoot),
  ];
}
