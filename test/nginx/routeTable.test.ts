import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { checkProxySettings, defaultProxySettings, type Method, type Route } from "../../nginx";
import { type RouteGroup, routeGroups } from "../../nginx/routeTable";

/** What the map answers for a raw request target: the first group that matches, "" if none does. */
function allowed(routes: Route[], target: string): string {
  return allowedBy(routeGroups(routes), target);
}

function allowedBy(groups: RouteGroup[], target: string): string {
  const group = groups.find(({ pattern }) => new RegExp(pattern.slice(1)).test(target));
  return group?.allow ?? "";
}

/** The same by the plain meaning of a template, segment by segment, for every route. */
function allowedByMeaning(routes: Route[], path: string): Set<string> {
  const segments = path.split("/");
  const matching = routes.filter((route) => {
    const template = route.path.split("/");
    return (
      template.length === segments.length &&
      template.every((part, index) => (part.startsWith(":") ? segments[index] !== "" : part === segments[index]))
    );
  });
  const all = new Set<string>(matching.flatMap((route) => route.methods));
  return all.has("GET") ? all.add("HEAD") : all;
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
    const groups = routeGroups(routes);
    assert.ok(groups.length <= 20, `${groups.length} expressions for 1,000 routes`);
    assert.ok(groups.every(({ pattern }) => pattern.length < 4000));
    assert.equal(allowedBy(groups, "/api/resource-number-499/7"), "GET, HEAD, PUT, DELETE");
    assert.equal(allowedBy(groups, "/api/resource-number-50"), "GET, HEAD, POST");
    assert.equal(allowedBy(groups, "/api/resource-number-500"), "");
  });

  it("means what its templates mean, for any legal table and any path", () => {
    const part = fc.constantFrom("a", "b", "a.b", "+", ":x", ":y");
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
    const methods = fc.uniqueArray(fc.constantFrom<Method>("GET", "POST", "PUT"), { minLength: 1 });
    const routes = fc.array(fc.record({ path, methods }), { maxLength: 6 });
    const target = fc
      .array(fc.constantFrom("a", "b", "axb", "+", "", "c"), { maxLength: 4 })
      .map((parts) => `/${parts.join("/")}`);
    fc.assert(
      fc.property(routes, target, (table, asked) => {
        fc.pre(checkProxySettings({ ...defaultProxySettings, routes: table }).length === 0);
        const found = allowed(table, asked)
          .split(", ")
          .filter((method) => method !== "");
        assert.deepEqual(new Set(found), allowedByMeaning(table, asked));
      }),
      { numRuns: 500 },
    );
  });
});
