import type { Route, Site } from "../nginx";

/** A request that is sent through the door, and what must come back. */
export interface RequestCheck {
  method: string;
  /** Request target, sent exactly so. */
  path: string;
  headers?: Record<string, string>;
  expected: Expectation;
}

export interface Expectation {
  status: number;
  answeredBy: "nginx" | "app";
  /** The body, or the `message` of a JSON body (else its `error`). */
  text?: string;
  /** The body is JSON, and Content-Type says so. */
  json?: true;
  /** Methods of the Allow header, in any order. */
  allow?: string[];
  /** Address that the application's log gives for the client. */
  client?: string;
}

/** A client address that nothing else uses, so that a log line with it can only come from here. Linux only. */
export const clientAddress = "127.0.0.9";

/** Values for `:name` segments that the sample application knows. */
const known: Record<string, string> = { id: "1", username: "ada" };

/** What the sample application (app/) and the proxy answer: the one list of what is expected of the main shape. */
const sample: RequestCheck[] = [
  get("/", { status: 200, answeredBy: "nginx", text: "Service is healthy" }),
  get("/api/users/1", { status: 200, answeredBy: "app", json: true, text: "User 1 found!" }),
  get("/api/users/by/username/ada", { status: 200, answeredBy: "app", json: true, text: "User ada found!" }),
  get("/api/users/999", { status: 404, answeredBy: "app", json: true, text: "User 999 not found" }),
  get("/api/users/one", { status: 400, answeredBy: "app", json: true }),
  get("/web/phpmyadmin", { status: 404, answeredBy: "nginx", json: true }),
  { method: "TRACE", path: "/", expected: { status: 405, answeredBy: "nginx" } },
  get("/api/users/%2e%2e/%2e%2e/etc/passwd", { status: 400, answeredBy: "nginx", json: true }),
];

/** The true client reaches the application whatever the client wrote itself. */
const forgedAddress: RequestCheck = {
  ...get("/api/users/1", { status: 200, answeredBy: "app", client: clientAddress }),
  headers: { "X-Forwarded-For": "6.6.6.6" },
};

/**
 * Every request to drive: the sample's, and two for each route of the stack, which hold for any application: a method
 * that the route does not list is refused with those that it does, and a path that only begins like it is unknown.
 * Nothing is asked of a regular expression: what it describes, and what not, can only be tried by whoever wrote it.
 *
 * @param loopbackRange whether this machine answers on all of 127.0.0.0/8, without which nobody can be {@link clientAddress}
 */
export function requestChecks(sites: Site[], loopbackRange: boolean): RequestCheck[] {
  return [...sample, ...sites.flatMap(siteChecks), ...(loopbackRange ? [forgedAddress] : [])];
}

function siteChecks({ hosts, routes }: Site): RequestCheck[] {
  const [host] = hosts ?? [];
  const checks = routes.flatMap((route) => routeChecks(route, routes));
  return host === undefined
    ? checks
    : checks.map((check) => ({ ...check, headers: { Host: host.replace("*", "any") } }));
}

function routeChecks(route: Route, routes: Route[]): RequestCheck[] {
  const template = route.path ?? route.prefix;
  if (template === undefined) return [];
  const target = template.replace(/:(\w+)/g, (_, name: string) => known[name] ?? "1");
  const methods = methodsOf(target, routes);
  const allow = methods.includes("GET") ? [...new Set([...methods, "HEAD"])] : methods;
  const refused = ["POST", "DELETE", "PATCH", "PUT"].find((method) => !allow.includes(method));
  const refusal: Expectation = { status: 405, answeredBy: "nginx", json: true, allow };
  const near = target.replace(/^\/[^/]*/, "$&xyz");
  const unknown: Expectation = { status: 404, answeredBy: "nginx", json: true };
  return [
    ...(refused ? [{ method: refused, path: target, expected: refusal }] : []),
    ...(methodsOf(near, routes).length === 0 ? [get(near, unknown)] : []),
  ];
}

/** What any of the routes that describe a path lets through. */
function methodsOf(target: string, routes: Route[]): string[] {
  const segments = segmentsOf(target);
  const describes = ({ path, prefix, regex }: Route) => {
    if (regex !== undefined) return new RegExp(`^(?:${regex})$`).test(target);
    const template = segmentsOf(path ?? prefix);
    const fits = template.every((part, at) =>
      part.startsWith(":") ? segments[at] !== undefined : part === segments[at],
    );
    return fits && (path === undefined || template.length === segments.length);
  };
  return [...new Set(routes.filter(describes).flatMap(({ methods }) => methods))];
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function get(path: string, expected: Expectation): RequestCheck {
  return { method: "GET", path, expected };
}
