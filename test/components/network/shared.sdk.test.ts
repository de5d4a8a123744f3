import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";
import { InvalidArguments, networkFields, networkOf } from "../../../components/index";

const deployed = {
  vpcId: "vpc-0123456789abcdef0",
  loadBalancerSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  loadBalancerCidrs: ["10.1.0.0/24", "10.1.1.0/24"],
  taskSubnetIds: ["subnet-0123456789abcdef2"],
  taskPublicAddress: false,
  endpoints: { securityGroupId: "sg-1", s3PrefixListId: "pl-1", services: ["ecr.api", "ecr.dkr", "logs"] },
};

/** A reference to a stack that has this output and no other. */
async function stackWith(shared: unknown): Promise<pulumi.StackReference> {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "acme/network/prod", state: { ...inputs, outputs: { shared } } }),
    call: () => ({}),
  });
  return new pulumi.StackReference("acme/network/prod");
}

describe("A network of another stack", () => {
  it("is read as it was exported, its blocks in plain", async () => {
    const exported = networkFields(deployed);
    assert.deepEqual(await networkOf(await stackWith(exported), "shared"), deployed);
  });

  for (const [what, output] of [
    ["is not there", undefined],
    ["is a text", "vpc-0123456789abcdef0"],
    ["lacks its blocks", { ...deployed, loadBalancerCidrs: undefined }],
    ["has a block less than subnets", { ...deployed, loadBalancerCidrs: ["10.1.0.0/24"] }],
    ["has half of its endpoints", { ...deployed, endpoints: { services: [] } }],
  ] as const) {
    it(`is refused when it ${what}`, async () => {
      const stack = await stackWith(output);
      await assert.rejects(networkOf(stack, "shared"), InvalidArguments);
    });
  }
});
