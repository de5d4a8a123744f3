import {
  defaultCompression,
  defaultDenied,
  defaultProxySettings,
  defaultUpstream,
  type PortUpstream,
  type ProxySettings,
  type Upstream,
} from "../../nginx";
import type { EdgePlan } from "../edges/edgePlan";
import { given } from "../given";
import { margin } from "../margin";
import type { ProxyArgs } from "./proxyArgs";
import { headers, planSites } from "./sites";
import { planUpstreams } from "./upstreams";

/** The proxy's settings before it is decided how the task's application is reached. */
export interface ProxyPlan extends Omit<ProxySettings, "upstreams"> {
  /** The task's own application. */
  upstream: PortUpstream;
  /** All others. */
  upstreams: Record<string, Upstream>;
}

/** What the rest of the service decides for the proxy. */
export interface ProxySurroundings {
  /** The application's. */
  port: number | undefined;
  edge: EdgePlan;
  readSeconds: number;
  /** Seconds that the application keeps an idle connection. */
  keepAliveSeconds: number;
  proxyStopSeconds: number;
  /** CPU units of the task. */
  cpu: number;
}

/** Fills in the defaults; what is wrong in a site is found by the proxy's own check, with all other problems. */
export function planProxy(proxy: ProxyArgs, task: ProxySurroundings): ProxyPlan {
  const { upstreams: _, ...settings } = defaultProxySettings;
  return {
    ...settings,
    ...answers(proxy),
    port: proxy.port ?? settings.port,
    health: { ...settings.health, path: proxy.healthPath ?? settings.health.path },
    upstream: {
      ...defaultUpstream,
      port: task.port ?? defaultUpstream.port,
      keepAliveSeconds: task.keepAliveSeconds - margin,
      readSeconds: task.readSeconds,
    },
    upstreams: planUpstreams(proxy.upstreams ?? {}, task.readSeconds),
    sites: planSites(proxy.sites),
    clientAddress: task.edge.clientAddress,
    keepAliveSeconds: proxy.keepAliveSeconds ?? settings.keepAliveSeconds,
    bodyLimitBytes: proxy.bodyLimitBytes ?? settings.bodyLimitBytes,
    limits: { ...settings.limits, uriBytes: proxy.uriBytes ?? settings.limits.uriBytes },
    denied: { ...defaultDenied, ...given(proxy.denied ?? {}) },
    shutdownSeconds: task.proxyStopSeconds - margin,
    workers: Math.max(1, Math.floor(task.cpu / 1024)),
  };
}

/** What answers say and how they are packed; each only where it was asked for. */
function answers(proxy: ProxyArgs): Partial<ProxySettings> {
  const { responseHeaders, strictTransportSecurity, errorMessage, compression } = proxy;
  return {
    ...(responseHeaders !== undefined && {
      responseHeaders: { ...defaultProxySettings.responseHeaders, ...headers(responseHeaders) },
    }),
    ...(strictTransportSecurity !== undefined && { strictTransportSecurity }),
    ...(errorMessage !== undefined && { errorPages: { message: errorMessage } }),
    ...(compression !== undefined && { compression: { ...defaultCompression, ...given(compression) } }),
  };
}
