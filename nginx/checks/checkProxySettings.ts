import type { Problem } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import { checkAnswers } from "./checkAnswers";
import { checkClientAddress } from "./checkClientAddress";
import { checkCompression } from "./checkCompression";
import { checkData } from "./checkData";
import { checkDenied } from "./checkDenied";
import { checkHealth } from "./checkHealth";
import { checkInspection } from "./checkInspection";
import { checkLimits } from "./checkLimits";
import { checkNumbers } from "./checkNumbers";
import { checkSites } from "./checkSites";
import { checkFilesRoot } from "./checkStaticFiles";
import { checkUpstreams } from "./checkUpstreams";
import { checkKeys } from "./knownKeys";

/** A field that is missing here does not compile. */
const settingsFields: Record<keyof ProxySettings, true> = {
  port: true,
  health: true,
  sites: true,
  upstreams: true,
  inspection: true,
  clientAddress: true,
  keepAliveSeconds: true,
  bodyLimitBytes: true,
  limits: true,
  denied: true,
  responseHeaders: true,
  strictTransportSecurity: true,
  errorPages: true,
  compression: true,
  cacheMegabytes: true,
  filesRoot: true,
  log: true,
  shutdownSeconds: true,
  workers: true,
};
const settingsKeys = Object.keys(settingsFields);

/**
 * Everything that is wrong with these settings, all at once; an empty list means that renderProxy will take them.
 *
 * @example
 * checkProxySettings({ ...defaultProxySettings, port: 80 }).map(formatProblem)
 * // → ['port: given 80; legal: a whole number from 1024 to 65535; fix: use 8080 (nginx runs without root …)']
 */
export function checkProxySettings(settings: ProxySettings): Problem[] {
  const unfit = checkData(settings);
  if (unfit.length > 0) return unfit;
  return [
    ...checkKeys("", settings, settingsKeys),
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
