/**
 * Closes a site: all that its routes let in is answered 503. The health page still answers, or the load balancer would
 * take the tasks away. The settings are part of the image, so opening and closing is a deployment.
 *
 * @example
 * { retryAfterSeconds: 1800, admit: ["203.0.113.0/24"] }
 */
export interface Maintenance {
  /** Seconds after which a client may ask again (Retry-After), 1 to 86400. */
  retryAfterSeconds: number;
  /** Networks of clients that still get in, as CIDR. @default none */
  admit?: string[];
}
