/** A server outside the task. */
export interface UpstreamServerArgs {
  /** DNS name in small letters, or IP address. A name is looked up again while the proxy runs. */
  host: string;
  /** TCP port. @default 443, or 80 with `plain` */
  port?: number;
  /** Share of the requests, 1 to 100. @default 1 */
  weight?: number;
  /** Gets requests only while all others are down. @default false */
  backup?: boolean;
}

/**
 * Something besides the task's application that requests go to: of `servers` and `port` exactly one is given. The task's
 * security group lets tasks out to HTTPS; for another port add an egress rule on the service's `securityGroupId`.
 */
export interface UpstreamArgs {
  /** Servers outside the task, over verified TLS. */
  servers?: UpstreamServerArgs[];
  /** Port of a sidecar of the task, on the loopback. */
  port?: number;
  /** HTTP without TLS to the servers; for hosts inside the VPC. @default false */
  plain?: boolean;
  /** DNS name for SNI and the certificate. @default the servers' name */
  serverName?: string;
  /** File in the proxy's image with the trusted authorities (PEM). @default the public ones */
  certificateAuthorities?: string;
  /** What the servers get as Host: `upstream`, their own name, or `request`, the client's. @default "upstream" */
  hostHeader?: string;
  /** `roundRobin` or `leastConnections`. @default "roundRobin" */
  balance?: string;
  /** DNS servers that are asked for the names. @default the VPC's own, 169.254.169.253 */
  resolvers?: string[];
  /** Seconds that an answer of DNS counts, 1 to 3600. @default as long as it says itself */
  resolveSeconds?: number;
  /** Seconds to wait for a connection, 1 to 75. @default 5 outside the task, 1 in it */
  connectSeconds?: number;
  /** Seconds to wait for each piece of an answer; below the load balancer's idle time-out. @default the proxy's readSeconds */
  readSeconds?: number;
}
