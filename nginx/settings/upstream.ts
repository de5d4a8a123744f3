import type { RemoteUpstream } from "./remoteUpstream";
import { defaultConnections, type UpstreamConnections } from "./upstreamConnections";

/** An application behind the proxy, and the connections that are kept open to it. */
export type Upstream = PortUpstream | SocketUpstream | LinkedUpstream | RemoteUpstream;

/** The application in the task that listens on a TCP port of its loopback. */
export interface PortUpstream extends UpstreamConnections {
  kind: "port";
  /**
   * Loopback address; never a name: `localhost` resolves to ::1 first, where the application does not listen. Servers
   * elsewhere are of the kind `remote`. @default "127.0.0.1"
   */
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

/**
 * An application in the task on an EC2 host with the bridge network, where each container has an address of its own. The
 * task definition links the proxy's container to it (`links`), which writes its name into /etc/hosts of the proxy's.
 * nginx reads the name once, when it starts, and does not start without it. The address is good for as long: where both
 * containers are essential, ECS stops and starts them together.
 *
 * @example
 * upstreams: { app: { kind: "linked", host: "app", port: 3000, ...defaultConnections } }
 */
export interface LinkedUpstream extends UpstreamConnections {
  kind: "linked";
  /** Name of the container, or its alias in the link. */
  host: string;
  /** TCP port that the application listens on inside its container, 1 to 65535. */
  port: number;
}

/** The application of the sample: Node on the task's loopback. */
export const defaultUpstream: PortUpstream = { kind: "port", host: "127.0.0.1", port: 3000, ...defaultConnections };
