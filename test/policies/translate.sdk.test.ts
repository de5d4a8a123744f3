import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { stringify } from "yaml";
import { BeforeCreation } from "../../policies/beforeCreation";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { everyUnknown } from "../../policies/testing";
import { share } from "../share";
import { cloudControl, cloudFormation, logicalId, native, template } from "./otherForms";
import * as make from "./shop";
import { change, network, shop, without } from "./shop";
import { arn, asSeen, type Declared, id, type Mode, modes } from "./stack";
import { otherFormWays } from "./ways/otherFormWays";

const open = { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" };
const toApp = { loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("web-targets") }] };
const admin = { type: "forward", forward: { targetGroups: [{ arn: arn("web-targets"), weight: 1 }] } };

const stacks: Record<string, Declared[]> = {
  "a shop": shop(),
  "an open port": [...shop(), make.ingress("opened", "task-group", open)],
  "an open inline rule": change(without(shop(), "task-from-lb"), "task-group", {
    ingress: [
      { protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [id("lb-group")] },
      { protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/1"], ipv6CidrBlocks: ["::/0"] },
      { protocol: "-1", fromPort: 0, toPort: 0, securityGroups: [id("lb-group")] },
    ],
  }),
  "a registered application": change(shop(), "web-service", toApp),
  "a public task": change(
    [...shop(), make.ingress("opened", "task-group", open)],
    "web-service",
    network({ assignPublicIp: true }),
  ),
  "an internal load balancer": change(shop(), "web", { internal: true }),
  "a network load balancer": change(shop(), "web", { loadBalancerType: "network" }),
  "a forward by a rule": [
    ...change(shop(), "web-service", toApp),
    {
      type: "aws:lb/listenerRule:ListenerRule",
      name: "admin",
      properties: { listenerArn: arn("web-http"), priority: 10, actions: [admin] },
    },
  ],
  "no proxy": change(shop(), "web-task", { containerDefinitions: JSON.stringify([make.app]) }),
};

const findings = (stack: readonly Declared[], mode: Mode) =>
  evaluate(asSeen(stack, mode), defaultConfiguration).findings;

/** Rules, verdicts and what is to be changed; one form may say in several entries what another says in one. */
const told = (stack: readonly Declared[], mode: Mode): string[] => {
  const all = findings(stack, mode).map(
    ({ rule, verdict, level, edge }) => `${verdict} ${level} ${rule} ${nameOf(edge.urn)}`,
  );
  return [...new Set(all)].sort();
};

/** The logical name, in a template's form. */
function nameOf(urn: string): string {
  const name = urn.slice(urn.lastIndexOf("::") + 2).replace(/^stack#/, "");
  return logicalId(name.replace(/#.*/, ""));
}

const clean = ["a shop", "an internal load balancer", "a network load balancer"];

describe("another form of a stack", () => {
  for (const [title, stack] of Object.entries(stacks)) {
    it(`says of ${title} in aws-native what the aws provider's says`, () => {
      for (const mode of modes) assert.deepEqual(told(native(stack), mode), told(stack, mode), mode);
    });

    if (!clean.includes(title)) {
      it(`never takes ${title} in aws-native for clean because one of its values is unknown`, () => {
        for (const { name, path, stack: variant } of share(everyUnknown(native(stack)))) {
          assert.ok(findings(variant, "second").length > 0, `${name} ${path.join(".")} hides the way`);
        }
      });
    }

    it(`says of ${title} in Cloud Control what the aws provider's says, as soon as the states are known`, () => {
      assert.deepEqual(told(cloudControl(stack), "second"), told(stack, "second"));
      assert.ok(findings(cloudControl(stack), "first").length > 0, "a state that is not known is never clean");
    });

    it(`says of ${title} in a template what the aws provider's says, in JSON and in YAML`, () => {
      for (const body of [JSON.stringify(template(stack)), stringify(template(stack))]) {
        for (const mode of modes) {
          assert.deepEqual(told([cloudFormation("stack", body)], mode), told(stack, "second"), mode);
        }
      }
    });
  }

  it("is stopped before it is created, as the aws provider's is", () => {
    const stack = stacks["an open port"] ?? [];
    for (const form of [stack, native(stack), [cloudFormation("stack", JSON.stringify(template(stack)))]]) {
      const before = new BeforeCreation();
      const stops = asSeen(form, "update").flatMap(({ urn, type, inputs = {} }) =>
        before.complete({ urn, type, inputs, outputs: {} }, defaultConfiguration, "2026-01-01"),
      );
      assert.deepEqual(
        stops.filter(({ verdict }) => verdict === "violation").map(({ edge }) => nameOf(edge.urn)),
        ["opened"],
      );
    }
  });

  it("never repeats a value of an environment", () => {
    for (const { stack } of otherFormWays) {
      for (const mode of modes) assert.doesNotMatch(JSON.stringify(findings(stack, mode)), /hunter2|PASSWORD/);
    }
  });

  it("is not clean in any form where the stack is not", () => {
    for (const [title, stack] of Object.entries(stacks)) {
      assert.equal(told(stack, "second").length === 0, clean.includes(title), title);
    }
  });
});
