import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkHosts, type HostsArgs } from "../../components/hosts/hostsArgs";
import { userData } from "../../components/hosts/userData";
import { Cluster } from "../../components/index";
import { type Registration, registrations } from "./registrations";

const network = {
  vpcId: "vpc-1",
  loadBalancerSubnetIds: ["subnet-1", "subnet-2"],
  loadBalancerCidrs: ["10.0.0.0/20", "10.0.16.0/20"],
  taskSubnetIds: ["subnet-3", "subnet-4"],
  taskPublicAddress: false,
};

const endpoints = { securityGroupId: "sg-1", s3PrefixListId: "pl-1", services: ["ecr.api", "ecr.dkr", "logs", "ecs"] };

describe("EC2 hosts of a cluster", () => {
  const refused = (change: Partial<HostsArgs>, name = "web") =>
    checkHosts("hosts", name, { network, ...change }).map(({ where }) => where);

  it("are sound by default, and with any type of their processor", () => {
    assert.deepEqual(refused({}), []);
    for (const type of [
      "t4g.small",
      "m7gd.large",
      "a1.medium",
      "im4gn.xlarge",
      "g5g.xlarge",
      "c7gn.metal",
      "x2gd.large",
    ]) {
      assert.deepEqual(refused({ architecture: "arm64", instanceType: type }), [], type);
    }
    for (const type of [
      "t3.small",
      "m7i-flex.large",
      "g4dn.xlarge",
      "c5.24xlarge",
      "p4de.24xlarge",
      "u7i-12tb.224xlarge",
    ]) {
      assert.deepEqual(refused({ instanceType: type }), [], type);
    }
  });

  for (const [what, change, where] of [
    ["a type of the other processor", { instanceType: "t4g.small" }, "hosts.instanceType"],
    ["x86 for Graviton", { architecture: "arm64", instanceType: "g4dn.xlarge" }, "hosts.instanceType"],
    ["a type that is none", { instanceType: "small" }, "hosts.instanceType"],
    ["more at least than at most", { fewest: 5 }, "hosts.fewest"],
    ["none at most", { fewest: 0, most: 0 }, "hosts.most"],
    ["a disk smaller than the image", { diskGibibytes: 20 }, "hosts.diskGibibytes"],
    ["a life longer than a year", { lifetimeDays: 400 }, "hosts.lifetimeDays"],
    ["endpoints, but none of ECS", { network: { ...network, endpoints } }, "hosts.network"],
    [
      "subnets from which they would not reach ECS",
      { network: { ...network, taskPublicAddress: true } },
      "hosts.network",
    ],
  ] as [string, Partial<HostsArgs>, string][]) {
    it(`are refused with ${what}`, () => assert.deepEqual(refused(change), [where]));
  }

  it("are refused in a cluster whose name ECS keeps for itself", () => {
    assert.deepEqual(refused({}, "fargate-web"), ["hosts"]);
  });

  it("belong to their cluster, and keep tasks from their own role", () => {
    const lines = userData("web-1").split("\n");
    assert.equal(lines[0], "#!/bin/sh");
    assert.ok(lines.includes("ECS_CLUSTER=web-1"));
    assert.ok(lines.includes("ECS_AWSVPC_BLOCK_IMDS=true"));
  });

  describe("as resources", () => {
    let all: Registration[];
    const only = (type: string) => {
      const found = all.filter((each) => each.type === type);
      assert.equal(found.length, 1, `${found.length} of ${type}`);
      return found[0]?.inputs ?? {};
    };
    before(async () => {
      const edge = {
        kind: "alb" as const,
        idleSeconds: 60,
        subnets: [],
        securityGroupId: "sg-edge",
        loadBalancerArn: "arn",
      };
      all = await registrations(() => {
        new Cluster("web", { hosts: { network, architecture: "arm64", edges: [edge] } });
      });
    });

    it("have no public address, an encrypted disk, and metadata for themselves alone", () => {
      const { networkInterfaces, metadataOptions, blockDeviceMappings, imageId, instanceType } = only(
        "aws:ec2/launchTemplate:LaunchTemplate",
      );
      assert.equal((networkInterfaces as { associatePublicIpAddress: string }[])[0]?.associatePublicIpAddress, "false");
      assert.deepEqual(metadataOptions, {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      });
      assert.equal((blockDeviceMappings as { ebs: { encrypted: string } }[])[0]?.ebs.encrypted, "true");
      assert.equal(imageId, "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id");
      assert.equal(instanceType, "t4g.small");
    });

    it("are replaced after their life, drained first, which Auto Scaling does to no host that is protected", () => {
      const { protectFromScaleIn, tags, maxInstanceLifetime } = only("aws:autoscaling/group:Group");
      assert.equal(protectFromScaleIn, false);
      assert.ok((tags as { key: string }[]).some(({ key }) => key === "AmazonECSManaged"));
      assert.equal(maxInstanceLifetime, 30 * 86400);
      const { autoScalingGroupProvider } = only("aws:ecs/capacityProvider:CapacityProvider");
      const { managedTerminationProtection, managedDraining, managedScaling } = autoScalingGroupProvider as {
        [setting: string]: string | { status: string };
      };
      assert.deepEqual([managedTerminationProtection, managedDraining], ["DISABLED", "ENABLED"]);
      assert.equal((managedScaling as { status: string }).status, "ENABLED");
    });

    it("admit the edge to the ports that ECS picks, and nobody else", () => {
      const { fromPort, toPort, referencedSecurityGroupId, cidrIpv4 } = only(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      );
      assert.deepEqual([fromPort, toPort, referencedSecurityGroupId, cidrIpv4], [32768, 60999, "sg-edge", undefined]);
    });
  });
});
