import { block, type Directive, directive } from "../conf/directive";
import type { SitePlan } from "../plan/sitePlan";
import type { ForwardTreatment } from "../plan/treatment";
import type { ProxySettings } from "../settings/proxySettings";
import { uncompressedDirectives } from "./compression";

/** Each piece of a stream leaves as it comes. */
export function streamDirectives(settings: ProxySettings, { stream }: ForwardTreatment): Directive[] {
  if (!stream) return [];
  return [
    directive("proxy_buffering", ["off"], "stream: each piece is passed on at once"),
    ...uncompressedDirectives(settings),
  ];
}

/** Values of the two headers that ask for a WebSocket: for nothing else a connection changes its protocol. */
export const upgradeHeaders = { Upgrade: "$gate_upgrade", Connection: "$gate_connection" };

/** The maps behind them. An empty Connection keeps the connection to the application, which `close` would end. */
export function upgradeMapDirectives(sites: SitePlan[]): Directive[] {
  const isAsked = sites.some(({ places }) =>
    places.some(({ treatment }) => treatment.kind === "forward" && treatment.webSocket),
  );
  if (!isAsked) return [];
  return [
    block(
      "map",
      ["$http_upgrade", upgradeHeaders.Upgrade],
      [directive("default", [""]), directive("~*^websocket$", ["websocket"])],
      "webSocket: to this protocol and to no other, h2c least of all",
    ),
    block(
      "map",
      [upgradeHeaders.Upgrade, upgradeHeaders.Connection],
      [directive("default", [""]), directive("websocket", ["upgrade"])],
    ),
  ];
}
