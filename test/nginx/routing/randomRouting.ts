import fc from "fast-check";
import {
  type Cors,
  defaultProxySettings,
  type Method,
  methods,
  type ProxySettings,
  type Route,
  type Site,
} from "../../../nginx";
import type { Sent } from "./plainMeaning";

/** Few words, so that routes meet and requests hit them. */
const segment = fc.constantFrom("a", "b", "c.d", "wp", ":x", ":y");
const template = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join("/")}`);
const regex = fc.constantFrom("/[ab]+", "/v[0-9]+|/latest", "/a.*z", "/[^/]+/x/[^/]+", "/a/(?:x|y)?", "/.*");
const methodList = fc.oneof(fc.constant<Method[]>(["GET"]), fc.subarray([...methods], { minLength: 1 }));

function sometimes<T>(value: T): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constant(value));
}

const anyOrigin = sometimes<Cors>({ origins: ["*"] });

export const applications = ["one", "two", "three"];

const destination = fc.oneof(
  { weight: 5, arbitrary: fc.record({ upstream: fc.constantFrom(...applications) }) },
  fc
    .record({
      to: fc.constantFrom("https://other.example/new", "/new"),
      status: fc.constantFrom<301 | 302 | 307>(301, 302, 307),
      keep: fc.constantFrom<"nothing" | "query" | "target">("nothing", "query", "target"),
    })
    .map((redirect) => ({ redirect })),
);

const where = fc.oneof(
  { weight: 4, arbitrary: fc.record({ path: fc.oneof({ weight: 6, arbitrary: template }, fc.constant("/")) }) },
  { weight: 3, arbitrary: fc.record({ prefix: fc.oneof({ weight: 4, arbitrary: template }, fc.constant("/")) }) },
  fc.record({ regex }),
);

const route = fc
  .tuple(where, methodList, destination, anyOrigin)
  .map(([path, list, to, cors]) => ({ ...path, methods: list, ...to, ...(cors && { cors }) }) as Route);

const names = [
  "shop.example",
  "*.shop.example",
  "deep.shop.example",
  "*.deep.shop.example",
  "other.example",
  undefined,
];

function site(name: string | undefined): fc.Arbitrary<Site> {
  return fc
    .tuple(fc.array(route, { maxLength: 8, size: "max" }), anyOrigin, sometimes(600))
    .map(([routes, cors, seconds]) => ({
      routes,
      ...(name !== undefined && { hosts: [name] }),
      ...(cors && { cors }),
      ...(seconds !== undefined && { maintenance: { retryAfterSeconds: seconds } }),
    }));
}

/** Settings with several sites; a route that does not go with the others is for the caller to leave out. */
export const routings: fc.Arbitrary<ProxySettings> = fc
  .tuple(
    fc.subarray(names, { minLength: 1 }).chain((some) => fc.tuple(...some.map(site))),
    fc.constantFrom("/", "/healthz"),
    fc.constantFrom(64, 8192),
  )
  .map(([sites, path, uriBytes]) => ({
    ...defaultProxySettings,
    sites,
    health: { path, body: "Service is healthy" },
    limits: { ...defaultProxySettings.limits, uriBytes },
    denied: { paths: ["wp-login", "/.env"], userAgents: ["zgrab"] },
  }));

const usual = fc.constantFrom(
  "a",
  "a",
  "a",
  "b",
  "c.d",
  "wp",
  "x",
  "y",
  "z",
  "v1",
  "latest",
  "A",
  "%61",
  "a%20b",
  "...",
);
const odd = fc.constantFrom(
  ...["wp-login.php", "%77p-login", ".env", "", ".", "..", "%2e", "%252e%252E", "c%2Ed", "%2f", "%5C", "x;y", "%00"],
);
const asked = fc.oneof({ weight: 15, arbitrary: usual }, odd);
const short = fc
  .tuple(
    fc.array(asked, { minLength: 1, maxLength: 4 }),
    fc.oneof({ weight: 3, arbitrary: fc.constant("") }, fc.constantFrom("?", "?q=/z", "?x/y", "?a?b")),
  )
  .map(([segments, query]) => `/${segments.join("/")}${query}`);
/** Longer than the shortest limit; where it were unsafe too, nginx's parser would be the first to refuse some. */
const long = fc.constantFrom(`/a/${"q".repeat(80)}`, `/a?${"q".repeat(80)}`);
const target = fc.oneof({ weight: 20, arbitrary: short }, long);

const host = fc.constantFrom(
  ...["shop.example", "Shop.Example:8080", "shop.example.", "x.shop.example", "x.y.shop.example", "deep.shop.example"],
  ...["x.deep.shop.example", "other.example", "x.other.example", "127.0.0.1:80", "xshop.example"],
);

/** Requests for what the settings may or may not have. */
export const requests: fc.Arbitrary<Sent[]> = fc.array(
  fc.record({
    host,
    method: fc.oneof(
      { weight: 6, arbitrary: fc.constant("GET") },
      fc.constantFrom<string>(...methods, "TRACE", "PROPFIND"),
    ),
    target,
    userAgent: fc.oneof({ weight: 9, arbitrary: fc.constant("curl/8") }, fc.constant("Mozilla/5.0 zGrab/0.x")),
  }),
  { minLength: 40, maxLength: 60, size: "max" },
);
