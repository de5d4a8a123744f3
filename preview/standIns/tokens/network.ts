import type { Made, ResourceTable } from "../model";

/** VPCs, their subnets, routes and gateways. */
export const network: ResourceTable = {
  "aws:ec2/vpc:Vpc": {
    defaults: { enableDnsSupport: true, instanceTenancy: "default" },
    replaceOn: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    id: (made) => `vpc-${made.hex(17)}`,
    outputs: (made) => ({
      arn: made.arn("ec2", `vpc/vpc-${made.hex(17)}`),
      defaultNetworkAclId: `acl-${made.hex(17)}`,
      defaultRouteTableId: `rtb-${made.hex(17)}`,
      mainRouteTableId: `rtb-${made.hex(17)}`,
      defaultSecurityGroupId: `sg-${made.hex(17)}`,
      dhcpOptionsId: `dopt-${made.hex(17)}`,
      ownerId: made.account,
      ...(made.inputs.assignGeneratedIpv6CidrBlock === true ? { ipv6CidrBlock: documentationBlock(made) } : {}),
    }),
  },
  "aws:ec2/subnet:Subnet": {
    replaceOn: ["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "ipv6Native", "outpostArn"],
    id: (made) => `subnet-${made.hex(17)}`,
    outputs: (made) => ({ arn: made.arn("ec2", `subnet/subnet-${made.hex(17)}`), ownerId: made.account }),
  },
  "aws:ec2/internetGateway:InternetGateway": {
    replaceOn: [],
    id: (made) => `igw-${made.hex(17)}`,
    outputs: (made) => ({ arn: made.arn("ec2", `internet-gateway/igw-${made.hex(17)}`), ownerId: made.account }),
  },
  "aws:ec2/routeTable:RouteTable": {
    replaceOn: ["vpcId"],
    id: (made) => `rtb-${made.hex(17)}`,
    outputs: (made) => ({ arn: made.arn("ec2", `route-table/rtb-${made.hex(17)}`), ownerId: made.account }),
  },
  "aws:ec2/route:Route": {
    replaceOn: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    id: (made) => `r-${made.text("routeTableId")}${made.hex(10)}`,
    outputs: () => ({ origin: "CreateRoute", state: "active" }),
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    replaceOn: ["subnetId", "gatewayId"],
    id: (made) => `rtbassoc-${made.hex(17)}`,
  },
  "aws:ec2/eip:Eip": {
    replaceOn: ["address", "domain", "networkBorderGroup", "publicIpv4Pool"],
    id: (made) => `eipalloc-${made.hex(17)}`,
    outputs: (made) => ({
      allocationId: `eipalloc-${made.hex(17)}`,
      arn: made.arn("ec2", `elastic-ip/eipalloc-${made.hex(17)}`),
      domain: "vpc",
      publicIp: documentationAddress(made),
      networkBorderGroup: made.region,
    }),
  },
  "aws:ec2/natGateway:NatGateway": {
    defaults: { connectivityType: "public" },
    replaceOn: ["subnetId", "allocationId", "connectivityType", "privateIp"],
    id: (made) => `nat-${made.hex(17)}`,
    outputs: (made) => ({ networkInterfaceId: `eni-${made.hex(17)}`, associationId: `eipassoc-${made.hex(17)}` }),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    defaults: { vpcEndpointType: "Gateway" },
    replaceOn: ["vpcId", "serviceName", "vpcEndpointType", "serviceRegion"],
    id: (made) => `vpce-${made.hex(17)}`,
    outputs: (made) => ({
      arn: made.arn("ec2", `vpc-endpoint/vpce-${made.hex(17)}`),
      ownerId: made.account,
      state: "available",
      // Only a gateway endpoint is a destination of routes, and so has a list of its service's addresses.
      ...(made.text("vpcEndpointType") === "Gateway" ? { prefixListId: `pl-${made.hex(8)}` } : {}),
    }),
  },
  "aws:ec2/flowLog:FlowLog": {
    replaceOn: "all",
    id: (made) => `fl-${made.hex(17)}`,
    outputs: (made) => ({ arn: made.arn("ec2", `vpc-flow-log/fl-${made.hex(17)}`) }),
  },
};

/** A /56 of 2001:db8::/32, which RFC 3849 keeps for documentation; AWS gives a VPC blocks of this size. */
function documentationBlock(made: Made): string {
  return `2001:db8:${made.hex(4)}:${made.hex(2)}00::/56`;
}

/** An address of 203.0.113.0/24, which RFC 5737 keeps for documentation. */
function documentationAddress(made: Made): string {
  return `203.0.113.${Number.parseInt(made.hex(2), 16)}`;
}
