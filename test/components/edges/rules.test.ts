import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { EdgeKind } from "../../../components/edges/edgeKind";
import { checkPriority, checkTenants } from "../../../components/edges/priorities";
import { coversAll } from "../../../components/edges/rulePatterns";
import { checkRule, type ListenerRuleArgs, planRule } from "../../../components/edges/rulePlan";

const refused = (rule: ListenerRuleArgs, kind: EdgeKind = EdgeKind.Alb): string[] =>
  checkRule("service", planRule(rule), kind).map(({ where }) => where);

describe("A service's rule", () => {
  it("takes what no other takes, asked last, if nothing is said", () => {
    assert.deepEqual(planRule(undefined), { priority: 50000, hosts: [], paths: [], everythingElse: true });
    assert.deepEqual(checkRule("service", planRule(undefined), EdgeKind.Nlb), []);
  });

  it("is sound with hosts, paths or both", () => {
    assert.deepEqual(refused({ priority: 1, hosts: ["users.example.com", "*.example.org"] }), []);
    assert.deepEqual(refused({ priority: 49999, paths: ["/users", "/users/*"] }), []);
  });

  for (const [what, rule, where] of [
    ["neither hosts nor paths", { priority: 10 }, "service.rule"],
    ["the last priority, which is for what is left", { priority: 50000, paths: ["/a"] }, "service.rule.priority"],
    ["half a priority", { priority: 1.5, paths: ["/a"] }, "service.rule.priority"],
    ["a host without a dot", { priority: 1, hosts: ["localhost"] }, "service.rule.hosts[0]"],
    ["a host in capitals", { priority: 1, hosts: ["Users.example.com"] }, "service.rule.hosts[0]"],
    ["a path without a slash", { priority: 1, paths: ["users"] }, "service.rule.paths[0]"],
    ["a path twice", { priority: 1, paths: ["/a", "/a"] }, "service.rule.paths[1]"],
    ["more values than a rule has", { priority: 1, paths: ["/a", "/b", "/c", "/d", "/e", "/f"] }, "service.rule"],
    ["more wildcards than a rule has", { priority: 1, paths: ["/*/*/*/*", "/?/?/?"] }, "service.rule"],
  ] as [string, ListenerRuleArgs, string][]) {
    it(`is refused with ${what}`, () => assert.deepEqual(refused(rule), [where]));
  }

  it("is refused behind a Network Load Balancer, which reads no request", () => {
    assert.deepEqual(refused({ priority: 1, paths: ["/a"] }, EdgeKind.Nlb), ["service.rule"]);
  });
});

describe("A rule hides another", () => {
  const rule = (hosts: string[], paths: string[]) => ({ hosts, paths });

  it("if it takes every request of it", () => {
    assert.ok(coversAll(rule([], []), rule(["a.example.com"], ["/x"])));
    assert.ok(coversAll(rule(["*.example.com"], []), rule(["a.example.com", "b.example.com"], ["/x"])));
    assert.ok(coversAll(rule([], ["/api/*"]), rule([], ["/api/users/*"])));
    assert.ok(coversAll(rule([], ["/a?c"]), rule([], ["/abc", "/a?c"])));
  });

  it("not if one request is left", () => {
    assert.ok(!coversAll(rule(["a.example.com"], []), rule([], ["/x"])));
    assert.ok(!coversAll(rule([], ["/api/*"]), rule([], ["/api"])));
    assert.ok(!coversAll(rule([], ["/api/*"]), rule([], ["/api*"])));
    assert.ok(!coversAll(rule([], ["/a?c"]), rule([], ["/a*c"])));
    assert.ok(!coversAll(rule(["a.example.com"], ["/x"]), rule(["a.example.com"], ["/x", "/y"])));
    assert.ok(!coversAll(rule(["aXexample.com"], []), rule(["a.example.com"], [])));
    assert.ok(!coversAll(rule(["a.example.com"], []), rule(["aXexample.com"], [])));
  });

  it("only with patterns that match all that the other's do", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 5 });
    const path = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 5 });
    const matches = (glob: string, text: string): boolean => {
      if (glob === "") return text === "";
      if (glob[0] === "*") return matches(glob.slice(1), text) || (text !== "" && matches(glob, text.slice(1)));
      return text !== "" && (glob[0] === "?" || glob[0] === text[0]) && matches(glob.slice(1), text.slice(1));
    };
    fc.assert(
      fc.property(pattern, pattern, path, (outer, inner, text) => {
        fc.pre(coversAll(rule([], [outer]), rule([], [inner])) && matches(inner, text));
        return matches(outer, text);
      }),
    );
  });
});

describe("Priorities of several stacks", () => {
  const refusedTenants = (...tenants: [stack: string, from: number, to: number][]): string[] =>
    checkTenants(
      "edge",
      tenants.map(([stack, from, to]) => ({ stack, from, to })),
    ).map(({ where }) => where);

  it("have no number in common", () => {
    assert.deepEqual(refusedTenants(["users/prod", 100, 199], ["orders/prod", 200, 299]), []);
    assert.deepEqual(refusedTenants(["users/prod", 100, 200], ["orders/prod", 200, 299]), ["edge.tenants[1]"]);
    assert.deepEqual(refusedTenants(["users/prod", 100, 500], ["orders/prod", 200, 299]), ["edge.tenants[1]"]);
  });

  it("belong to a stack that is named once, within what a listener has", () => {
    assert.deepEqual(refusedTenants(["users/prod", 1, 9], ["users/prod", 10, 19]), ["edge.tenants[1].stack"]);
    assert.deepEqual(refusedTenants(["users", 1, 9]), ["edge.tenants[0].stack"]);
    assert.deepEqual(refusedTenants(["users/prod", 9, 1]), ["edge.tenants[0]"]);
    assert.deepEqual(refusedTenants(["orders/prod", 0, 50000]), ["edge.tenants[0]"]);
  });

  it("are kept to, and do not hold the place of what is left", () => {
    const range = { from: 100, to: 199 };
    assert.deepEqual(checkPriority("service", 150, range), []);
    assert.deepEqual(checkPriority("service", 200, range)[0]?.where, "service.rule.priority");
    assert.match(checkPriority("service", 50000, range)[0]?.fix ?? "", /hosts or paths, and priority 100/);
  });
});
