import { defaultConnections, type UpstreamConnections } from "./upstreamConnections";

/**
 * Servers outside the task, or several that do the same. A host that is a DNS name is looked up again while nginx runs,
 * and connections are kept all the same: that needs nginx 1.27.3, where `server … resolve` became free. IP addresses
 * alone work with 1.22 too.
 *
 * @example
 * upstreams: { shop: { kind: "remote", servers: [{ host: "example.com", port: 443 }], ...defaultRemote } }
 */
export interface RemoteUpstream extends UpstreamConnections {
  kind: "remote";
  /** At least one that is no backup; each host and port once, at most 32. */
  servers: RemoteServer[];
  /** How the connection is encrypted; false: not at all. @default {}: TLS, the certificate verified for the hosts' name */
  tls: UpstreamTls | false;
  /**
   * What the servers get as Host: `upstream`, their own name with its port, as virtual hosts on the web need it (the
   * client's is in X-Forwarded-Host, and a redirect to their name is turned into one to the same path here); `request`,
   * the client's. @default "upstream"
   */
  hostHeader: HostHeader;
  /** Which of several servers, or of several addresses of a name, gets a request; weights count in both. @default "roundRobin" */
  balance: Balance;
  /**
   * Failed attempts within `failSeconds` after which a server gets nothing for `failSeconds`, 0 to 100; 0: it stays in
   * whatever happens. A refused or broken connection and a time-out are failures, and an answer that `retries.on` names.
   * A server that is the only one with only one address is never taken out. @default 3
   */
  failures: number;
  /** Seconds, 1 to 3600. @default 10 */
  failSeconds: number;
  retries: Retries;
  /**
   * DNS servers that are asked for the hosts' names: IP addresses, with a port where it is not 53. The VPC's own knows
   * its private names; a public one does not. @default ["169.254.169.253"] (AWS: "Amazon DNS server")
   */
  resolvers: string[];
  /** Seconds that an answer of DNS counts, 1 to 3600. @default the time that the answer itself gives (TTL) */
  resolveSeconds?: number;
  /** Asks for IPv6 addresses too; a task in a subnet without IPv6 cannot reach them. @default false */
  ipv6: boolean;
}

export interface RemoteServer {
  /** DNS name in small letters, or IP address. */
  host: string;
  /** TCP port, 1 to 65535. */
  port: number;
  /** Share of the requests, 1 to 100. A name's weight is that of each of its addresses. @default 1 */
  weight?: number;
  /** Gets requests only while all others are down. @default false */
  backup?: boolean;
}

/** TLS 1.2 or 1.3 to the servers. Sessions are resumed, connections are kept. */
export interface UpstreamTls {
  /**
   * DNS name that goes into the handshake (SNI) and that the certificate must be for. Where the hosts are IP addresses
   * or have several names, it must be given. @default the hosts' name
   */
  serverName?: string;
  /**
   * File in the proxy's image with the certificates of the authorities that are trusted (PEM).
   * @default "/etc/ssl/certs/ca-certificates.crt", where Alpine and Debian have those of the public ones
   */
  certificateAuthorities?: string;
}

export const hostHeaders = ["upstream", "request"] as const;
export type HostHeader = (typeof hostHeaders)[number];

export const balances = ["roundRobin", "leastConnections"] as const;
export type Balance = (typeof balances)[number];

/**
 * When a request goes to another server, or another address of the name. It always does after a connection that was
 * refused or broke before the answer. A POST or PATCH goes to another server only if no part of it has been sent, because
 * it may have been carried out; the other methods mean the same when they come twice (RFC 9110 section 9.2.2). Nothing is
 * repeated once an answer has begun.
 */
export interface Retries {
  /**
   * What else counts as no answer. `timeout`: `connectSeconds` or `readSeconds` have passed. A number: the answer has
   * that status. @default ["timeout"]
   */
  on: RetryReason[];
  /** Servers asked for one request, the first included, 1 to 10. @default 2 */
  attempts: number;
  /**
   * Seconds after which no other server is asked, 1 to 600. With the default, a time-out of the connection (5 s) leads
   * to another attempt, a time-out of the answer (25 s) does not. @default 10
   */
  seconds: number;
}

export const retryReasons = ["timeout", "502", "503", "504"] as const;
export type RetryReason = (typeof retryReasons)[number];

/** Servers of an outside host over verified TLS; every field can be spread over. */
export const defaultRemote: Omit<RemoteUpstream, "kind" | "servers"> = {
  ...defaultConnections,
  tls: {},
  hostHeader: "upstream",
  balance: "roundRobin",
  failures: 3,
  failSeconds: 10,
  retries: { on: ["timeout"], attempts: 2, seconds: 10 },
  resolvers: ["169.254.169.253"],
  ipv6: false,
  connectSeconds: 5,
};
