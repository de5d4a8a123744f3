import type { ClientLimits } from "./clientLimits";
import type { Cors } from "./cors";
import type { Maintenance } from "./maintenance";
import type { ResponseHeaders } from "./responseHeaders";
import type { Route } from "./route";

/**
 * A virtual host: the names that it is asked by, and what it lets in.
 *
 * @example
 * { hosts: ["shop.example.com", "*.shop.example.com"], routes: [{ prefix: "/api", methods: ["GET", "POST"] }] }
 */
export interface Site extends ClientLimits {
  /**
   * Names, exact or with `*.` for one or more labels before the rest; an exact name goes before a wildcard. A request for
   * any other name is answered 421, but for the health page. @default every name: one site at most
   */
  hosts?: string[];
  /** What is let in. An empty list is a site that answers 404 to everything. */
  routes: Route[];
  /** Headers of the answers, over the settings'. @default none */
  responseHeaders?: ResponseHeaders;
  /** Which other origins may read the answers. @default none */
  cors?: Cors;
  /** Closes the site. @default open */
  maintenance?: Maintenance;
}
