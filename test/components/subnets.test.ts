import assert from "node:assert/strict";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, it } from "mocha";
import { checkSubnets, NetworkLayout, planSubnets } from "../../components/subnets";

const layouts = fc.constantFrom(...Object.values(NetworkLayout));

/** First and last address of a block as numbers. */
function range(block: string): [number, number] {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(block);
  const first = address.toByteArray().reduce((number, byte) => number * 256 + byte, 0);
  return [first, first + 2 ** (32 - prefix) - 1];
}

describe("Subnets", () => {
  it("are sixteenths of the block, the private ones in its second half", () => {
    assert.deepEqual(planSubnets("10.0.0.0/16", 2, "private"), {
      public: ["10.0.0.0/20", "10.0.16.0/20"],
      private: ["10.0.128.0/20", "10.0.144.0/20"],
    });
  });

  it("stay where they are when a zone or the private ones are added", () => {
    const before = planSubnets("10.0.0.0/16", 2, "public");
    const after = planSubnets("10.0.0.0/16", 3, "private");
    assert.deepEqual(after.public.slice(0, 2), before.public);
  });

  it("lie in the block, apart from each other, one a zone and kind", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 23 }),
        fc.integer({ min: 2, max: 6 }),
        layouts,
        (prefix, zones, layout) => {
          const block = `10.32.0.0/${prefix}`;
          const plan = planSubnets(block, zones, layout);
          const [first, last] = range(block);
          const ranges = [...plan.public, ...plan.private].map(range).sort(([a], [b]) => a - b);
          assert.equal(plan.public.length, zones);
          assert.equal(plan.private.length, layout === "private" ? zones : 0);
          let end = first - 1;
          for (const [from, to] of ranges) {
            assert.ok(from > end, "overlaps the one before");
            end = to;
          }
          assert.ok(end <= last, "ends outside the block");
        },
      ),
    );
  });

  it("are refused, never thrown on, whatever the text of the block", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), layouts, (block, zones, layout) => {
        const problems = checkSubnets("network", block, zones, layout);
        if (problems.length === 0) planSubnets(block, zones, layout);
      }),
    );
  });

  for (const [block, zones, where] of [
    ["10.0.0.0/8", 2, "network.cidrBlock"],
    ["10.0.0.1/16", 2, "network.cidrBlock"],
    ["10.0.0.0/24", 2, "network.cidrBlock"],
    ["127.0.0.0/16", 2, "network.cidrBlock"],
    ["169.254.0.0/16", 2, "network.cidrBlock"],
    ["0.0.0.0/16", 2, "network.cidrBlock"],
    ["fd00::/16", 2, "network.cidrBlock"],
    ["10.0.0.0/16", 1, "network.zones"],
    ["10.0.0.0/16", 2.5, "network.zones"],
  ] as const) {
    it(`refuses ${block} in ${zones} zones`, () => {
      assert.deepEqual(
        checkSubnets("network", block, zones, "public").map((problem) => problem.where),
        [where],
      );
    });
  }

  it("refuse a layout that there is not, instead of taking the public one", () => {
    const [problem] = checkSubnets("network", "10.0.0.0/16", 2, "privat" as NetworkLayout);
    assert.deepEqual([problem?.where, problem?.legal], ["network.layout", "public or private"]);
  });
});
