import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { checkProxySettings, defaultProxySettings, type Method, type Route } from "../../nginx";
import { type RouteTable, routeTable } from "../../nginx/plan/routeTable";

/** What a 405 says about a raw request target; "" if no route describes it. */
function allowed(routes: Route[], target: string): string {
  return classOf(table(routes), target)?.allow ?? "";
}

/** The table of routes whose requests go to a place of their own name. */
function table(routes: Route[]): RouteTable {
  return routeTable(routes, (route) => ({ requests: `to ${routes.indexOf(route)}` }));
}

/** What the maps answer: the first entry that matches counts. */
function classOf({ entries, regexes, classes }: RouteTable, target: string) {
  const [path = ""] = target.split("?");
  const entry =
    entries.find(({ pattern }) => new RegExp(pattern.slice(1)).test(target)) ??
    regexes.find(({ pattern }) => new RegExp(pattern.slice(1)).test(path));
  return classes.find(({ id }) => id === entry?.classId);
}

/** The routes that describe a path by the plain meaning of their templates, segment by segment. */
function describing(routes: Route[], path: string): Route[] {
  const segments = path.split("/").slice(1);
  return routes.filter((route) => {
    const template = (route.path ?? route.prefix ?? "").split("/").slice(1);
    const fixed = template.filter((part) => part !== "");
    const isLongEnough =
      route.path === undefined ? segments.length >= fixed.length : segments.length === template.length;
    const parts = route.path === undefined ? fixed : template;
    return (
      isLongEnough &&
      parts.every((part, index) => (part.startsWith(":") ? segments[index] !== "" : part === segments[index]))
    );
  });
}

