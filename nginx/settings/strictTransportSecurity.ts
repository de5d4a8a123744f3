/**
 * Tells browsers to come by HTTPS only (RFC 6797). Sent with answers to HTTPS requests alone. Nobody can take it back
 * before the time is over, so it is off until asked for.
 *
 * @example
 * { seconds: 31536000, includeSubdomains: true }
 */
export interface StrictTransportSecurity {
  /** Seconds that a browser remembers it, 0 (forget it) to 63072000 (two years). */
  seconds: number;
  /** Also for all names below. @default false */
  includeSubdomains?: boolean;
}
