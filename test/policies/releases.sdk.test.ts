import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { messageOf } from "../../policies/report/message";
import { ignoring } from "./groupFindings";
import * as make from "./shop";
import { change } from "./shop";
import type { Declared } from "./stack";
import { blueGreen } from "./styles/basics";
import { findingsOf, told } from "./told";

/** Blue/green whose rules' actions are left to ECS, as the next update would otherwise take them back. */
const leftToEcs = (): Declared[] => ignoring(ignoring(blueGreen(), "production", "actions"), "test", "actions");

/** Blue/green with the networks that the test port admits, a rule each. */
const admitting = (...cidrs: string[]): Declared[] => [
  ...blueGreen().filter(({ name }) => name !== "lb-test"),
  ...cidrs.map((cidrIpv4, index) =>
    make.ingress(`testers-${index}`, "lb-group", { fromPort: 8443, toPort: 8443, cidrIpv4 }),
  ),
];

const open = ["violation mandatory test-listener-is-not-public web-service loadBalancers[0].advancedConfiguration"];

describe("a deployment that moves between two target groups", () => {
  it("may leave its rules' actions to ECS, for it names both target groups itself", () => {
    assert.deepEqual(told(leftToEcs()), []);
  });

  it("is still held to the target groups that it names", () => {
    const naked = { containerName: "app", containerPort: 3000 };
    const stack = leftToEcs().map((each) =>
      each.name === "web-service"
        ? {
            ...each,
            properties: {
              ...each.properties,
              loadBalancers: (each.properties.loadBalancers as object[]).map((entry) => ({ ...entry, ...naked })),
            },
          }
        : each,
    );
    assert.ok(told(stack).some((line) => line.startsWith("violation mandatory load-balancer-reaches-only-the-proxy")));
  });

  it("does not cover a rule that no service moves", () => {
    const stack = [...leftToEcs(), make.listener("loose", "web", "web-targets", { port: 81 })];
    assert.deepEqual(told(ignoring(stack, "loose", "defaultActions")), [
      "unproven mandatory declared-rules-are-the-real-ones loose ignoreChanges defaultActions",
    ]);
  });
});

describe("a test listener", () => {
  it("may admit named networks, public ones too", () => {
    assert.deepEqual(told(admitting("203.0.113.0/24", "198.51.100.7/32")), []);
  });

  it("may not admit the internet", () => {
    assert.deepEqual(told(admitting("0.0.0.0/0")), open);
    const [finding = assert.fail()] = findingsOf(admitting("0.0.0.0/0"), "second");
    assert.match(messageOf(finding), /^The internet reaches the test rule of a deployment, on listener HTTP:8443: /);
    assert.match(messageOf(finding), /`internet → load balancer web \(public\) → listener HTTP:8443`/);
  });

  it("may not admit a large part of the internet", () => {
    assert.deepEqual(told(admitting("0.0.0.0/1")), open);
    assert.deepEqual(told(admitting("11.0.0.0/8")), []);
  });

  it("is found alone, too, once it is told which of the two rules it is", () => {
    const internal = [...change(admitting("0.0.0.0/0"), "lb-http", { cidrIpv4: "10.0.0.0/8" })];
    const seen = findingsOf(internal, "second").map(({ rule }) => rule);
    assert.deepEqual(seen, ["test-listener-is-not-public"]);
  });
});