describe("the route table", () => {
  const users: Route[] = [
    { path: "/api/users/:id", methods: ["GET", "DELETE"] },
    { path: "/api/users", methods: ["GET", "POST"] },
    { path: "/api/users/me", methods: ["PATCH"] },
  ];

  it("matches whole shapes, with or without a query, and nothing longer or shorter", () => {
    assert.equal(allowed(users, "/api/users/1"), "GET, HEAD, DELETE");
    assert.equal(allowed(users, "/api/users/1?x=/y"), "GET, HEAD, DELETE");
    for (const target of [
      "/api/users/1/x",
      "/api/users/1/",
      "/api/users/",
      "/api",
      "/apixyz",
      "/x/api/users/1",
      "/API/users/1",
    ]) {
      assert.equal(allowed(users, target), "", target);
    }
  });

  it("lets a narrower route add methods to a wider one", () => {
    assert.equal(allowed(users, "/api/users/me"), "GET, HEAD, PATCH, DELETE");
  });

  it("takes a dot in a path for a dot", () => {
    const routes: Route[] = [{ path: "/a.json", methods: ["GET"] }];
    assert.equal(allowed(routes, "/a.json"), "GET, HEAD");
    assert.equal(allowed(routes, "/axjson"), "");
  });

  it("grows with the shapes and not with the routes, and keeps each expression within nginx's 4,096 bytes", () => {
    const routes: Route[] = Array.from({ length: 500 }, (_, n) => [
      { path: `/api/resource-number-${n}`, methods: ["GET", "POST"] as Method[] },
      { path: `/api/resource-number-${n}/:id`, methods: ["GET", "PUT", "DELETE"] as Method[] },
    ]).flat();
    const whole = routeTable(routes, () => ({ requests: "app" }));
    assert.ok(whole.entries.length <= 20, `${whole.entries.length} expressions for 1,000 routes`);
    assert.ok(whole.entries.every(({ pattern }) => pattern.length < 4000));
    assert.equal(classOf(whole, "/api/resource-number-499/7")?.allow, "GET, HEAD, PUT, DELETE");
    assert.equal(classOf(whole, "/api/resource-number-50")?.allow, "GET, HEAD, POST");
    assert.equal(classOf(whole, "/api/resource-number-500"), undefined);
  });

  it("takes a prefix for itself and all below, and not for a longer word", () => {
    const routes: Route[] = [{ prefix: "/api", methods: ["GET"] }];
    for (const target of ["/api", "/api/", "/api/x", "/api/x/y/", "/api?x", "/api/x?y=/z"]) {
      assert.equal(allowed(routes, target), "GET, HEAD", target);
    }
    for (const target of ["/", "/apixyz", "/api-x/y", "/x/api", "/API", "/ap"]) {
      assert.equal(allowed(routes, target), "", target);
    }
    assert.equal(allowed([{ prefix: "/", methods: ["GET"] }], "/anything/at?all"), "GET, HEAD");
  });

  it("asks the narrowest route that names the method", () => {
    const routes: Route[] = [
      { prefix: "/", methods: ["GET"] },
      { prefix: "/api", methods: ["GET", "POST"] },
      { prefix: "/api/:version/reports", methods: ["GET"] },
      { path: "/api/:version/upload", methods: ["POST"] },
      { path: "/api/v2/upload", methods: ["PUT"] },
    ];
    const place = (method: Method, target: string) =>
      classOf(table(routes), target)?.places.find(([name]) => name === method)?.[1];
    assert.equal(place("GET", "/x"), "to 0");
    assert.equal(place("POST", "/x"), undefined);
    assert.equal(place("GET", "/api/v1"), "to 1");
    assert.equal(place("GET", "/api/v1/reports/7"), "to 2");
    assert.equal(place("POST", "/api/v1/reports/7"), "to 1");
    assert.equal(place("POST", "/api/v1/upload"), "to 3");
    assert.equal(place("PUT", "/api/v1/upload"), undefined);
    assert.deepEqual(
      (["GET", "POST", "PUT"] as const).map((method) => place(method, "/api/v2/upload")),
      ["to 1", "to 3", "to 4"],
    );
  });

  it("asks a regular expression last, and for the whole path", () => {
    const routes: Route[] = [
      { regex: "/v[0-9]+|/latest", methods: ["GET"] },
      { path: "/v1", methods: ["POST"] },
    ];
    assert.equal(allowed(routes, "/v1"), "POST");
    assert.equal(allowed(routes, "/v22?x"), "GET, HEAD");
    assert.equal(allowed(routes, "/latest"), "GET, HEAD");
    for (const target of ["/v2/x", "/x/v2", "/v2x", "/latest/x"]) assert.equal(allowed(routes, target), "", target);
  });

  it("joins routes with the same regular expression, and asks the first of different ones", () => {
    const routes: Route[] = [
      { regex: "/v[0-9]+", methods: ["POST"] },
      { regex: "/v[0-9]+", methods: ["GET"] },
      { regex: "/v.*", methods: ["DELETE"] },
    ];
    assert.equal(allowed(routes, "/v1"), "GET, HEAD, POST");
    assert.equal(classOf(table(routes), "/v1")?.places.find(([method]) => method === "GET")?.[1], "to 1");
    assert.equal(allowed(routes, "/vx"), "DELETE");
    assert.equal(table(routes).regexes.length, 2);
  });

  it("holds a regular expression against the path alone, so that a query does not help", () => {
    const routes: Route[] = [{ regex: "/files.*[.]png|/[^/]+/z", methods: ["GET"] }];
    assert.deepEqual(checkProxySettings({ ...defaultProxySettings, sites: [{ routes }] }), []);
    for (const target of ["/files/a.png", "/files.png?x", "/a/z?b"]) assert.equal(allowed(routes, target), "GET, HEAD");
    for (const target of ["/files?x.png", "/files/a?/b.png", "/a?x/z"])
      assert.equal(allowed(routes, target), "", target);
  });

  it("means what its templates mean, for any legal table and any path", () => {
    const part = fc.constantFrom("a", "b", "a.b", "+", ":x", ":y");
    const template = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
    const methods = fc.uniqueArray(fc.constantFrom<Method>("GET", "POST", "PUT"), { minLength: 1 });
    const route = fc.oneof(
      fc.record({ path: template, methods }),
      fc.record({ prefix: fc.oneof(template, fc.constant("/")), methods }),
    );
    const target = fc
      .array(fc.constantFrom("a", "b", "axb", "+", "c"), { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.join("/")}`);
    let checked = 0;
    fc.assert(
      fc.property(fc.array(route, { maxLength: 6 }), target, (routes, asked) => {
        fc.pre(checkProxySettings({ ...defaultProxySettings, sites: [{ routes }] }).length === 0);
        checked += describing(routes, asked).length > 1 ? 1 : 0;
        const all = new Set<string>(describing(routes, asked).flatMap((one) => one.methods));
        if (all.has("GET")) all.add("HEAD");
        const found = allowed(routes, asked).split(", ");
        assert.deepEqual(new Set(found.filter((method) => method !== "")), all);
      }),
      { numRuns: 300 },
    );
    assert.ok(checked > 10, `only ${checked} paths were described by several routes`);
  });
});
