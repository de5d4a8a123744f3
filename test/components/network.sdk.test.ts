import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { before, describe, it } from "mocha";
import {
  InvalidArguments,
  Network,
  type NetworkArgs,
  type NetworkLayout,
  type NetworkRef,
} from "../../components/index";
import { createTaskEgress } from "../../components/network/taskEgress";
import { type Registration, registrations } from "./registrations";

const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("A network", () => {
  let all: Registration[];
  let network: NetworkRef;

  /** A network and the ways out of a service's tasks in it. */
  async function make(args: NetworkArgs): Promise<void> {
    all = await registrations(() => {
      network = new Network("web", args);
      const group = new aws.ec2.SecurityGroup("task", {});
      createTaskEgress("web", { group, network }, group);
    });
  }

  const of = (type: string): Registration[] => all.filter((resource) => resource.type === type);
  const vpc = (): Record<string, unknown> => of("awsx:ec2:Vpc")[0]?.inputs ?? {};
  const waysOut = (): unknown[][] => of(egress).map(({ name, inputs }) => [name, inputs.cidrIpv4, inputs.toPort]);

  describe("in each layout", () => {
    for (const [layout, strategy, kinds] of [
      ["public", "None", ["Public"]],
      ["private", "Single", ["Public", "Private"]],
      ["privateNatPerZone", "OnePerAz", ["Public", "Private"]],
      ["isolated", "None", ["Public", "Private"]],
    ] as const) {
      it(`${layout} has ${kinds.join(" and ")} subnets and NAT gateways ${strategy}`, async () => {
        await make({ layout });
        const specs = vpc().subnetSpecs as { type: string; cidrBlocks: string[] }[];
        assert.deepEqual(
          specs.map(({ type }) => type),
          kinds,
        );
        assert.deepEqual(vpc().natGateways, { strategy });
        assert.equal(network.taskPublicAddress, layout === "public");
        assert.deepEqual(network.loadBalancerCidrs, specs[0]?.cidrBlocks, "the proxy believes these and no others");
        assert.equal(of(endpoint).length > 0, layout === "isolated");
      });
    }

    it("lets tasks out to HTTPS anywhere, as long as there is a way to the internet", async () => {
      await make({ layout: "private" });
      assert.deepEqual(waysOut(), [["web-task-https", "0.0.0.0/0", 443]]);
    });
  });

  it("keeps its subnets when it is isolated, and when it is so no more", async () => {
    await make({ layout: "private" });
    const { subnetSpecs } = vpc();
    await make({ layout: "isolated" });
    assert.deepEqual(vpc().subnetSpecs, subnetSpecs);
  });

  it("stands in the zones that are named, or in as many as there shall be", async () => {
    await make({ availabilityZones: ["us-west-1a", "us-west-1c"] });
    assert.deepEqual(
      [vpc().availabilityZoneNames, vpc().numberOfAvailabilityZones],
      [["us-west-1a", "us-west-1c"], undefined],
    );
    await make({ zones: 3 });
    assert.deepEqual([vpc().availabilityZoneNames, vpc().numberOfAvailabilityZones], [undefined, 3]);
  });

  it("gives IPv6 to the load balancer's subnets, with routes, and not to the tasks'", async () => {
    await make({ layout: "private", ipv6: true });
    assert.equal(vpc().assignGeneratedIpv6CidrBlock, true);
    const specs = vpc().subnetSpecs as { type: string; assignIpv6AddressOnCreation: boolean }[];
    assert.deepEqual(
      specs.map(({ type, assignIpv6AddressOnCreation }) => [type, assignIpv6AddressOnCreation]),
      [
        ["Public", true],
        ["Private", false],
      ],
    );
    const routes = of("aws:ec2/route:Route").map(({ name, inputs }) => [name, inputs.destinationIpv6CidrBlock]);
    assert.deepEqual(routes, [
      ["web-public-1-ipv6", "::/0"],
      ["web-public-2-ipv6", "::/0"],
    ]);
    assert.equal(network.loadBalancerIpv6, true);
  });

  it("closes the default security group", async () => {
    await make({});
    const [group] = of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.deepEqual([group?.inputs.ingress, group?.inputs.egress], [[], []]);
  });

  describe("that is isolated", () => {
    before(() => make({ layout: "isolated", endpoints: ["secretsmanager", "ssmmessages"] }));

    it("has an endpoint for what each task needs, for what is asked for, and for the layers of images", () => {
      const made = of(endpoint).map(({ inputs }) => [
        inputs.serviceName,
        inputs.vpcEndpointType,
        inputs.privateDnsEnabled,
      ]);
      assert.deepEqual(made.sort(), [
        ["com.amazonaws.us-east-1.ecr.api", "Interface", true],
        ["com.amazonaws.us-east-1.ecr.dkr", "Interface", true],
        ["com.amazonaws.us-east-1.logs", "Interface", true],
        ["com.amazonaws.us-east-1.s3", "Gateway", undefined],
        ["com.amazonaws.us-east-1.secretsmanager", "Interface", true],
        ["com.amazonaws.us-east-1.ssmmessages", "Interface", true],
      ]);
      assert.deepEqual(network.endpoints?.services, ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"]);
    });

    it("admits the tasks' subnets to its endpoints, on 443, and nobody else", () => {
      assert.deepEqual(
        of(ingress).map(({ inputs }) => [inputs.cidrIpv4, inputs.fromPort, inputs.toPort, inputs.ipProtocol]),
        [
          ["10.0.128.0/20", 443, 443, "tcp"],
          ["10.0.144.0/20", 443, 443, "tcp"],
        ],
      );
    });

    it("lets tasks out to the endpoints and S3, and not to an address", () => {
      assert.deepEqual(waysOut(), [
        ["web-task-endpoints", undefined, 443],
        ["web-task-s3", undefined, 443],
      ]);
    });

    it("leads to ECR's layers and to this account's buckets, and to no other bucket", () => {
      const s3 = of(endpoint).find(({ name }) => name === "web-s3");
      const { Statement } = JSON.parse(String(s3?.inputs.policy));
      const [layers, own, ...more] = Statement;
      assert.equal(layers.Resource, "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*");
      assert.deepEqual(own.Condition, { StringEquals: { "aws:ResourceAccount": "123456789012" } });
      assert.deepEqual(more, []);
    });
  });

  describe("with flow logs", () => {
    before(() => make({ flowLogs: {} }));

    it("records what was refused, for 30 days", () => {
      assert.equal(of("aws:ec2/flowLog:FlowLog")[0]?.inputs.trafficType, "REJECT");
      const { name, retentionInDays } = of("aws:cloudwatch/logGroup:LogGroup")[0]?.inputs ?? {};
      assert.deepEqual([name, retentionInDays], ["/vpc/gatehouse/dev/web", 30]);
    });

    it("records with a role that only flow logs of this account and region can take", () => {
      const [role] = of("aws:iam/role:Role");
      const [{ Principal, Condition }] = JSON.parse(String(role?.inputs.assumeRolePolicy)).Statement;
      assert.deepEqual(Principal, { Service: "vpc-flow-logs.amazonaws.com" });
      assert.deepEqual(Condition.StringEquals, { "aws:SourceAccount": "123456789012" });
      assert.equal(Condition.ArnLike["aws:SourceArn"], "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*");
    });

    it("records all connections when it is told to", async () => {
      await make({ flowLogs: { traffic: "all", days: 90 } });
      assert.equal(of("aws:ec2/flowLog:FlowLog")[0]?.inputs.trafficType, "ALL");
      assert.equal(of("aws:cloudwatch/logGroup:LogGroup")[0]?.inputs.retentionInDays, 90);
    });
  });

  it("says all that is wrong at once, before any resource", async () => {
    const wrong: NetworkArgs = {
      cidrBlock: "10.0.0.0/8",
      zones: 2,
      availabilityZones: ["us-west-1a"],
      layout: "private",
      endpoints: ["ssm"],
      flowLogs: { days: 31 },
    };
    assert.deepEqual(await refusedAt(wrong), ["zones", "cidrBlock", "endpoints", "flowLogs.days"]);
  });

  for (const [what, args, where] of [
    ["a layout that there is not", { layout: "privat" as NetworkLayout }, "layout"],
    ["IPv6 where tasks have public addresses", { ipv6: true }, "ipv6"],
    ["an endpoint that is always there", { layout: "isolated", endpoints: ["logs"] }, "endpoints[0]"],
    ["an endpoint twice", { layout: "isolated", endpoints: ["ssm", "ssm"] }, "endpoints[1]"],
    ["an endpoint by its whole name", { layout: "isolated", endpoints: ["com.amazonaws/ssm"] }, "endpoints[0]"],
    ["a kind of traffic that there is not", { flowLogs: { traffic: "accepted" as "all" } }, "flowLogs.traffic"],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      assert.deepEqual(await refusedAt(args as NetworkArgs), [where]);
    });
  }
});

/** The arguments that a network is refused for; nothing may have been made of it. */
async function refusedAt(args: NetworkArgs): Promise<string[]> {
  const errors: unknown[] = [];
  const made = await registrations(() => {
    try {
      new Network("web", args);
    } catch (error) {
      errors.push(error);
    }
  });
  assert.deepEqual(made, []);
  const [error] = errors;
  assert.ok(error instanceof InvalidArguments, String(error));
  return error.problems.map(({ where }) => where.replace('Network "web".', ""));
}
