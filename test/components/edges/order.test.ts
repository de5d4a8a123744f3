import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { EdgeRef } from "../../../components/edges/edgeRef";
import { checkPlace, claim } from "../../../components/edges/listenerRule";
import { type ListenerRuleArgs, planRule } from "../../../components/edges/rulePlan";

/** What is said of a second service's rule behind an edge that a service `one` has a rule of. */
function said(
  one: ListenerRuleArgs | undefined,
  two: ListenerRuleArgs | undefined,
  more: Partial<EdgeRef> = {},
): string {
  const edge: EdgeRef = {
    kind: "alb",
    idleSeconds: 60,
    subnets: [],
    loadBalancerArn: "balancer",
    listenerArn: "listener",
    securityGroupId: "sg-1",
    ...more,
  };
  claim("one", edge, planRule(one));
  return checkPlace("two", edge, planRule(two))
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
