import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  asSeen,
  everyUnknown,
  holdsUnknown,
  id,
  resource,
  secret,
  unknown,
  withUnknown,
} from "../../../policies/testing";
import { unknownSentinels } from "../../../policies/values/value";
import { runs } from "../../share";

const group = "aws:ec2/securityGroup:SecurityGroup";
const stack = [
  resource(group, "lb", { vpcId: "vpc-1" }),
  resource(group, "web", { ingress: [{ fromPort: 80, groups: [id("lb")] }], key: secret({ a: 1 }) }),
];

describe("an unknown value", () => {
  it("is the SDK's own, which the pack knows", () => {
    const sdk = require("@pulumi/policy/proxy") as Record<string, unknown>;
    assert.equal(unknown, sdk.unknownStringValue);
    assert.ok(unknownSentinels.has(unknown));
  });

  it("can stand wherever a value stands, and changes nothing else", () => {
    const at = (path: (string | number)[]) => withUnknown(stack, "web", path)[1]?.properties;
    const key = secret({ a: 1 });
    assert.deepEqual(at(["ingress", 0, "fromPort"]), { ingress: [{ fromPort: unknown, groups: [id("lb")] }], key });
    assert.deepEqual(at(["ingress", 0, "groups", 0]), { ingress: [{ fromPort: 80, groups: [unknown] }], key });
    assert.deepEqual(at(["ingress"]), { ingress: unknown, key });
    assert.equal(withUnknown(stack, "web", ["ingress"])[0], stack[0]);
  });

  it("cannot stand where there is nothing, which is told by name", () => {
    assert.throws(() => withUnknown(stack, "wep", ["ingress"]), /given resource "wep"; legal: lb, web;/);
    assert.throws(() => withUnknown(stack, "web", []), /empty path/);
    assert.throws(() => withUnknown(stack, "web", ["ingres"]), /legal in its properties: ingress, key;/);
    assert.throws(() => withUnknown(stack, "web", ["ingress", 1]), /legal in ingress: 0;/);
    assert.throws(() => withUnknown(stack, "web", ["ingress", 0, "fromPort", "x"]), /nothing, it is one value/);
  });

  it("is each value once", () => {
    const found = everyUnknown(stack).map(({ name, path }) => `${name} ${path.join(".")}`);
    assert.deepEqual(found, [
      "lb vpcId",
      "web ingress",
      "web ingress.0",
      "web ingress.0.fromPort",
      "web ingress.0.groups",
      "web ingress.0.groups.0",
      "web key",
    ]);
  });

  it("is found in every variant, whatever the properties are", () => {
    const properties = fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(properties, (given) => {
        for (const variant of everyUnknown([resource(group, "any", given)])) {
          assert.ok(holdsUnknown(variant.stack[0]?.properties), variant.path.join("."));
          assert.equal(
            everyUnknown(variant.stack).some(({ path }) => isDeepStrictEqual(path, variant.path)),
            false,
          );
        }
      }),
      { numRuns: runs(50) },
    );
  });
});

describe("a stack for pure code", () => {
  it("is the one that policies see, with secrets in plain text and without what is only read", () => {
    const read = resource(group, "shared", {}, { external: true, outputs: { id: "sg-1" } });
    const using = resource(group, "using", { other: id("shared"), key: secret("hunter2") }, { ignoreChanges: ["key"] });
    const far = resource(group, "far", {}, { provider: { name: "far", properties: { region: "us-east-1" } } });
    const [seen, seenFar, ...more] = asSeen([read, using, far], "first");
    assert.deepEqual(more, []);
    assert.deepEqual(seen?.inputs, { other: "sg-1", key: "hunter2" });
    assert.deepEqual(seen?.dependencies, { other: [] });
    assert.deepEqual(seen?.ignoreChanges, ["key"]);
    assert.equal(seenFar?.region, "us-east-1");
  });
});
