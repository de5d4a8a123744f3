import { resource } from "../../../policies/testing";
import * as make from "../shop";
import { change, network, shop, without } from "../shop";
import { type Declared, id, output } from "../stack";

/** What else a network and its security groups hold. */

const fromTasks = (name: string, port: number): Declared[] => [
  make.group(`${name}-group`),
  make.ingress(`${name}-from-task`, `${name}-group`, {
    fromPort: port,
    toPort: port,
    referencedSecurityGroupId: id("task-group"),
  }),
];

/** Databases, files and endpoints of AWS that admit the tasks' group. */
export const dataStores = (): Declared[] => [
  ...shop(),
  ...fromTasks("database", 5432),
  ...fromTasks("cache", 6379),
  ...fromTasks("files", 2049),
  ...fromTasks("endpoint", 443),
  resource("aws:rds/instance:Instance", "database", {
    instanceClass: "db.t4g.micro",
    engine: "postgres",
    vpcSecurityGroupIds: [id("database-group")],
    publiclyAccessible: false,
  }),
  resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
    description: "cache",
    securityGroupIds: [id("cache-group")],
  }),
  resource("aws:efs/fileSystem:FileSystem", "files", {}),
  resource("aws:efs/mountTarget:MountTarget", "files-here", {
    fileSystemId: id("files"),
    subnetId: "subnet-1",
    securityGroups: [id("files-group")],
  }),
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", "registry", {
    vpcId: "vpc-1",
    serviceName: "com.amazonaws.eu-west-1.ecr.dkr",
    vpcEndpointType: "Interface",
    securityGroupIds: [id("endpoint-group")],
  }),
];

/** A bastion that people reach by Session Manager only. */
export const bastion = (): Declared[] => [
  ...shop(),
  make.group("bastion-group"),
  resource("aws:ec2/instance:Instance", "bastion", {
    ami: "ami-0a1b2c3d4e5f60718",
    instanceType: "t4g.nano",
    vpcSecurityGroupIds: [id("bastion-group")],
    associatePublicIpAddress: false,
  }),
];

/** The VPC's default group adopted and emptied, as security guides ask for. */
export const emptyDefaultGroup = (): Declared[] => [
  ...shop(),
  resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
  resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { vpcId: id("vpc") }),
];

/** Rules inline only, also for egress. */
export const inline = (): Declared[] => {
  const everywhere = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
  const bare = without(shop(), "lb-http", "task-from-lb");
  const balancer = change(bare, "lb-group", {
    ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
    egress: everywhere,
  });
  return change(balancer, "task-group", {
    ingress: [{ protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [id("lb-group")] }],
    egress: everywhere,
  });
};

/** Egress in all of its forms: it admits nobody. */
export const egress = (): Declared[] => [
  ...shop(),
  resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "task-out", {
    securityGroupId: id("task-group"),
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
  }),
  resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "lb-to-task", {
    securityGroupId: id("lb-group"),
    ipProtocol: "tcp",
    fromPort: 8080,
    toPort: 8080,
    referencedSecurityGroupId: id("task-group"),
  }),
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "task-out-6", {
    type: "egress",
    securityGroupId: id("task-group"),
    protocol: "-1",
    fromPort: 0,
    toPort: 0,
    ipv6CidrBlocks: ["::/0"],
  }),
];

/** A shop in each of two VPCs, that are peered. */
export function twoVpcs(): Declared[] {
  const vpc = (name: string, block: string) => resource("aws:ec2/vpc:Vpc", name, { cidrBlock: block });
  return [
    ...shop(),
    vpc("one", "10.0.0.0/16"),
    vpc("two", "10.1.0.0/16"),
    resource("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peered", {
      vpcId: id("one"),
      peerVpcId: id("two"),
      autoAccept: true,
    }),
    make.group("report-group", { vpcId: id("two") }),
    make.taskDefinition("report-task", [make.app]),
    make.service("report", "report-task", undefined, { securityGroups: [id("report-group")] }),
  ];
}

/** The same shop in two regions, each by a provider of its own. */
export const twoRegions = (): Declared[] =>
  ["eu-west-1", "us-east-1"].flatMap((region) =>
    shop().map((each) => ({
      ...each,
      name: `${each.name}-${region}`,
      properties: JSON.parse(JSON.stringify(each.properties), revive(region)) as Record<string, unknown>,
      options: { provider: { name: region, properties: { region } } },
    })),
  );

/** References to the resources of one region, and a family by the same name in both. */
const revive =
  (region: string) =>
  (_key: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null || !("name" in value && "property" in value)) return value;
    return output(`${String(value.name)}-${region}`, String(value.property));
  };

/** The network as awsx makes it: the VPC and its subnets are children of a component. */
export const awsxVpc = (): Declared[] => [
  ...change(shop(), "web-service", network({ subnets: [id("net-private-1")] })),
  resource("awsx:ec2:Vpc", "net", {}, { component: true }),
  resource("aws:ec2/vpc:Vpc", "net-vpc", { cidrBlock: "10.0.0.0/16" }, { parent: "net" }),
  resource(
    "aws:ec2/subnet:Subnet",
    "net-private-1",
    { vpcId: id("net-vpc"), cidrBlock: "10.0.0.0/19", mapPublicIpOnLaunch: false },
    { parent: "net" },
  ),
];

/** The way out of private subnets: a NAT gateway with an address of its own. */
export const natGateway = (): Declared[] => [
  ...shop(),
  resource("aws:ec2/eip:Eip", "nat-address", { domain: "vpc" }),
  resource("aws:ec2/natGateway:NatGateway", "nat", { allocationId: id("nat-address"), subnetId: "subnet-2" }),
  resource("aws:ec2/routeTable:RouteTable", "private", {
    vpcId: "vpc-1",
    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: id("nat") }],
  }),
  resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "private-routes", {
    subnetId: "subnet-1",
    routeTableId: id("private"),
  }),
];
