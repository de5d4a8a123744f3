import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";
import { type EdgeRef, edgeFields, edgeOf, InvalidArguments } from "../../../components/index";

const edge: EdgeRef = {
  kind: "alb",
  idleSeconds: 30,
  subnets: ["10.0.0.0/20"],
  loadBalancerArn: "arn:balancer",
  listenerArn: "arn:listener",
  securityGroupId: "sg-1",
};
const tenants = [
  { stack: "users/prod", from: 100, to: 199 },
  { stack: "orders/prod", from: 200, to: 299 },
];

/** Reads an edge as the stack orders/prod does, of a stack that exports this and nothing else. */
async function read(shared: unknown): Promise<EdgeRef> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ inputs }) => ({ id: "acme/edge/prod", state: { ...inputs, outputs: { shared } } }),
      call: () => ({}),
    },
    "orders",
    "prod",
  );
  return edgeOf(new pulumi.StackReference("acme/edge/prod"), "shared");
}

describe("An edge of another stack", () => {
  it("is read as it was exported, with the priorities that this stack has there", async () => {
    assert.deepEqual(await read(edgeFields(edge, tenants)), { ...edge, priorities: { from: 200, to: 299 } });
  });

  it("of an API keeps the time that an answer may take", async () => {
    const api: EdgeRef = { ...edge, kind: "api", answerSeconds: 30 };
    assert.equal((await read(edgeFields(api, tenants))).answerSeconds, 30);
  });

  for (const [what, shared, message] of [
    ["is not there", undefined, /given nothing in plain.*deploy that stack first/],
    ["is something else", "sg-1", /given something else/],
    ["has no place for this stack", edgeFields(edge, [{ stack: "users/prod", from: 1, to: 2 }]), /orders\/prod/],
    ["lacks its listener", { ...edge, tenants, listenerArn: undefined }, /listenerArn: given nothing/],
  ] as const) {
    it(`is refused when it ${what}`, async () => {
      await assert.rejects(read(shared), (e) => e instanceof InvalidArguments && message.test(e.message));
    });
  }

  it("is not shared where its listener has one target group, or with priorities that meet", () => {
    const network: EdgeRef = { ...edge, kind: "nlb", port: 443, clientAddress: "preserve" };
    assert.throws(() => edgeFields(network, tenants), /a Network Load Balancer of its own/);
    const twice = [...tenants, { stack: "bills/prod", from: 299, to: 300 }];
    assert.throws(() => edgeFields(edge, twice), /and orders\/prod has 200 to 299; .*fix: begin at 300/);
  });
});
