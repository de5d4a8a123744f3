/**
 * Keeps the application's answers to GET for a while, below the proxy's writable folder. What the application itself
 * says (Cache-Control, Expires, Set-Cookie, Vary) goes first. A request with Authorization or a cookie is neither
 * answered from the cache nor kept; of many for the same thing at once, one goes on.
 *
 * @example
 * { path: "/api/catalogue", methods: ["GET"], cache: { seconds: 30 } }
 */
export interface Cache {
  /** Seconds that an answer of 200, 203, 301 or 308 is kept, where the application says nothing. 1 to 86400. */
  seconds: number;
}
