import { behindNetworkLoadBalancer, defaultRouteTable, dualStackNetwork, inDualStack } from "../network";
import { without } from "../shop";
import { type Declared, id } from "../stack";
import type { Way } from "./row";

const rule = "public-task-admits-only-the-load-balancer";

const outward = { gatewayId: undefined, egressOnlyGatewayId: id("outward") };
const way = (
  number: number,
  what: string,
  stack: readonly Declared[],
  twin: readonly Declared[],
  expected: Way["expected"] = "violation",
): Way => ({
  number,
  way: what,
  stack,
  twin,
  expected,
  rule,
  at: "task-from-lb",
});

const inlineTable = (route: object): Declared[] =>
  without(dualStackNetwork(), "outside").map((each) =>
    each.name === "table"
      ? { ...each, properties: { ...each.properties, routes: [{ ipv6CidrBlock: "::/0", ...route }] } }
      : each,
  );

const setting = (value: string): Declared => ({
  type: "aws:ecs/accountSettingDefault:AccountSettingDefault",
  name: "setting",
  properties: { name: "dualStackIPv6", value },
});

const mainTable: Declared = {
  type: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  name: "main",
  properties: { vpcId: id("vpc"), routeTableId: id("table") },
};

/** Ways 31 and 49: the IPv6 address that a subnet gives to a task without assignPublicIp. */
export const ipv6Ways: readonly Way[] = [
  way(
    31,
    "an IPv6 address from a dual-stack subnet, by a route of its own",
    inDualStack(dualStackNetwork()),
    inDualStack(dualStackNetwork({}, outward)),
  ),
  way(
    31,
    "an IPv6 address whose port is open to a part of the internet",
    inDualStack(dualStackNetwork(), { cidrIpv6: "2a00::/12" }),
    inDualStack(dualStackNetwork(), { cidrIpv6: "fd00::/8" }),
  ),
  way(
    31,
    "an IPv6 address, by an inline route",
    inDualStack(inlineTable({ gatewayId: id("internet") })),
    inDualStack(inlineTable({ egressOnlyGatewayId: id("outward") })),
  ),
  way(
    31,
    "an IPv6 address, by a gateway's literal id",
    inDualStack(dualStackNetwork({}, { gatewayId: "igw-0123456789abcdef0" })),
    inDualStack(dualStackNetwork({}, outward)),
  ),
  way(
    31,
    "an IPv6 address, by a route to a part of the internet",
    inDualStack(dualStackNetwork({}, { gatewayId: id("internet"), destinationIpv6CidrBlock: "2000::/3" })),
    inDualStack(dualStackNetwork({}, { gatewayId: id("internet"), destinationIpv6CidrBlock: "fc00::/7" })),
  ),
  way(
    31,
    "an IPv6 address, by the VPC's main route table",
    inDualStack([...without(dualStackNetwork(), "association"), mainTable]),
    inDualStack([...without(dualStackNetwork({}, outward), "association"), mainTable]),
  ),
  way(
    31,
    "an IPv6 address, by the VPC's default route table",
    inDualStack([
      ...without(dualStackNetwork(), "association"),
      defaultRouteTable([{ ipv6CidrBlock: "::/0", gatewayId: id("internet") }]),
    ]),
    inDualStack([
      ...without(dualStackNetwork(), "association"),
      defaultRouteTable([{ ipv6CidrBlock: "::/0", egressOnlyGatewayId: id("outward") }]),
    ]),
  ),
  way(
    31,
    "an IPv6 address from a subnet without IPv4",
    inDualStack(dualStackNetwork({ cidrBlock: undefined, ipv6Native: true })),
    inDualStack(dualStackNetwork({ cidrBlock: undefined, ipv6Native: true }, outward)),
  ),
  way(
    31,
    "an IPv6 address from a subnet that is not in the stack",
    behindNetworkLoadBalancer({ cidrIpv6: "::/0" }),
    behindNetworkLoadBalancer({ cidrIpv4: "0.0.0.0/0" }),
    "unproven",
  ),
  way(
    31,
    "an IPv6 address, by an appliance's endpoint",
    inDualStack(dualStackNetwork({}, { vpcEndpointId: "vpce-0123456789abcdef0" })),
    inDualStack(dualStackNetwork({}, outward)),
    "unproven",
  ),
  way(
    49,
    "IPv6 addresses switched on for the account",
    [...inDualStack(dualStackNetwork()), setting("enabled")],
    [...inDualStack(dualStackNetwork({}, outward)), setting("enabled")],
  ),
  way(
    49,
    "IPv6 addresses switched off for the account, but not for everyone",
    [...inDualStack(dualStackNetwork()), setting("disabled")],
    [
      ...inDualStack(dualStackNetwork({ ipv6CidrBlock: undefined, assignIpv6AddressOnCreation: false })),
      setting("disabled"),
    ],
    "unproven",
  ),
];
