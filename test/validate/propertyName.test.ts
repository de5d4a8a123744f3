import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { propertyName } from "../../validate/propertyName";

describe("The CloudFormation property of a Pulumi property", () => {
  for (const [name, legal, expected] of [
    ["healthCheckGracePeriodSeconds", ["HealthCheckGracePeriodSeconds"], "HealthCheckGracePeriodSeconds"],
    ["enableEcsManagedTags", ["EnableECSManagedTags"], "EnableECSManagedTags"],
    ["vpcZoneIdentifiers", ["VPCZoneIdentifier"], "VPCZoneIdentifier"],
    ["capacityProviderStrategies", ["CapacityProviderStrategy"], "CapacityProviderStrategy"],
    ["metricTransformation", ["MetricTransformations"], "MetricTransformations"],
    ["addresses", ["Address", "Addresses"], "Addresses"],
  ] as const) {
    it(`of ${name} is ${expected}`, () => assert.equal(propertyName(name, legal), expected));
  }

  it("is none where the letters differ", () => {
    assert.equal(propertyName("name", ["ServiceName"]), undefined);
  });
});
