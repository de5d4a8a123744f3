/** Which pages of other origins may read the answers; the proxy answers preflights itself. */
export interface CorsArgs {
  /** Origins such as `https://shop.example.com`, or `*` alone for all. */
  origins: string[];
  /** Request headers that a page may set besides the safelisted ones. @default none */
  headers?: string[];
  /** Response headers that a page may read besides the safelisted ones. @default none */
  exposeHeaders?: string[];
  /** Cookies and Authorization may come along; never with `*`. @default false */
  credentials?: boolean;
  /** Seconds that a browser remembers a preflight, 0 to 86400. @default 600 */
  maxAgeSeconds?: number;
}

/** How often one client may ask: an IPv4 address, or an IPv6 network of 64 bits. More is answered 429. */
export interface RateLimitArgs {
  /** Requests that a client regains in each second or minute, 1 to 10000. */
  requests: number;
  /** `second` or `minute`. */
  per: string;
  /** Requests that may come at once after a pause. @default `requests` */
  burst?: number;
}

/** Sends the client elsewhere. */
export interface RedirectArgs {
  /** An absolute URL of http or https, or a path on the same host. */
  to: string;
  /** 301, 302, 303, 307 or 308. @default 302 */
  status?: number;
  /** What of the request is added: `nothing`, its `query`, or its `target`, path and query. @default "nothing" */
  keep?: string;
}

/** Files of the proxy's image; the whole path names the file. */
export interface StaticFilesArgs {
  /** Name of a folder of the proxy's `folders`. */
  folder: string;
  /** File of the folder that answers where there is none, such as `/index.html`. @default 404 */
  fallback?: string;
  /** Seconds that browsers may keep a file without asking. @default 0: they ask each time */
  maxAgeSeconds?: number;
}

/** Answers to GET that the proxy keeps, where the application says nothing else. */
export interface CacheArgs {
  /** Seconds, 1 to 86400. */
  seconds: number;
}

/** Closes a site: all but the health page is answered 503. */
export interface MaintenanceArgs {
  /** Seconds after which a client may ask again, 1 to 86400. */
  retryAfterSeconds: number;
  /** Networks of clients that still get in, as CIDR. @default none */
  admit?: string[];
}

/**
 * One request shape that is let in: of path, prefix and regex exactly one is given. Where several describe a path, the
 * narrowest that allows the method decides. It goes to an application, to `files` or, as a `redirect`, elsewhere.
 */
export interface RouteArgs {
  /** Path template: literal segments and `:name` segments, each exactly one segment, such as `/api/users/:id`. */
  path?: string;
  /** Path template of a whole subtree: `/api` is `/api` and all below it, but not `/apixyz`. */
  prefix?: string;
  /** Regular expression that the whole path must match. */
  regex?: string;
  /** Methods let through; GET lets HEAD through too. Everything else is answered 405 by the proxy. */
  methods: string[];
  /** Name of an upstream. @default "app", the task's application */
  upstream?: string;
  /** Largest request body in bytes. @default the proxy's bodyLimitBytes */
  bodyLimitBytes?: number;
  /** Seconds to wait for each piece of the application's answer. @default the upstream's */
  readSeconds?: number;
  /** Answers that come in pieces, such as server-sent events: each is passed on at once. @default false */
  stream?: boolean;
  /** The connection may become a WebSocket. @default false */
  webSocket?: boolean;
  /** Answers are kept for a while. @default each request is asked */
  cache?: CacheArgs;
  /** Sends the client elsewhere. */
  redirect?: RedirectArgs;
  /** Files answer. */
  files?: StaticFilesArgs;
  /** Headers of the answers by name, over the site's; the text `false` removes the application's. @default none */
  responseHeaders?: Record<string, string>;
  /** Which other origins may read the answers. @default the site's */
  cors?: CorsArgs;
  /** Requests of one client. @default the site's */
  rateLimit?: RateLimitArgs;
  /** Requests of one client in progress at the same time, 1 to 10000. @default the site's */
  connectionLimit?: number;
  /** The limits refuse nothing and log what they would. @default the site's */
  limitDryRun?: boolean;
}

/** A virtual host. */
export interface SiteArgs {
  /** Names, such as `shop.example.com` or `*.example.com`. @default every name that no other site has */
  hosts?: string[];
  /** What is let in; everything else is answered 404 by the proxy. */
  routes: RouteArgs[];
  /** Headers of the answers by name; the text `false` removes the application's. @default none */
  responseHeaders?: Record<string, string>;
  /** Which other origins may read the answers. @default none */
  cors?: CorsArgs;
  /** Closes the site. @default open */
  maintenance?: MaintenanceArgs;
  /** Requests of one client to all routes together. @default none */
  rateLimit?: RateLimitArgs;
  /** Requests of one client in progress at the same time, 1 to 10000. @default none */
  connectionLimit?: number;
  /** The limits refuse nothing and log what they would. @default false */
  limitDryRun?: boolean;
}
