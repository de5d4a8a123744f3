import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkZones, type ZoneArgs, zoneCount } from "../../../components/network/zones";

describe("The availability zones of a network", () => {
  it("are two, or as many as are asked for or named", () => {
    const named = { availabilityZones: ["us-west-1a", "us-west-1c", "us-west-1d"] };
    assert.deepEqual([{}, { zones: 4 }, named].map(zoneCount), [2, 4, 3]);
    assert.deepEqual(
      [{}, { zones: 4 }, named].flatMap((args) => checkZones("network", args)),
      [],
    );
    assert.deepEqual(checkZones("network", { availabilityZones: ["us-gov-west-1a", "us-gov-west-1b"] }), []);
  });

  const wrong: [what: string, args: ZoneArgs, where: string][] = [
    ["one zone", { zones: 1 }, "network.zones"],
    ["half a zone", { zones: 2.5 }, "network.zones"],
    ["seven zones", { zones: 7 }, "network.zones"],
    ["a number and names", { zones: 2, availabilityZones: ["us-west-1a", "us-west-1c"] }, "network.zones"],
    ["one named zone", { availabilityZones: ["us-west-1a"] }, "network.availabilityZones"],
    ["a region for a zone", { availabilityZones: ["us-west-1", "us-west-1c"] }, "network.availabilityZones"],
    ["a zone ID for a name", { availabilityZones: ["usw1-az1", "usw1-az3"] }, "network.availabilityZones"],
    ["a local zone", { availabilityZones: ["us-west-2a", "us-west-2-lax-1a"] }, "network.availabilityZones"],
    ["a zone twice", { availabilityZones: ["us-west-1a", "us-west-1a"] }, "network.availabilityZones"],
    ["zones of two regions", { availabilityZones: ["us-west-1a", "us-west-2b"] }, "network.availabilityZones"],
  ];
  for (const [what, args, where] of wrong) {
    it(`are refused as ${what}`, () => {
      assert.deepEqual(
        checkZones("network", args).map((problem) => problem.where),
        [where],
      );
    });
  }
});
