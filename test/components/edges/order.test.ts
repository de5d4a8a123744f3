import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { EdgeRef } from "../../../components/edges/edgeRef";
import { checkPlace, claim } from "../../../components/edges/place";
import { type ListenerRuleArgs, planRule } from "../../../components/edges/rulePlan";
import type { TestListenerArgs } from "../../../components/release/deploymentPlan";

const ground: EdgeRef = {
  kind: "alb",
  idleSeconds: 60,
  subnets: [],
  loadBalancerArn: "balancer",
  listenerArn: "listener",
  securityGroupId: "sg-1",
};

/** What is said of a second service's rule behind an edge that a service `one` has a rule of. */
function said(
  one: ListenerRuleArgs | undefined,
  two: ListenerRuleArgs | undefined,
  more: Partial<EdgeRef> = {},
): string {
  const edge: EdgeRef = { ...ground, ...more };
  claim("one", edge, { rule: planRule(one), test: undefined });
  return checkPlace("two", edge, { rule: planRule(two), test: undefined }, 59)
    .map(({ where, given, fix }) => `${where}: ${given}; ${fix}`)
    .join("\n");
}

describe("The order of two services' rules", () => {
  const wide = { paths: ["/a/*"] };
  const narrow = { paths: ["/a/b"] };

  it("lets the narrower one be asked first, whichever is made first", () => {
    assert.equal(said({ priority: 2, ...wide }, { priority: 1, ...narrow }), "");
    assert.equal(said({ priority: 1, ...narrow }, { priority: 2, ...wide }), "");
    assert.equal(
      said({ priority: 1, ...wide }, { priority: 2, ...narrow }),
      "two.rule.priority: 2, beside 1 of one; use a number below 1",
    );
    assert.equal(
      said({ priority: 2, ...narrow }, { priority: 1, ...wide }),
      "two.rule.priority: 1, beside 2 of one; use a number above 2",
    );
  });

  it("is any where each takes requests that the other does not", () => {
    const [one, two] = [{ hosts: ["a.example.com"] }, { paths: ["/b"] }];
    assert.equal(said({ priority: 1, ...one }, { priority: 2, ...two }), "");
    assert.equal(said({ priority: 2, ...one }, { priority: 1, ...two }), "");
  });

  it("is never a tie, and what is left is always last", () => {
    assert.match(said({ priority: 1, paths: ["/a"] }, { priority: 1, paths: ["/b"] }), /1, which one has; use 2/);
    assert.match(said(undefined, undefined), /^two\.rule: nothing, as one does/);
    assert.equal(said(undefined, { priority: 49999, paths: ["/a*"] }), "");
    assert.match(
      said(undefined, { priority: 49999, paths: ["/*"] }),
      /beside 50000 of one; name hosts, or narrower paths/,
    );
  });

  it("stays in the range that the load balancer's stack gave to this one", () => {
    const priorities = { from: 100, to: 199 };
    const rule = (priority: number) => ({ priority, paths: [`/${priority}`] });
    assert.equal(said(rule(100), rule(199), { priorities }), "");
    assert.match(said(rule(100), rule(200), { priorities }), /^two\.rule\.priority: 200; use 100$/);
  });
});

describe("The test listeners of two services behind one load balancer", () => {
  const networks = (count: number) => Array.from({ length: count }, (_, n) => `203.0.113.${n}/32`);
  const beside = (one: TestListenerArgs | undefined, two: TestListenerArgs | undefined): string => {
    const edge: EdgeRef = { ...ground };
    claim("one", edge, { rule: planRule({ priority: 1, paths: ["/a"] }), test: one });
    return checkPlace("two", edge, { rule: planRule({ priority: 2, paths: ["/b"] }), test: two }, 10)
      .map(({ where, given, fix }) => `${where}: ${given}; ${fix}`)
      .join("\n");
  };

  it("have a port each", () => {
    const test = { port: 8443, cidrs: networks(1) };
    assert.equal(beside(test, { ...test, port: 8444 }), "");
    assert.equal(beside(test, undefined), "");
    assert.equal(
      beside(test, test),
      "two.deployment.testListener.port: 8443, which the test listener of one has; use 8444",
    );
  });

  it("share the room that the load balancer's security group has", () => {
    const [one, two] = [
      { port: 8443, cidrs: networks(6) },
      { port: 8444, cidrs: networks(4) },
    ];
    assert.equal(beside(one, two), "");
    assert.match(
      beside(one, { ...two, cidrs: networks(5) }),
      /testListener\.cidrs: 5 networks, beside 6 of other services/,
    );
  });
});
