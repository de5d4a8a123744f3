/**
 * Which pages of other origins may read the answers (Fetch standard, "CORS protocol"). The proxy answers preflights
 * itself, with the methods that the path's routes allow, and sets the headers in place of the application's.
 *
 * @example
 * { origins: ["https://shop.example.com"], headers: ["Authorization"], credentials: true }
 */
export interface Cors {
  /** Origins such as `https://shop.example.com`, or `*` alone for all. */
  origins: string[];
  /** Request headers that a page may set besides the safelisted ones. @default none */
  headers?: string[];
  /** Response headers that a page may read besides the safelisted ones. @default none */
  exposeHeaders?: string[];
  /** Cookies and Authorization may come along; never with `*`. @default false */
  credentials?: boolean;
  /** Seconds that a browser remembers a preflight, 0 to 86400; browsers stop at 7200 or 86400. @default 600 */
  maxAgeSeconds?: number;
}

/** In place of a list of origins: every one. */
export const anyOrigin = "*";
