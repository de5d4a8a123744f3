import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { overlaps } from "../../../components/ipv4Block";
import { NetworkLayout } from "../../../components/network/layout";
import { checkVpcBlock, planSubnets } from "../../../components/network/subnets";

const layouts = fc.constantFrom<NetworkLayout>(...Object.values(NetworkLayout));

describe("Subnets", () => {
  it("are sixteenths of the block, the private ones in its second half", () => {
    assert.deepEqual(planSubnets("10.0.0.0/16", 2, "private"), {
      public: ["10.0.0.0/20", "10.0.16.0/20"],
      private: ["10.0.128.0/20", "10.0.144.0/20"],
    });
  });

  it("stay where they are when a zone or the private ones are added, or tasks reach out in another way", () => {
    const before = planSubnets("10.0.0.0/16", 2, "public");
    const after = planSubnets("10.0.0.0/16", 3, "private");
    assert.deepEqual(after.public.slice(0, 2), before.public);
    for (const layout of ["privateNatPerZone", "isolated"] as const) {
      assert.deepEqual(planSubnets("10.0.0.0/16", 3, layout), after);
    }
  });

  it("lie in the block, apart from each other, one a zone and kind", () => {
    const prefixes = fc.integer({ min: 16, max: 23 });
    const zoneCounts = fc.integer({ min: 2, max: 6 });
    fc.assert(
      fc.property(prefixes, zoneCounts, layouts, (prefix, zones, layout) => {
        const block = `10.32.0.0/${prefix}`;
        const plan = planSubnets(block, zones, layout);
        const all = [...plan.public, ...plan.private];
        assert.equal(plan.public.length, zones);
        assert.equal(plan.private.length, layout === "public" ? 0 : zones);
        for (const [index, subnet] of all.entries()) {
          assert.ok(overlaps(block, subnet), `${subnet} is outside of ${block}`);
          assert.ok(!all.slice(index + 1).some((other) => overlaps(subnet, other)), `${subnet} overlaps another one`);
        }
      }),
    );
  });

  it("are refused, never thrown on, whatever the text of the block", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 6 }), layouts, (block, zones, layout) => {
        if (checkVpcBlock("network", block).length === 0) planSubnets(block, zones, layout);
      }),
    );
  });

  for (const block of [
    "10.0.0.0/8",
    "10.0.0.1/16",
    "10.0.0.0/24",
    "127.0.0.0/16",
    "169.254.0.0/16",
    "0.0.0.0/16",
    "fd00::/16",
  ]) {
    it(`refuse ${block}`, () => assert.equal(checkVpcBlock("network.cidrBlock", block).length, 1));
  }
});
