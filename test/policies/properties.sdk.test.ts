import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { classifiedTokens } from "../../policies/model/families";
import type { Resource } from "../../policies/model/resource";
import { reportOf } from "../../policies/report/report";
import { unknownSentinels } from "../../policies/values/value";
import { runs, share } from "../share";
import * as make from "./shop";
import { change, network, shop } from "./shop";
import { arn, asSeen, type Declared, id, modes, notKnown } from "./stack";

const check = (resources: readonly Resource[]) => evaluate(resources, defaultConfiguration).findings;
const report = (resources: readonly Resource[]) => reportOf(evaluate(resources, defaultConfiguration), "preview");

const open = { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" };
const bareTask = { containerDefinitions: JSON.stringify([make.app]) };
const toApp = { loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("web-targets") }] };

/** Stacks that break one rule each. */
const broken: Record<string, Declared[]> = {
  "an open port": [...shop(), make.ingress("opened", "task-group", open)],
  "an open inline rule": change(shop(), "task-group", {
    ingress: [{ protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"], self: true }],
  }),
  "an open older rule": [
    ...shop(),
    {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      name: "older",
      properties: {
        type: "ingress",
        protocol: "tcp",
        fromPort: 3000,
        toPort: 3000,
        securityGroupId: id("task-group"),
        cidrBlocks: ["10.0.0.0/8"],
      },
    },
  ],
  "a registered application": change(shop(), "web-service", toApp),
  "a public address": change(
    [...shop(), make.ingress("opened", "task-group", open)],
    "web-service",
    network({ assignPublicIp: true }),
  ),
  "no proxy": change(change(shop(), "web-task", bareTask), "web-service", toApp),
};

type Path = readonly (string | number)[];

function paths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return at.length > 0 ? [at] : [];
  const inner = Object.entries(value).flatMap(([key, each]) => paths(each, [...at, key]));
  return at.length > 0 ? [at, ...inner] : inner;
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === String(key) ? replaced(each, rest, by) : each));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaced(record[key], rest, by) };
}

describe("the pack, whatever a plan looks like", () => {
  for (const [title, stack] of Object.entries(broken)) {
    it(`never takes ${title} for clean because one value is unknown`, () => {
      for (const mode of modes) {
        const resources = asSeen(stack, mode);
        assert.ok(
          check(resources).some(({ verdict }) => verdict === "violation"),
          "the stack is broken",
        );
        for (const [index, resource] of resources.entries()) {
          for (const view of ["inputs", "outputs"] as const) {
            for (const path of share(paths(resource[view]))) {
              const changed = {
                ...resource,
                [view]: replaced(resource[view], path, notKnown) as Record<string, unknown>,
              };
              const findings = check(resources.with(index, changed));
              assert.ok(findings.length > 0, `${mode}: ${resource.urn} ${view} ${path.join(".")} hides the way`);
            }
          }
        }
      }
    });
  }

  it("never takes a broken stack for clean because several values are unknown and nothing says where they come from", () => {
    const cases = Object.values(broken).map((stack) => asSeen(stack, "second"));
    const all = cases.flatMap((resources, which) =>
      resources.flatMap((resource, index) => paths(resource.inputs).map((path) => ({ which, index, path }))),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 4 }), ([first, ...rest]) => {
        const chosen = [first, ...rest].filter((each) => each?.which === first?.which);
        const resources = chosen.reduce(
          (stack, each) => hide(stack, each?.index ?? 0, each?.path ?? []),
          cases[first?.which ?? 0] ?? [],
        );
        assert.ok(check(resources).length > 0);
      }),
      { numRuns: runs(300) },
    );
  });

  it("says the same whatever the order of resources is", () => {
    const all = Object.values(broken).map((stack) => asSeen(stack, "first"));
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.infiniteStream(fc.nat()), (resources, random) => {
        const shuffled = resources
          .map((resource) => ({ resource, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ resource }) => resource);
        assert.deepEqual(report(shuffled), report(resources));
      }),
      { numRuns: runs(50) },
    );
  });

  it("says the same for every token that a load balancing resource goes by", () => {
    for (const stack of [shop(), ...Object.values(broken)]) {
      const expected = summaries(stack);
      for (const module of ["alb", "elasticloadbalancingv2", "applicationloadbalancing"]) {
        const renamed = stack.map((each) => ({ ...each, type: each.type.replace(/^aws:lb\//, `aws:${module}/`) }));
        assert.deepEqual(summaries(renamed), expected);
      }
    }
  });

  it("never fails on properties of any shape", () => {
    const names = [
      "ingress",
      "loadBalancers",
      "networkConfiguration",
      "containerDefinitions",
      "defaultActions",
      "actions",
    ];
    const more = [
      "securityGroups",
      "securityGroupId",
      "cidrIpv4",
      "targetId",
      "internal",
      "port",
      "taskDefinition",
      "__proto__",
    ];
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(...unknownSentinels),
      fc.constant('[{"name":"nginx","portMappings":7}]'),
    );
    const properties = fc.dictionary(fc.constantFrom(...names, ...more), junk);
    const resource = fc.record({ type: fc.constantFrom(...classifiedTokens), inputs: properties, outputs: properties });
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 8 }), (resources) => {
        const stack = resources.map((each, index) => ({
          ...each,
          urn: `urn:pulumi:test::shop::${each.type}::r${index}`,
        }));
        assert.deepEqual(
          report(stack).findings.filter(({ rule }) => rule === "internal"),
          [],
        );
      }),
      { numRuns: runs(150) },
    );
  });

  it("never repeats a value of the environment", () => {
    for (const stack of Object.values(broken)) {
      assert.doesNotMatch(JSON.stringify(report(asSeen(stack, "second"))), /hunter2|PASSWORD/);
    }
  });
});

function hide(resources: readonly Resource[], index: number, path: Path): Resource[] {
  return resources.map(({ dependencies: _, ...resource }, at) =>
    at === index && paths(resource.inputs).some((each) => each.join() === path.join())
      ? { ...resource, inputs: replaced(resource.inputs, path, notKnown) as Record<string, unknown> }
      : resource,
  );
}

function summaries(stack: readonly Declared[]): string[] {
  return check(asSeen(stack, "first")).map(({ rule, summary }) => `${rule}: ${summary}`);
}
