import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { id, resource } from "../../../policies/testing";
import { change, ingress, network, shop } from "../shop";
import { assertApart, evaluated } from "./apart";
import { joined, separated } from "./batch";

const open = (name: string, of: string) => ingress(name, of, { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" });
const opened = [...shop(), open("hole", "task-group")];

describe("A batch of stacks", () => {
  it("keeps equal names and task families apart", () => {
    const byFamily = change(shop(), "web-service", { taskDefinition: "web-task" });
    const stacks = { clean: shop(), opened, family: byFamily };
    const together = joined(stacks);
    assert.equal(new Set(together.map(({ name }) => name)).size, together.length);
    for (const mode of ["first", "second"] as const) {
      const found = separated(evaluated(together, mode), stacks);
      for (const [name, declared] of Object.entries(stacks)) assert.deepEqual(found[name], evaluated(declared, mode));
      assert.deepEqual([found.clean, found.opened?.length, found.family], [[], 1, []]);
    }
    assertApart(stacks);
  });

  it("renames parents, providers, what a resource depends on and what a component gives out", () => {
    const options = {
      parent: "a",
      provider: { name: "north", properties: { region: "eu-north-1" } },
      dependsOn: ["b"],
      outputs: { group: id("c") },
      ignoreChanges: ["x"],
    };
    const [made] = joined({ one: [resource("t:m:R", "r", {}, options)] });
    assert.deepEqual(made?.options, {
      parent: "one--a",
      provider: { name: "one--north", properties: { region: "eu-north-1" } },
      dependsOn: ["one--b"],
      outputs: { group: id("one--c") },
      ignoreChanges: ["x"],
    });
  });

  it("is refused when a literal of one stack is a door to another", () => {
    const shared = change(shop(), "web-service", network({ securityGroups: ["sg-shared"] }));
    const door = resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "door", {
      securityGroupId: "sg-shared",
      ipProtocol: "tcp",
      fromPort: 3000,
      toPort: 3000,
      cidrIpv4: "0.0.0.0/0",
    });
    assert.throws(
      () => assertApart({ a: shared, b: [door] }),
      /^Error: batch: judged otherwise than alone: "b"; fix: /,
    );
  });

  it("is refused when a name would not lead back to its stack, as is a finding that belongs to none", () => {
    for (const name of ["a--b", "A", "a b", "-a", ""]) {
      assert.throws(() => joined({ [name]: shop() }), new RegExp(`stack "${name}": legal: `));
    }
    assert.throws(() => separated([{ urn: "" }], { a: shop() }), /belongs to no stack of the batch: {"urn":""}/);
  });
});
