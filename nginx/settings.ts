/** Request methods that a route can allow. TRACE and CONNECT are never passed on, so they are not in the list. */
export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof methods)[number];

/** One request shape that reaches the application. Everything that no route describes is answered 404 by the proxy. */
export interface Route {
  /** Path template: literal segments and `:name` segments, each `:name` exactly one segment. `/api/users/:id`. */
  path: string;
  /** Methods let through; GET implies HEAD (RFC 9110 section 9.1 asks for both). Any other is answered 405. */
  methods: Method[];
}

/** The page that the proxy answers itself, for the load balancer's health check. */
export interface Health {
  /** Exact path. @default "/" */
  path: string;
  /** Text of the answer. @default "Service is healthy" */
  body: string;
}

/** The application behind the proxy, and the connections that are kept open to it. */
export type Upstream = PortUpstream | SocketUpstream;

/** An application with a TCP port. */
export interface PortUpstream extends UpstreamConnections {
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
 * upstream: { name: "app", socket: "/run/app/http.sock", keepAliveConnections: 64, … }
 */
export interface SocketUpstream extends UpstreamConnections {
  /** Absolute path of the socket as the proxy's container sees it, at most 107 characters. */
  socket: string;
}

interface UpstreamConnections {
  /** Name of the application's container; it names the upstream in nginx.conf and in the log. @default "app" */
  name: string;
  /** Idle connections that each worker keeps (nginx `keepalive`). @default 64 */
  keepAliveConnections: number;
  /** Seconds an idle connection is kept; must be shorter than the application's own keep-alive. @default 4 */
  keepAliveSeconds: number;
  /** Seconds to wait for a connection; on the task's loopback it is there at once or not at all. @default 1 */
  connectSeconds: number;
  /** Seconds to wait for the application's answer; shorter than the balancer's idle time-out, so that nginx says 504 and logs it. @default 25 */
  readSeconds: number;
}

/**
 * Where the client's address is read from. `alb`: from the last entry of X-Forwarded-For, if the peer is in one of the
 * balancer's subnets (CIDRs). `direct`: the peer is the client, and no header about it is believed.
 */
export type ClientAddress = { kind: "alb"; subnets: string[] } | { kind: "direct" };

/**
 * How the lines of the access log leave a worker: together, because each write costs more than the line itself. What is
 * still in the buffer is written after `flushSeconds` and at every orderly stop; a worker that is killed loses it.
 */
export interface Log {
  /**
   * Bytes that each worker collects, 512 to 1048576; 0 writes every line at once. Several workers share one pipe, which
   * takes 4096 bytes in one piece (PIPE_BUF): with more than that their lines could mix. @default 4096, some seven lines
   */
  bufferBytes: number;
  /** Longest time in seconds that a line stays in the buffer, 1 to 60. @default 1 */
  flushSeconds: number;
}

/** Everything that decides what nginx.conf says. */
export interface ProxySettings {
  /** TCP port to listen on, 1024 to 65535: nginx runs as a user that may not open lower ones. @default 8080 */
  port: number;
  health: Health;
  upstream: Upstream;
  /** What reaches the application. @default [] (nothing) */
  routes: Route[];
  /** @default { kind: "direct" } */
  clientAddress: ClientAddress;
  /** Seconds an idle connection of the load balancer is kept; must exceed its idle time-out (ALB: 60 s by default). @default 75 */
  keepAliveSeconds: number;
  /** Largest request body in bytes; longer ones are answered 413. @default 1048576 (1 MiB) */
  bodyLimitBytes: number;
  log: Log;
  /** Seconds that requests in flight get after SIGQUIT; shorter than the container's stop time-out (ECS: 30 s). @default 25 */
  shutdownSeconds: number;
  /** Worker processes: the task's vCPUs, at least 1. nginx's `auto` counts the host's. @default 1 */
  workers: number;
}

/** The settings for a service with no routes yet: every field can be spread over. */
export const defaultProxySettings: ProxySettings & { upstream: PortUpstream } = {
  port: 8080,
  health: { path: "/", body: "Service is healthy" },
  upstream: {
    name: "app",
    host: "127.0.0.1",
    port: 3000,
    keepAliveConnections: 64,
    keepAliveSeconds: 4,
    connectSeconds: 1,
    readSeconds: 25,
  },
  routes: [],
  clientAddress: { kind: "direct" },
  keepAliveSeconds: 75,
  bodyLimitBytes: 1024 * 1024,
  log: { bufferBytes: 4096, flushSeconds: 1 },
  shutdownSeconds: 25,
  workers: 1,
};
