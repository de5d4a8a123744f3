import type { ClientAddress } from "./clientAddress";
import type { Compression } from "./compression";
import { type Denied, defaultDenied } from "./denied";
import type { ErrorPages } from "./errorPages";
import type { Health } from "./health";
import type { Inspection } from "./inspection";
import { defaultLimits, type Limits } from "./limits";
import type { Log } from "./log";
import { defaultResponseHeaders, type ResponseHeaders } from "./responseHeaders";
import type { Site } from "./site";
import type { StrictTransportSecurity } from "./strictTransportSecurity";
import { defaultUpstream, type Upstream } from "./upstream";

/** Everything that decides what nginx.conf says. */
export interface ProxySettings {
  /** TCP port to listen on, 1024 to 65535: nginx runs as a user that may not open lower ones. @default 8080 */
  port: number;
  health: Health;
  /** Virtual hosts, and what each lets in. @default [] (nothing) */
  sites: Site[];
  /** Applications by name. The name stands in nginx.conf and in the log; in a task, the container's. @default app */
  upstreams: Record<string, Upstream>;
  /** @default { kind: "direct" } */
  clientAddress: ClientAddress;
  /** Seconds an idle connection of the load balancer is kept; must exceed its idle time-out (ALB: 60 s by default). @default 75 */
  keepAliveSeconds: number;
  /** Largest request body in bytes; longer ones are answered 413. @default 1048576 (1 MiB) */
  bodyLimitBytes: number;
  limits: Limits;
  denied: Denied;
  /** Headers of all answers. @default nosniff, and no X-Powered-By */
  responseHeaders: ResponseHeaders;
  /** @default undefined: not sent */
  strictTransportSecurity?: StrictTransportSecurity;
  errorPages: ErrorPages;
  /** @default undefined: answers stay as they are */
  compression?: Compression;
  /** Megabytes of answers that all `cache`s together keep, 1 to 10000; they count as the task's storage. @default 100 */
  cacheMegabytes: number;
  /** Folder of the image with the folders of static files. @default "/srv" */
  filesRoot: string;
  log: Log;
  /** @default undefined: requests go to applications uninspected */
  inspection?: Inspection;
  /** Seconds that requests in flight get after SIGQUIT; shorter than the container's stop time-out (ECS: 30 s). @default 25 */
  shutdownSeconds: number;
  /** Worker processes: the task's vCPUs, at least 1. nginx's `auto` counts the host's. @default 1 */
  workers: number;
}

/** The settings for a service with no routes yet: every field can be spread over. */
export const defaultProxySettings: ProxySettings = {
  port: 8080,
  health: { path: "/", body: "Service is healthy" },
  sites: [],
  upstreams: { app: defaultUpstream },
  clientAddress: { kind: "direct" },
  keepAliveSeconds: 75,
  bodyLimitBytes: 1024 * 1024,
  limits: defaultLimits,
  denied: defaultDenied,
  responseHeaders: defaultResponseHeaders,
  errorPages: { message: "" },
  cacheMegabytes: 100,
  filesRoot: "/srv",
  log: { bufferBytes: 4096, flushSeconds: 1 },
  shutdownSeconds: 25,
  workers: 1,
};
