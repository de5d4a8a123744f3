import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { publicTask, told } from "./groupFindings";
import { dualStackNetwork, inDualStack } from "./network";
import { change, network, without } from "./shop";
import { type Declared, id, notKnown } from "./stack";

describe("IPv6 addresses of tasks", () => {
  const from = (networkStack: readonly Declared[]) => told(inDualStack(networkStack));
  const violation = [`violation mandatory ${publicTask} task-from-lb`];
  const unproven = [`unproven mandatory ${publicTask} task-from-lb`];
  const outside = [`unproven advisory ${publicTask} task-from-lb`];

  it("are none of a subnet without IPv6, and do not matter to IPv4 sources", () => {
    const ipv4 = { ipv6CidrBlock: undefined, assignIpv6AddressOnCreation: undefined };
    assert.deepEqual(from(dualStackNetwork(ipv4)), []);
    assert.deepEqual(told(inDualStack(dualStackNetwork(), { cidrIpv4: "0.0.0.0/0" })), []);
  });

  it("are in doubt where the block, the route or its gateway is not known", () => {
    assert.deepEqual(
      from(dualStackNetwork({ ipv6CidrBlock: notKnown, assignIpv6AddressOnCreation: undefined })),
      unproven,
    );
    assert.deepEqual(from(dualStackNetwork({}, { gatewayId: notKnown })), unproven);
    assert.deepEqual(
      from(dualStackNetwork({}, { gatewayId: id("internet"), destinationIpv6CidrBlock: notKnown })),
      unproven,
    );
    assert.deepEqual(from(change(dualStackNetwork(), "table", { routes: notKnown })), violation);
    assert.deepEqual(from(change(without(dualStackNetwork(), "outside"), "table", { routes: notKnown })), unproven);
    assert.deepEqual(
      told(change(inDualStack(dualStackNetwork()), "web-service", network({ subnets: notKnown }))),
      unproven,
    );
  });

  it("are a doubt about somebody else's network where the route table is not in the stack", () => {
    assert.deepEqual(from(without(dualStackNetwork(), "association")), outside);
    assert.deepEqual(from(change(dualStackNetwork(), "association", { routeTableId: "rtb-1" })), outside);
  });

  it("are none where the gateway leads to another network only", () => {
    const gateway: Declared = { type: "aws:ec2/vpnGateway:VpnGateway", name: "vpn", properties: { vpcId: id("vpc") } };
    assert.deepEqual(from([...dualStackNetwork({}, { gatewayId: id("vpn") }), gateway]), []);
    assert.deepEqual(from(dualStackNetwork({}, { gatewayId: "vgw-0123456789abcdef0" })), []);
  });

  it("are those of the one public subnet among several", () => {
    const inner: Declared = {
      type: "aws:ec2/subnet:Subnet",
      name: "inner",
      properties: { vpcId: id("vpc"), cidrBlock: "10.0.2.0/24" },
    };
    const stack = change(
      inDualStack(dualStackNetwork()),
      "web-service",
      network({ subnets: [id("inner"), id("subnet")] }),
    );
    assert.deepEqual(told([...stack, inner]), violation);
  });
});
