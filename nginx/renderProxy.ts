import { checkProxySettings } from "./checkProxySettings";
import { clientAddressDirectives } from "./clientAddress";
import { block, type Directive, directive } from "./directive";
import { errorMapDirectives } from "./errors";
import { requestIdDirectives } from "./forwardedHeaders";
import { limitDirectives } from "./limits";
import { errorLogDirective, loggingDirectives } from "./logging";
import { printDirectives } from "./printer";
import { formatProblem } from "./problem";
import { processDirectives, tempPathDirectives } from "./process";
import { requestTargetDirectives } from "./requestTarget";
import { routeDirectives } from "./routes";
import { serverDirective } from "./server";
import type { ProxySettings } from "./settings";
import { upstreamDirectives } from "./upstream";

/**
 * nginx.conf for these settings: equal settings give equal text, byte for byte. It runs with nginx 1.22 and newer, under
 * any prefix (`nginx -p <folder> -c <file> -e stderr`), as any user that can write there.
 *
 * @throws Error with one line a problem if checkProxySettings finds any.
 * @example
 * renderProxy({ ...defaultProxySettings, routes: [{ path: "/api/users/:id", methods: ["GET"] }] })
 */
export function renderProxy(settings: ProxySettings): string {
  const problems = checkProxySettings(settings);
  if (problems.length > 0) {
    throw new Error(["The proxy's settings cannot be used:", ...problems.map(formatProblem)].join("\n"));
  }
  return printDirectives(proxyDirectives(settings));
}

/** The configuration before it is printed. The settings must have passed checkProxySettings. */
export function proxyDirectives(settings: ProxySettings): Directive[] {
  return [
    errorLogDirective(),
    ...processDirectives(settings),
    block(
      "http",
      [],
      [
        ...tempPathDirectives(),
        directive("server_tokens", ["off"], "no version number in answers"),
        directive("map_hash_bucket_size", [128], "the longest list of methods is a key of the map below"),
        ...clientAddressDirectives(settings),
        ...requestIdDirectives(settings),
        ...loggingDirectives(settings),
        ...requestTargetDirectives(),
        ...routeDirectives(settings),
        ...errorMapDirectives(),
        ...limitDirectives(settings),
        ...upstreamDirectives(settings),
        serverDirective(settings),
      ],
    ),
  ];
}
