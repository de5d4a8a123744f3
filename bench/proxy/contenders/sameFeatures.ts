import { defaultConnections } from "../../../nginx";
import type { Directive } from "../../../nginx/conf/directive";
import { proxyDirectives } from "../../../nginx/render/renderProxy";
import { benchSettings } from "./gatehouse";

/** What the other proxies must do too, taken from the proxy that is rendered for S1, so that neither has less to do. */
export interface Features {
  /** Request headers that never reach the application. */
  dropped: string[];
  healthBody: string;
  idleSeconds: number;
  readSeconds: number;
  connectSeconds: number;
  upstreamIdleSeconds: number;
  bodyLimitBytes: number;
}

/** The features of S1 as the renderer has them. */
export function s1Features(): Features {
  const settings = benchSettings({ port: 8080, upstream: { port: 3000 } });
  const headers = allDirectives(proxyDirectives(settings)).filter(({ name }) => name === "proxy_set_header");
  return {
    dropped: headers.flatMap(({ args: [name = "", value] }) => (value === "" ? [name] : [])),
    healthBody: settings.health.body,
    idleSeconds: settings.keepAliveSeconds,
    readSeconds: defaultConnections.readSeconds,
    connectSeconds: defaultConnections.connectSeconds,
    upstreamIdleSeconds: defaultConnections.keepAliveSeconds,
    bodyLimitBytes: settings.bodyLimitBytes,
  };
}

function allDirectives(directives: Directive[]): Directive[] {
  return directives.flatMap((directive) => [directive, ...allDirectives(directive.block ?? [])]);
}
