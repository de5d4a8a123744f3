/** An application behind the proxy, and the connections that are kept open to it. */
export type Upstream = PortUpstream | SocketUpstream;

/** An application with a TCP port: in the task, so on its loopback. */
export interface PortUpstream extends UpstreamConnections {
  kind: "port";
  /** IP address; never a name: `localhost` resolves to ::1 first, where the application does not listen. @default "127.0.0.1" */
  host: string;
  /** TCP port, 1 to 65535. @default 3000 */
  port: number;
}

/**
 * An application with a Unix socket in a volume that only its container and the proxy's share. It then has no port, so
 * no mistake in a network opens one, and a request costs both sides less than over loopback (see bench/proxy).
 *
 * @example
 * upstreams: { app: { kind: "socket", socket: "/run/app/http.sock", ...defaultConnections } }
 */
export interface SocketUpstream extends UpstreamConnections {
  kind: "socket";
  /** Absolute path of the socket as the proxy's container sees it, at most 107 characters. */
  socket: string;
}

export interface UpstreamConnections {
  /** Idle connections that each worker keeps (nginx `keepalive`). @default 64 */
  keepAliveConnections: number;
  /** Seconds an idle connection is kept; must be shorter than the application's own keep-alive. @default 4 */
  keepAliveSeconds: number;
  /** Seconds to wait for a connection; on the task's loopback it is there at once or not at all. @default 1 */
  connectSeconds: number;
  /** Seconds to wait for the application's answer; shorter than the balancer's idle time-out, so that nginx says 504 and logs it. @default 25 */
  readSeconds: number;
}

/** Connections to an application in the same task; every field can be spread over. */
export const defaultConnections: UpstreamConnections = {
  keepAliveConnections: 64,
  keepAliveSeconds: 4,
  connectSeconds: 1,
  readSeconds: 25,
};

/** The application of the sample: Node on the task's loopback. */
export const defaultUpstream: PortUpstream = { kind: "port", host: "127.0.0.1", port: 3000, ...defaultConnections };
