import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { InvalidArguments } from "../../../components/index";
import { checkExistingNetwork, type ExistingNetworkArgs, existingNetwork } from "../../../components/network/existing";

const legal: ExistingNetworkArgs = {
  vpcId: "vpc-0123456789abcdef0",
  loadBalancerSubnets: [
    { id: "subnet-0123456789abcdef0", cidrBlock: "10.1.0.0/24" },
    { id: "subnet-0123456789abcdef1", cidrBlock: "10.1.1.0/24" },
  ],
  taskSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
};

/** The legal description with other blocks of the load balancer's subnets. */
function withBlocks(...blocks: string[]): Partial<ExistingNetworkArgs> {
  const subnets = blocks.map((cidrBlock, index) => ({ id: `subnet-0123456789abcde${index}f`, cidrBlock }));
  return { loadBalancerSubnets: subnets };
}

describe("An existing network", () => {
  it("is what a load balancer and a service need, with the blocks that the proxy believes", () => {
    const network = existingNetwork("office", legal);
    assert.deepEqual(network.loadBalancerCidrs, ["10.1.0.0/24", "10.1.1.0/24"]);
    assert.deepEqual(network.loadBalancerSubnetIds, ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]);
    assert.equal(network.taskPublicAddress, false);
    assert.ok(!("endpoints" in network), "tasks reach the internet");
  });

  it("says all that is wrong at once, with the argument and the fix", () => {
    const wrong = { ...legal, ...withBlocks("10.1.0.0/24"), vpcId: "my-vpc", taskSubnetIds: [] };
    assert.throws(
      () => existingNetwork("office", wrong),
      (error) =>
        error instanceof InvalidArguments &&
        error.problems.map(({ where }) => where).join(" ") ===
          'existingNetwork "office".vpcId existingNetwork "office".loadBalancerSubnets existingNetwork "office".taskSubnetIds',
    );
  });

  const endpoints = { securityGroupId: "sg-1", s3PrefixListId: "pl-1", services: ["ecr.api", "ecr.dkr", "logs"] };
  const wrong: [what: string, change: Partial<ExistingNetworkArgs>, where: string][] = [
    ["one subnet of the load balancer", withBlocks("10.1.0.0/24"), "loadBalancerSubnets"],
    ["blocks that overlap", withBlocks("10.1.0.0/23", "10.1.1.0/24"), "loadBalancerSubnets[1].cidrBlock"],
    ["the same block twice", withBlocks("10.1.0.0/24", "10.1.0.0/24"), "loadBalancerSubnets[1].cidrBlock"],
    ["a host for a block", withBlocks("10.1.0.1/24", "10.1.1.0/24"), "loadBalancerSubnets[0].cidrBlock"],
    ["the internet for a block", withBlocks("10.1.0.0/24", "0.0.0.0/0"), "loadBalancerSubnets[1].cidrBlock"],
    ["too narrow a block", withBlocks("10.1.0.0/24", "10.1.1.0/28"), "loadBalancerSubnets[1].cidrBlock"],
    ["a subnet twice", { taskSubnetIds: ["subnet-01234567", "subnet-01234567"] }, "taskSubnetIds"],
    ["a name for an id", { taskSubnetIds: ["private-a"] }, "taskSubnetIds"],
    ["endpoints without ECR's", { endpoints: { ...endpoints, services: ["ecr.api", "logs"] } }, "endpoints.services"],
    ["endpoints and a public address", { endpoints, taskPublicAddress: true }, "taskPublicAddress"],
  ];
  for (const [what, change, where] of wrong) {
    it(`is refused with ${what}`, () => {
      const problems = checkExistingNetwork("network", { ...legal, ...change });
      assert.deepEqual(
        problems.map((problem) => problem.where),
        [`network.${where}`],
      );
    });
  }
});
