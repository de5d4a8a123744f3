import type { SiteArgs } from "./routeArgs";
import type { UpstreamArgs } from "./upstreamArgs";

/** Brotli besides gzip, and before it for who accepts both. */
export interface BrotliArgs {
  /** Folder of ngx_http_brotli_filter_module.so in the `baseImage`. Debian: /usr/lib/nginx/modules. */
  modules: string;
  /** 1 to 11. @default 4 */
  level?: number;
}

/** Compressed answers for who accepts them. */
export interface CompressionArgs {
  /** Media types besides text/html. @default JSON, JavaScript, XML, SVG, CSS, CSV and plain text */
  types?: string[];
  /** Shorter answers stay as they are. @default 1000 */
  minimumBytes?: number;
  /** Of gzip, 1 to 9. @default 4 */
  level?: number;
  /** Brotli too; needs a `baseImage` that has its module. @default gzip only */
  brotli?: BrotliArgs;
}

/** Words by which scanners are known; each list replaces the default one. */
export interface DeniedArgs {
  /** Words found anywhere in a path: answered 404. @default the paths that scanners look for */
  paths?: string[];
  /** Words found anywhere in User-Agent: answered 403. @default the names of scanners */
  userAgents?: string[];
}

/** Tells browsers to come by HTTPS only. */
export interface StrictTransportSecurityArgs {
  /** Seconds that a browser remembers it, 0 to 63072000. */
  seconds: number;
  /** Also for all names below. @default false */
  includeSubdomains?: boolean;
}

/** What the proxy lets through, and how long it waits. All plain: nginx.conf is part of the image whose tag is its hash. */
export interface ProxyArgs {
  /** Virtual hosts, and what each lets in; one without hosts is asked by every name. */
  sites: SiteArgs[];
  /** What requests can go to besides `app`, the task's application, by name. @default none */
  upstreams?: Record<string, UpstreamArgs>;
  /**
   * Image that the proxy's is made from, with tag or digest: nginx 1.22 or newer, 1.27.3 for servers with DNS names, that
   * can run as user 101 and has a shell. One that refuses the configuration (`nginx -t`) fails the build.
   * @default the official slim image of a current nginx
   */
  baseImage?: string;
  /** Folders that become part of the proxy's image, by the name that a route's `files` says. @default none */
  folders?: Record<string, string>;
  /**
   * Path that the proxy answers itself for the load balancer's health check. A change reaches the check before the new tasks:
   * let both paths answer for one deployment. @default "/"
   */
  healthPath?: string;
  /** Port of the proxy, 1024 to 65535. A change closes the old port before the new tasks are there. @default 8080 */
  port?: number;
  /** Seconds an idle connection of the load balancer is kept; above the load balancer's own idle time-out. @default 75 */
  keepAliveSeconds?: number;
  /** Seconds to wait for the application's answer; below the load balancer's idle time-out. @default that minus 5 */
  readSeconds?: number;
  /** Largest request body in bytes. @default 1048576 (1 MiB) */
  bodyLimitBytes?: number;
  /** Longest path with its query in bytes; a longer one is answered 414. @default 8192 */
  uriBytes?: number;
  /** Headers of all answers by name; the text `false` removes the application's. @default nosniff, and no X-Powered-By */
  responseHeaders?: Record<string, string>;
  /** Tells browsers to come by HTTPS only. @default not sent */
  strictTransportSecurity?: StrictTransportSecurityArgs;
  /** A sentence for people, on the proxy's HTML error pages. @default none */
  errorMessage?: string;
  /** Compressed answers for who accepts them. @default answers stay as they are */
  compression?: CompressionArgs;
  /** Refused before any route is looked at, where a site has a prefix or a regex. @default what scanners ask for */
  denied?: DeniedArgs;
  /** Seconds between SIGQUIT and SIGKILL, 2 to 120. Requests in flight get 5 seconds less. @default 30 */
  stopSeconds?: number;
}
