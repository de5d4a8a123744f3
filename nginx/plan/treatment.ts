import type { ProxySettings } from "../settings/proxySettings";
import type { Route } from "../settings/route";

/** What is done with a request that a route lets in, all defaults filled in. Equal ones share a location of nginx. */
export type Treatment = HealthTreatment | ForwardTreatment;

/** The proxy's own page for the load balancer's health check. */
export interface HealthTreatment {
  kind: "health";
}

/** The request goes to an application. */
export interface ForwardTreatment {
  kind: "forward";
  /** Name of the upstream. */
  upstream: string;
  bodyLimitBytes: number;
  readSeconds: number;
}

/** What a route asks for. The settings must have passed checkProxySettings. */
export function treatmentOf(settings: ProxySettings, route: Route): Treatment {
  const upstream = route.upstream ?? onlyUpstream(settings) ?? "";
  return {
    kind: "forward",
    upstream,
    bodyLimitBytes: route.bodyLimitBytes ?? settings.bodyLimitBytes,
    readSeconds: route.readSeconds ?? settings.upstreams[upstream]?.readSeconds ?? 0,
  };
}

/** Where a route without an upstream goes. */
export function onlyUpstream({ upstreams }: ProxySettings): string | undefined {
  const [name, ...others] = Object.keys(upstreams);
  return others.length === 0 ? name : undefined;
}

/** Base for the name of the location; several treatments with one base are numbered. */
export function treatmentName(treatment: Treatment): string {
  return treatment.kind === "forward" ? treatment.upstream : treatment.kind;
}
