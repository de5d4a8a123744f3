import type { ProxyPlan } from "./proxyPlan";

/** A time-out for an answer, where a user gave it: `sites[0].routes[2].readSeconds`. */
export interface ReadTime {
  where: string;
  seconds: number;
}

/** Every time-out for an answer besides the application's own. */
export function readTimesBeside({ sites, upstreams }: ProxyPlan): ReadTime[] {
  const list = Array.isArray(sites) ? sites : [];
  return [
    ...Object.entries(upstreams).map(([name, { readSeconds }]) => ({
      where: `upstreams.${name}.readSeconds`,
      seconds: readSeconds,
    })),
    ...list.flatMap((site, index) =>
      (Array.isArray(site?.routes) ? site.routes : []).flatMap((route, place) =>
        typeof route?.readSeconds === "number"
          ? [{ where: `sites[${index}].routes[${place}].readSeconds`, seconds: route.readSeconds }]
          : [],
      ),
    ),
  ];
}

/** Longest time in seconds that a request can take to be answered. */
export function longestRead(proxy: ProxyPlan): number {
  return Math.max(proxy.upstream.readSeconds, ...readTimesBeside(proxy).map(({ seconds }) => seconds));
}
