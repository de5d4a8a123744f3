import type { Cache } from "../settings/cache";
import type { Cors } from "../settings/cors";
import type { ProxySettings } from "../settings/proxySettings";
import type { Redirect } from "../settings/redirect";
import type { Route } from "../settings/route";
import type { Site } from "../settings/site";
import type { StaticFiles } from "../settings/staticFiles";
import { type ClientBudgets, clientBudgets } from "./clientLimits";
import { type HeaderTable, headerTable } from "./headerTable";

/** What is done with a request that a route lets in, all defaults filled in. Equal ones share a location of nginx. */
export type Treatment = HealthTreatment | ForwardTreatment | RedirectTreatment | FilesTreatment | PreflightTreatment;

/** What every answer needs. */
interface Answer {
  headers: HeaderTable;
  cors?: Required<Cors>;
}

/** The proxy's own page for the load balancer's health check. */
export interface HealthTreatment extends Answer {
  kind: "health";
}

/** The request goes to an application. */
export interface ForwardTreatment extends Answer {
  kind: "forward";
  /** Name of the upstream. */
  upstream: string;
  bodyLimitBytes: number;
  readSeconds: number;
  stream: boolean;
  webSocket: boolean;
  cache?: Cache;
  /** Of a single client. */
  budgets?: ClientBudgets;
}

/** The client is sent elsewhere. */
export interface RedirectTreatment extends Answer {
  kind: "redirect";
  redirect: Required<Redirect>;
}

/** The file is in the proxy's image. */
export interface FilesTreatment extends Answer {
  kind: "files";
  files: Required<StaticFiles>;
}

/** The answer to a browser that asks what it may send. */
export interface PreflightTreatment extends Answer {
  kind: "preflight";
  cors: Required<Cors>;
}

/** What a route asks for. The settings must have passed checkProxySettings. */
export function treatmentOf(settings: ProxySettings, site: Site, route: Route): Treatment {
  const answer = answerOf(settings, site, route);
  if (route.redirect !== undefined) {
    return { kind: "redirect", ...answer, redirect: { status: 302, keep: "nothing", ...route.redirect } };
  }
  if (route.files !== undefined) {
    return { kind: "files", ...answer, files: { fallback: "", maxAgeSeconds: 0, ...route.files } };
  }
  const upstream = route.upstream ?? onlyUpstream(settings) ?? "";
  const budgets = clientBudgets(settings, site, route);
  return {
    kind: "forward",
    ...answer,
    upstream,
    bodyLimitBytes: route.bodyLimitBytes ?? settings.bodyLimitBytes,
    readSeconds: route.readSeconds ?? settings.upstreams[upstream]?.readSeconds ?? 0,
    stream: route.stream ?? false,
    webSocket: route.webSocket ?? false,
    ...(route.cache && { cache: route.cache }),
    ...(budgets && { budgets }),
  };
}

/** The page of health.path, and the answer to preflights: as the route has them, or as the site has them. */
export function answerOf(settings: ProxySettings, site: Site, route?: Route): Answer {
  const cors = route?.cors ?? site.cors;
  return {
    headers: headerTable(settings.responseHeaders, site.responseHeaders, route?.responseHeaders),
    ...(cors && { cors: filled(cors) }),
  };
}

function filled(cors: Cors): Required<Cors> {
  const { origins, headers = [], exposeHeaders = [], credentials = false, maxAgeSeconds = 600 } = cors;
  return { origins, headers, exposeHeaders, credentials, maxAgeSeconds };
}

/** Where a route without an upstream goes. It is asked before the settings are known to be legal. */
export function onlyUpstream({ upstreams }: ProxySettings): string | undefined {
  const [name, ...others] = Object.keys(upstreams ?? {});
  return others.length === 0 ? name : undefined;
}

/** Base for the name of the location; several treatments with one base are numbered. */
export function treatmentName(treatment: Treatment): string {
  return treatment.kind === "forward" ? treatment.upstream : treatment.kind;
}
