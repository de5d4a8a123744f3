import type { Cache } from "./cache";
import type { ClientLimits } from "./clientLimits";
import type { Cors } from "./cors";
import type { Method } from "./method";
import type { Redirect } from "./redirect";
import type { ResponseHeaders } from "./responseHeaders";
import type { StaticFiles } from "./staticFiles";

/**
 * Which raw paths a route describes; exactly one of the three is given. Where several routes describe a path, the
 * narrowest that allows the request's method decides: a `path` before a `prefix`, a longer prefix before a shorter one,
 * fixed text before a `:name`, and a `regex` only where nothing else describes the path: the first one that matches.
 */
export type RoutePath =
  | {
      /** Path template: literal segments and `:name` segments, each `:name` exactly one segment. `/api/users/:id`. */
      path: string;
      prefix?: never;
      regex?: never;
    }
  | {
      /** Path template of a whole subtree: `/api` is `/api`, `/api/` and all below, but not `/apixyz`. `/` is everything. */
      prefix: string;
      path?: never;
      regex?: never;
    }
  | {
      /**
       * Regular expression (PCRE) that the whole raw path must match, such as `/v[0-9]+/reports`. Each costs every
       * request that nothing else describes; at most 16 a site.
       */
      regex: string;
      path?: never;
      prefix?: never;
    };

/** What every route can say, wherever its requests go. */
export interface RouteOptions {
  /** Methods let through; GET implies HEAD (RFC 9110 section 9.1 asks for both). Any other is answered 405. */
  methods: Method[];
  /** Headers of the answers, over the site's. @default none */
  responseHeaders?: ResponseHeaders;
  /** Which other origins may read the answers. @default the site's */
  cors?: Cors;
}

/** One request shape that is passed on to an application. */
export interface ForwardOptions extends RouteOptions, ClientLimits {
  /** Name of an upstream of the settings. @default the only one, where there is only one */
  upstream?: string;
  /** Largest request body in bytes; longer ones are answered 413. @default the settings' `bodyLimitBytes` */
  bodyLimitBytes?: number;
  /** Seconds to wait for each piece of the answer. @default the upstream's `readSeconds` */
  readSeconds?: number;
  /** Answers that come in pieces, such as server-sent events: each is passed on at once, and none compressed. @default false */
  stream?: boolean;
  /** The connection may become a WebSocket; `readSeconds` is then the longest silence. @default false */
  webSocket?: boolean;
  /** Answers are kept for a while. @default each request is asked */
  cache?: Cache;
  redirect?: never;
  files?: never;
}

/** What only goes with an application. */
interface WithoutApplication {
  upstream?: never;
  bodyLimitBytes?: never;
  readSeconds?: never;
  stream?: never;
  webSocket?: never;
  cache?: never;
  rateLimit?: never;
  connectionLimit?: never;
  limitDryRun?: never;
}

/** One request shape that is sent elsewhere. */
export interface RedirectOptions extends RouteOptions, WithoutApplication {
  redirect: Redirect;
  files?: never;
}

/** One request shape that files of the image answer. */
export interface FilesOptions extends RouteOptions, WithoutApplication {
  files: StaticFiles;
  redirect?: never;
}

/** One request shape that the proxy lets in. Everything that no route describes is answered 404 by the proxy. */
export type Route = RoutePath & (ForwardOptions | RedirectOptions | FilesOptions);
