import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { RelatedResources } from "../../policies/relatedResources";
import * as make from "./shop";
import { change, network, shop } from "./shop";
import { asSeen, type Declared } from "./stack";

/** Names of what belongs to the last of these resources, which come in this order, with its roles. */
function relatedToLast(...parts: (readonly Declared[])[]): { names: string[]; roles: string[] } {
  const related = new RelatedResources();
  const seen = parts.flatMap((stack) => asSeen(stack, "second")).map((each) => ({ ...each, outputs: {} }));
  for (const each of seen) related.add(each);
  const { resources, roles } = related.of(seen.at(-1)?.urn ?? "");
  return { names: resources.map(({ urn }) => urn.split("::").at(-1) ?? "").sort(), roles: [...roles].sort() };
}

describe("what an answer about a resource of an update depends on", () => {
  const second = (groups: unknown[]): Declared[] => [
    make.taskDefinition("api-task"),
    make.service("api-service", "api-task", undefined, { securityGroups: groups }),
  ];

  it("is, for a service, all that it uses", () => {
    const { names, roles } = relatedToLast(shop());
    assert.deepEqual(names, ["lb-http", "task-from-lb", "web", "web-http", "web-service", "web-task"]);
    assert.deepEqual(roles, ["definition", "passage", "tasks"]);
  });

  it("is not another service in the same subnets", () => {
    assert.deepEqual(relatedToLast([...shop(), ...second(["sg-api"])]).names, ["api-service", "api-task"]);
  });

  it("is another service, with all that it uses, that holds the same security group", () => {
    const stack = [
      ...change(shop(), "web-service", network({ securityGroups: ["sg-1"] })),
      make.ingress("open", "task-group", { securityGroupId: "sg-1", cidrIpv4: "0.0.0.0/0" }),
      ...second(["sg-1"]),
    ];
    const { names } = relatedToLast(stack);
    for (const name of ["api-service", "open", "web-service", "web-task", "web-http"])
      assert.ok(names.includes(name), name);
  });

  it("is, for a rule, every service that holds its group", () => {
    const open = make.ingress("open", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" });
    const { names, roles } = relatedToLast([...shop(), open]);
    assert.ok(names.includes("web-service") && names.includes("web-task"));
    assert.ok(roles.includes("tasks"));
  });

  it("forgets what a resource used before it came again", () => {
    const moved = change(shop(), "web-service", { loadBalancers: [], ...network({ securityGroups: ["sg-other"] }) });
    assert.deepEqual(relatedToLast(shop(), moved).names, ["web-service", "web-task"]);
  });
});
