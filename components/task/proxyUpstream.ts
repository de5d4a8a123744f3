import {
  defaultDecide,
  defaultRelay,
  type Inspection,
  type OnInspectionFailure,
  type PortUpstream,
  type ProxySettings,
  type Route,
  type Site,
  type Upstream,
} from "../../nginx";
import type { ServicePlan } from "../servicePlan";
import { containerNames } from "./containerNames";
import { InspectionKind, type InspectionSettings } from "./inspection";
import type { TaskPlan } from "./taskPlan";

/**
 * The proxy's settings with what stands behind it in this task: the application on the loopback, on a socket or by its
 * link's name, and the service that inspects what goes to it.
 */
export function proxySettings({ proxy: planned, task, application }: ServicePlan): ProxySettings {
  const { upstream, upstreams, ...proxy } = planned;
  const isThere = application !== undefined;
  return {
    ...proxy,
    upstreams: { ...(isThere && { [containerNames.application]: applicationUpstream(upstream, task) }), ...upstreams },
    // With others beside it, the application is still where a route goes that names none.
    sites: isThere ? toApplication(proxy.sites) : proxy.sites,
    ...(task.inspection && { inspection: inspectionOf(task.inspection, upstream.keepAliveSeconds) }),
  };
}

function applicationUpstream(upstream: PortUpstream, { listen }: TaskPlan): Upstream {
  const { kind: _kind, host: _host, port, ...connections } = upstream;
  switch (listen.kind) {
    case "socket":
      return { kind: "socket", socket: listen.path, ...connections };
    case "linked":
      return { kind: "linked", host: containerNames.application, port, ...connections };
    default:
      return upstream;
  }
}

/** The service gets the application's KEEP_ALIVE_SECONDS, so nginx keeps its connections as long as the application's. */
function inspectionOf(service: InspectionSettings, keepAliveSeconds: number): Inspection {
  const { kind, port, onFailure, passHeaders, path, timeoutSeconds } = service;
  if (kind === InspectionKind.Relay) return { kind, port, ...defaultRelay, keepAliveSeconds };
  return {
    kind,
    port,
    ...defaultDecide,
    keepAliveSeconds,
    ...(path !== undefined && { path }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(passHeaders !== undefined && { passHeaders }),
    ...(onFailure !== undefined && { onFailure: onFailure as OnInspectionFailure }),
  };
}

function toApplication(sites: Site[]): Site[] {
  if (!Array.isArray(sites)) return sites;
  return sites.map((site) =>
    Array.isArray(site?.routes) ? { ...site, routes: site.routes.map((route) => withUpstream(route)) } : site,
  );
}

function withUpstream(route: Route): Route {
  const isElsewhere =
    typeof route !== "object" || route === null || route.redirect !== undefined || route.files !== undefined;
  return isElsewhere || route.upstream !== undefined ? route : { ...route, upstream: containerNames.application };
}
