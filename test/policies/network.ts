import { change, group, loadBalancer, network, shop, without } from "./shop";
import { type Declared, id, output } from "./stack";

/** Resources of networks and security groups beyond the main shape of the shop. */

export const olderRule = (name: string, of: string, more: object): Declared => ({
  type: "aws:ec2/securityGroupRule:SecurityGroupRule",
  name,
  properties: { type: "ingress", securityGroupId: id(of), protocol: "tcp", fromPort: 3000, toPort: 3000, ...more },
});

export const defaultGroup = (name: string, more: object = {}): Declared => ({
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  name,
  properties: { vpcId: "vpc-1", ...more },
});

export const prefixList = (name: string, ...blocks: unknown[]): Declared => ({
  type: "aws:ec2/managedPrefixList:ManagedPrefixList",
  name,
  properties: {
    addressFamily: "IPv4",
    maxEntries: 10,
    ...(blocks.length === 0 ? {} : { entries: blocks.map((cidr) => ({ cidr })) }),
  },
});

export const prefixListEntry = (name: string, list: string, cidr: unknown): Declared => ({
  type: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  name,
  properties: { prefixListId: id(list), cidr },
});

export const groupAttachment = (name: string, of: string, networkInterfaceId: unknown): Declared => ({
  type: "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
  name,
  properties: { securityGroupId: id(of), networkInterfaceId },
});

/** A group that another stack made, as `aws.ec2.SecurityGroup.get` reads it. */
export const readGroup = (name: string): Declared => ({
  ...group(name),
  options: { external: true, outputs: { id: `sg-${name}` } },
});

/** The shop behind a network load balancer without groups, whose clients' addresses stand in the task's own rule. */
export function behindNetworkLoadBalancer(clients: object, more: object = {}): Declared[] {
  const stack = change(shop(), "web", { loadBalancerType: "network", securityGroups: undefined });
  const admitted = change(stack, "task-from-lb", { referencedSecurityGroupId: undefined, ...clients });
  return change(admitted, "web-service", network(more));
}

/** A VPC with one dual-stack subnet, whose IPv6 traffic an internet gateway takes. */
export function dualStackNetwork(subnet: object = {}, route: object = { gatewayId: id("internet") }): Declared[] {
  return [
    {
      type: "aws:ec2/vpc:Vpc",
      name: "vpc",
      properties: { cidrBlock: "10.0.0.0/16", assignGeneratedIpv6CidrBlock: true },
      options: { outputs: { ipv6CidrBlock: "2600:1f18:1:2::/56", defaultRouteTableId: "rtb-default" } },
    },
    { type: "aws:ec2/internetGateway:InternetGateway", name: "internet", properties: { vpcId: id("vpc") } },
    {
      type: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
      name: "outward",
      properties: { vpcId: id("vpc") },
    },
    {
      type: "aws:ec2/subnet:Subnet",
      name: "subnet",
      properties: {
        vpcId: id("vpc"),
        cidrBlock: "10.0.1.0/24",
        ipv6CidrBlock: "2600:1f18:1:2::/64",
        assignIpv6AddressOnCreation: true,
        ...subnet,
      },
    },
    { type: "aws:ec2/routeTable:RouteTable", name: "table", properties: { vpcId: id("vpc") } },
    {
      type: "aws:ec2/route:Route",
      name: "outside",
      properties: { routeTableId: id("table"), destinationIpv6CidrBlock: "::/0", ...route },
    },
    {
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name: "association",
      properties: { subnetId: id("subnet"), routeTableId: id("table") },
    },
  ];
}

/** The shop in that network, its clients' addresses admitted to the proxy's port. */
export const inDualStack = (networkStack: readonly Declared[], clients: object = { cidrIpv6: "::/0" }): Declared[] => [
  ...networkStack,
  ...behindNetworkLoadBalancer(clients, { subnets: [id("subnet")] }),
];

/** An ordinary dual-stack shop: an application load balancer for both families, tasks with a closed group. */
export const ordinaryDualStack = (): Declared[] => [
  ...dualStackNetwork(),
  ...change(shop(), "web-service", network({ subnets: [id("subnet")], assignPublicIp: true })).map((each) =>
    each.name === "web" ? loadBalancer("web", { ipAddressType: "dualstack", subnets: [id("subnet")] }) : each,
  ),
  {
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: "lb-http-6",
    properties: { securityGroupId: id("lb-group"), ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv6: "::/0" },
  },
];

export const defaultRouteTable = (routes: unknown): Declared => ({
  type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  name: "main",
  properties: { defaultRouteTableId: output("vpc", "defaultRouteTableId"), routes },
});

/** The shop with the rule of the task's group inline. */
export const inlineFromLoadBalancer = (): Declared[] =>
  change(without(shop(), "task-from-lb"), "task-group", {
    ingress: [{ protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [id("lb-group")] }],
  });

/** A rule on a group by whatever the program has of it. */
export function ingressOn(name: string, securityGroupId: unknown, more: object): Declared {
  const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  return { type, name, properties: { securityGroupId, ipProtocol: "tcp", ...more } };
}
