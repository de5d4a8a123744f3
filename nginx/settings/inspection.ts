import { defaultConnections, type UpstreamConnections } from "./upstreamConnections";

/**
 * A service next to the proxy that sees every request before an application does. It listens on the task's loopback, so
 * that nothing between the two can be read or changed.
 */
export type Inspection = DecideInspection | RelayInspection;

/** Where the service is. */
interface InspectionService extends Pick<UpstreamConnections, "keepAliveConnections" | "keepAliveSeconds"> {
  /** Loopback address. @default "127.0.0.1" */
  host: string;
  /** TCP port, 1 to 65535: neither the proxy's nor an application's. */
  port: number;
}

/**
 * The service decides: it is asked about each request that a route lets in, before the application, a kept answer or a
 * file is touched, also before a connection becomes a WebSocket. What nginx answers by itself is not asked about: the
 * health page, redirects, preflights, refusals and whatever a limit on a single client stops.
 *
 * The question is `GET <path>` with the headers that the application would get and no content. X-Original-Method and
 * X-Original-URI (the raw path with its query) tell what is asked for, X-Real-IP who asks, X-Request-Id the name of the
 * request in all logs; a client's own words under these names never arrive.
 *
 * The answer 2xx lets the request on; 401 (with its WWW-Authenticate) and 403 are the visitor's answer, on the proxy's own
 * error page. Without an answer `onFailure` decides; any other status is refused with 503. Answers should be 204 or have
 * Content-Length: 0, or nginx does not use the connection again. The service must take heads of `limits.headerBytes`,
 * which for Node is `--max-http-header-size`.
 *
 * The log says for each request what came of it. `inspection`: `admitted`, `denied`, `failed` (no decision, refused),
 * `skipped` (no answer, let on) or nothing, where the service was not asked; `inspection_time`: seconds that it took.
 *
 * @example
 * { kind: "decide", port: 9000, ...defaultDecide, passHeaders: ["X-Inspection-Score"] }
 */
export interface DecideInspection extends InspectionService {
  kind: "decide";
  /** Path that is asked. @default "/inspect" */
  path: string;
  /** Seconds to wait for a connection, and again for each piece of the answer, 1 to 60. @default 2 */
  timeoutSeconds: number;
  /**
   * What happens where the service is not there, is late or answers 5xx: `refuse` says 503, `admit` lets the request on,
   * and with it whoever finds a request that the service fails on. @default "refuse"
   */
  onFailure: OnInspectionFailure;
  /**
   * Headers of the service's answer that the application gets, at most 8. A client's own are dropped, also where the
   * service says nothing. Kept answers (`cache`) are kept for each combination of them. @default []
   */
  passHeaders: string[];
}

/**
 * All requests to applications go to the service, which passes them on itself; files, redirects and the health page stay
 * the proxy's. X-Gatehouse-Upstream names the upstream that the route has, whatever a client wrote there. nginx.conf then
 * has no address of an application, so there is no way around the service: where it is down, the answer is 502.
 *
 * @example
 * { kind: "relay", port: 9000, ...defaultRelay }
 */
export interface RelayInspection extends InspectionService, Pick<UpstreamConnections, "connectSeconds"> {
  kind: "relay";
}

export const onInspectionFailure = ["refuse", "admit"] as const;
export type OnInspectionFailure = (typeof onInspectionFailure)[number];

/** Request header that tells a relay where to send a request. */
export const relayUpstreamHeader = "X-Gatehouse-Upstream";

const { keepAliveConnections, keepAliveSeconds, connectSeconds } = defaultConnections;

/** A service that decides and without which nothing is let in; every field can be spread over. */
export const defaultDecide: Omit<DecideInspection, "kind" | "port"> = {
  host: "127.0.0.1",
  path: "/inspect",
  timeoutSeconds: 2,
  onFailure: "refuse",
  passHeaders: [],
  keepAliveConnections,
  keepAliveSeconds,
};

/** A service that relays; every field can be spread over. */
export const defaultRelay: Omit<RelayInspection, "kind" | "port"> = {
  host: "127.0.0.1",
  keepAliveConnections,
  keepAliveSeconds,
  connectSeconds,
};
