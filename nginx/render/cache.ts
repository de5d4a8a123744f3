import { type Directive, directive } from "../conf/directive";
import { passedHeaders } from "../plan/inspection";
import type { SitePlan } from "../plan/sitePlan";
import type { Cache } from "../settings/cache";
import type { ProxySettings } from "../settings/proxySettings";

const zone = "gate_cache";

/** Where answers are kept: one folder for all sites, because the key names the host. */
export function cacheZoneDirectives({ cacheMegabytes }: ProxySettings, sites: SitePlan[]): Directive[] {
  if (!sites.some(hasCache)) return [];
  return [
    directive(
      "proxy_cache_path",
      [
        "cache",
        "levels=1:2",
        `keys_zone=${zone}:4m`,
        `max_size=${cacheMegabytes}m`,
        "inactive=60m",
        "use_temp_path=off",
      ],
      "cacheMegabytes; relative to the prefix, 4 MB of keys are some 32,000 answers",
    ),
  ];
}

/** Whether a route of the site keeps answers. */
export function hasCache({ places }: SitePlan): boolean {
  return places.some(({ treatment }) => treatment.kind === "forward" && treatment.cache !== undefined);
}

/** What is kept, and for whom. */
export function cacheDirectives(settings: ProxySettings, cache: Cache | undefined): Directive[] {
  if (cache === undefined) return [];
  const passed = passedHeaders(settings).map(({ variable }) => `\n${variable}`);
  return [
    directive("proxy_cache", [zone], "cache"),
    directive("proxy_cache_key", [["$host $request_uri", ...passed].join("")]),
    directive(
      "proxy_cache_valid",
      [200, 203, 301, 308, `${cache.seconds}s`],
      "cache.seconds, if the application says nothing",
    ),
    directive("proxy_cache_bypass", ["$http_authorization", "$http_cookie"], "what is one person's is not everybody's"),
    directive("proxy_no_cache", ["$http_authorization", "$http_cookie"]),
    directive("proxy_cache_lock", ["on"], "of many requests for the same, one goes on"),
    directive("proxy_cache_revalidate", ["on"]),
    directive("proxy_cache_use_stale", ["updating"]),
  ];
}
