import fc from "fast-check";
import { type ForwardOptions, type Method, methods, type Route, type RouteOptions, type Site } from "../../../nginx";
import { cache, clientLimits, cors, files, maintenance, redirect, responseHeaders } from "./answers";
import { type Fields, objectOf, several, whole } from "./fields";
import { dnsName, regex, template } from "./names";

const methodList: fc.Arbitrary<Method[]> = fc.oneof(
  fc.constantFrom<Method[]>(["GET"], ["GET", "POST"], [...methods]),
  fc.subarray([...methods], { minLength: 1 }),
);
const reading: fc.Arbitrary<Method[]> = fc.constantFrom<Method[]>(["GET"], ["HEAD"], ["GET", "HEAD"]);

/** All that a route to an application can say beside its path. */
function forwardFields(upstreams: readonly string[]): Fields<Omit<ForwardOptions, "redirect" | "files">> {
  return {
    methods: methodList,
    responseHeaders,
    cors,
    upstream: fc.constantFrom(...upstreams),
    bodyLimitBytes: whole(1, 1024 ** 3),
    readSeconds: whole(1, 4000),
    stream: fc.boolean(),
    webSocket: fc.boolean(),
    cache,
    ...clientLimits,
  };
}

function forward(upstreams: readonly string[]): fc.Arbitrary<ForwardOptions> {
  const optional = [
    "responseHeaders",
    "cors",
    "bodyLimitBytes",
    "readSeconds",
    "stream",
    "webSocket",
    "cache",
  ] as const;
  const limits = ["rateLimit", "connectionLimit", "limitDryRun"] as const;
  const one = objectOf<Omit<ForwardOptions, "redirect" | "files">>(forwardFields(upstreams), ...optional, ...limits);
  const whichOptions = fc.subarray([...optional, ...limits], { maxLength: 3 });
  return fc.tuple(one, whichOptions, fc.boolean()).map(([given, kept, isNamed]) => {
    const entries = Object.entries(given).filter(
      ([key]) =>
        key === "methods" || (key === "upstream" ? isNamed || upstreams.length > 1 : kept.some((one) => one === key)),
    );
    return fitting(Object.fromEntries(entries) as unknown as ForwardOptions);
  });
}

/** Without what is refused beside something else that the route says. */
function fitting({ cache, ...options }: ForwardOptions): ForwardOptions {
  const methods: Method[] =
    options.webSocket && !options.methods.includes("GET") ? [...options.methods, "GET"] : options.methods;
  const isKept = cache && !options.stream && !options.webSocket && methods.includes("GET");
  return { ...options, methods, ...(isKept && { cache }) };
}

function route(upstreams: readonly string[]): fc.Arbitrary<Route> {
  const path = fc.oneof(
    { weight: 4, arbitrary: fc.record({ path: template }) },
    { weight: 3, arbitrary: fc.record({ prefix: template }) },
    fc.record({ regex }),
  );
  const options = { methods: methodList, responseHeaders, cors };
  const answer = objectOf<Pick<RouteOptions, "methods" | "responseHeaders" | "cors">>(
    options,
    "responseHeaders",
    "cors",
  );
  const destination = fc.oneof(
    { weight: 5, arbitrary: forward(upstreams) },
    fc.tuple(answer, redirect).map(([given, one]) => ({ ...given, redirect: one })),
    fc.tuple(answer, reading, files).map(([given, methods, one]) => ({ ...given, methods, files: one })),
  );
  return fc.tuple(path, destination).map(([where, what]) => ({ ...where, ...what }) as Route);
}

/** Many routes of one shape, as generators of settings write them. */
function manyRoutes(upstreams: readonly string[]): fc.Arbitrary<Route[]> {
  return fc
    .tuple(fc.constantFrom(20, 20, 20, 20, 20, 20, 20, 300), forward(upstreams), fc.constantFrom("a", "x".repeat(60)))
    .map(([count, what, word]) =>
      Array.from({ length: count }, (_, index) => ({ path: `/${word}${index}/:id`, ...what })),
    );
}

function hosts(): fc.Arbitrary<string[]> {
  const host = fc.tuple(fc.constantFrom("", "", "*."), dnsName).map((parts) => parts.join(""));
  return fc.oneof({ weight: 8, arbitrary: several(host, 1, 4) }, several(host, 20, 60));
}

function site(upstreams: readonly string[]): fc.Arbitrary<Site> {
  const routes = fc.oneof(
    { weight: 12, arbitrary: fc.array(route(upstreams), { maxLength: 5 }) },
    manyRoutes(upstreams),
  );
  const fields: Fields<Site> = { hosts: hosts(), routes, responseHeaders, cors, maintenance, ...clientLimits };
  const options = ["responseHeaders", "cors", "maintenance", "rateLimit", "connectionLimit", "limitDryRun"] as const;
  return fc.tuple(objectOf<Site>(fields, "hosts"), fc.subarray([...options], { maxLength: 3 })).map(([given, kept]) => {
    const always = ["hosts", "routes"];
    const entries = Object.entries(given).filter(([key]) => always.includes(key) || kept.some((one) => one === key));
    return Object.fromEntries(entries) as unknown as Site;
  });
}

/** Sites that ask for these upstreams. A name, and the place of every name, goes to the first site that has it. */
export function sites(upstreams: readonly string[]): fc.Arbitrary<Site[]> {
  return fc.array(site(upstreams), { maxLength: 3 }).map(eachHostOnce);
}

function eachHostOnce(given: Site[]): Site[] {
  const taken = new Set<string>();
  const free = (name: string) => !taken.has(name) && taken.add(name) !== undefined;
  return given.flatMap((one): Site[] => {
    if (one.hosts === undefined) return free("every name") ? [one] : [];
    const names = one.hosts.filter(free);
    return names.length === 0 ? [] : [{ ...one, hosts: names }];
  });
}
