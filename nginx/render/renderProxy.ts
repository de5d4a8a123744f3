import { checkProxySettings } from "../checks/checkProxySettings";
import { block, type Directive, directive } from "../conf/directive";
import { printDirectives } from "../conf/printer";
import { planSites } from "../plan/sitePlan";
import { formatProblem } from "../problem";
import type { ProxySettings } from "../settings/proxySettings";
import { cacheZoneDirectives } from "./cache";
import { clientAddressDirectives } from "./clientAddress";
import { clientLimitZones } from "./clientLimits";
import { compressionDirectives, moduleDirectives } from "./compression";
import { originLists, originMapDirectives } from "./cors";
import { deniedMapDirectives } from "./denied";
import { errorMapDirectives } from "./errors";
import { requestIdDirectives } from "./forwardedHeaders";
import { hashSizeDirectives } from "./hashSizes";
import { inspectionMapDirectives } from "./inspection";
import { inspectionUpstreamDirectives } from "./inspectionUpstream";
import { limitDirectives } from "./limits";
import { errorLogDirective, loggingDirectives } from "./logging";
import { processDirectives, tempPathDirectives } from "./process";
import { requestTargetDirectives } from "./requestTarget";
import { serverDirective } from "./server";
import { pathMapDirectives, siteMapDirectives } from "./siteMaps";
import { upgradeMapDirectives } from "./stream";
import { transportSecurityDirectives } from "./transportSecurity";
import { upstreamDirectives } from "./upstream";

/**
 * nginx.conf for these settings: equal settings give equal text, byte for byte. It runs with nginx 1.22 and newer, with
 * DNS names of remote upstreams 1.27.3, under any prefix (`nginx -p <folder> -c <file> -e stderr`), as any user that can
 * write there.
 *
 * @throws Error with one line a problem if checkProxySettings finds any.
 * @example
 * renderProxy({ ...defaultProxySettings, sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] })
 */
export function renderProxy(settings: ProxySettings): string {
  const problems = checkProxySettings(settings);
  if (problems.length > 0) {
    throw new Error(["The proxy's settings cannot be used:", ...problems.map(formatProblem)].join("\n"));
  }
  return printDirectives(proxyDirectives(settings));
}

/** The configuration before it is printed. The settings must have passed checkProxySettings. */
export function proxyDirectives(settings: ProxySettings): Directive[] {
  const sites = planSites(settings);
  const lists = originLists(sites);
  return [
    ...moduleDirectives(settings),
    errorLogDirective(),
    ...processDirectives(settings),
    block(
      "http",
      [],
      [
        ...tempPathDirectives(),
        directive("server_tokens", ["off"], "no version number in answers"),
        ...hashSizeDirectives(sites),
        ...clientAddressDirectives(settings),
        ...requestIdDirectives(settings),
        ...inspectionMapDirectives(sites),
        ...loggingDirectives(settings, sites),
        ...requestTargetDirectives(settings),
        ...deniedMapDirectives(settings, sites),
        ...pathMapDirectives(sites),
        ...sites.flatMap((site) => siteMapDirectives(settings, site)),
        ...originMapDirectives(sites),
        ...transportSecurityDirectives(settings),
        ...errorMapDirectives(sites),
        ...limitDirectives(settings),
        ...compressionDirectives(settings),
        ...cacheZoneDirectives(settings, sites),
        ...upgradeMapDirectives(sites),
        ...clientLimitZones(settings, sites),
        ...upstreamDirectives(settings),
        ...inspectionUpstreamDirectives(settings),
        ...sites.map((site) => serverDirective(settings, site, lists)),
      ],
    ),
  ];
}
