/**
 * How often one client may ask. A client is an IPv4 address, or an IPv6 network of 64 bits: that is what one subscriber
 * gets, with 2^64 addresses to choose from. It is the address of `clientAddress`, never the load balancer's. Only what
 * goes on to the application counts: what the proxy refuses itself costs nothing and is in no budget.
 *
 * @example
 * { path: "/login", methods: ["POST"], rateLimit: { requests: 5, per: "minute" } }
 */
export interface RateLimit {
  /** Requests that a client regains in each second or minute, 1 to 10000; more are answered 429 with Retry-After. */
  requests: number;
  per: "second" | "minute";
  /**
   * Requests that may come at once after a pause, 1 to 10000. A page with its pictures comes at once, so 1, an even pace,
   * refuses most visitors. @default `requests`
   */
  burst?: number;
  /**
   * Memory in MiB that all workers share for this limit, 1 to 1024. One MiB holds some 8,000 clients (nginx: a state takes
   * 128 bytes on 64-bit platforms); beyond that, those forgotten are the ones that asked longest ago. @default 10
   */
  zoneMebibytes?: number;
}

/**
 * What a single client may ask for: the site's for all its routes together, a route's own for that route alone and
 * instead of the site's. `false` is none.
 */
export interface ClientLimits {
  /** @default the site's, none */
  rateLimit?: RateLimit | false;
  /** Requests of one client in progress at the same time, 1 to 10000; more are answered 429. @default the site's, none */
  connectionLimit?: number | false;
  /** Refuse nothing, and log what would be: to find the right numbers with real visitors. @default the site's, false */
  limitDryRun?: boolean;
}

/** Clients for each limit, as `zoneMebibytes`. */
export const defaultZoneMebibytes = 10;
