import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { describe, it } from "mocha";
import { aws } from "../../preview/standIns/aws";
import { difference } from "../../preview/standIns/diff";
import { docker } from "../../preview/standIns/docker";
import type { ResourceModel } from "../../preview/standIns/model";
import { previewed } from "../../preview/standIns/previewed";
import { checked, state } from "../../preview/standIns/resource";
import { planSubnets } from "../../preview/standIns/subnetPlan";

const place = { account: "123456789012", region: "eu-west-1" };
const urn = (type: string) => `urn:pulumi:dev::p::${type}::web`;

function model(type: string): ResourceModel {
  const found = aws.resources[type] ?? docker.resources[type];
  assert(found, type);
  return found;
}

function made(type: string, inputs: Record<string, unknown>) {
  return state(urn(type), model(type), checked(urn(type), model(type), {}, inputs), place);
}

describe("the tables of the stand-ins", () => {
  it("name only resource types and invokes that the provider has", () => {
    const packages = join(__dirname, "..", "..", "node_modules", "@pulumi");
    const tokens = [aws, docker].flatMap((standIn) => [
      ...Object.keys(standIn.resources),
      ...Object.keys(standIn.invokes),
    ]);
    for (const token of tokens) {
      const [pkg = "", path = ""] = token.split(":");
      const file = join(packages, pkg, `${path.replace(/^index\//, "")}.js`);
      assert(existsSync(file) && readFileSync(file, "utf8").includes(token), token);
    }
  });

  it("give every resource type an id and the same outputs in every run", () => {
    for (const [type, row] of Object.entries({ ...aws.resources, ...docker.resources })) {
      const inputs = checked(
        urn(type),
        row,
        {},
        { bucket: "b", role: "r", repository: "r", clusterName: "c", name: "n" },
      );
      const [once, again] = [state(urn(type), row, inputs, place), state(urn(type), row, inputs, place)];
      assert(once.id === again.id, type);
      assert.deepEqual(once, again);
    }
  });

  it("name what the program does not, and keep a name once it is given", () => {
    const type = "aws:iam/role:Role";
    const first = checked(urn(type), model(type), {}, {});
    assert.match(String(first.name), /^web-[0-9a-f]{7}$/);
    assert.equal(checked(urn(type), model(type), { name: "web-old" }, {}).name, "web-old");
    assert.equal(checked(urn(type), model(type), {}, { name: "given" }).name, "given");
  });

  it("give ARNs and names as AWS writes them, in each partition", () => {
    const balancer = made("aws:lb/loadBalancer:LoadBalancer", { name: "web", internal: true }).properties;
    assert.match(
      String(balancer.arn),
      /^arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
    );
    assert.match(String(balancer.dnsName), /^internal-web-\d+\.eu-west-1\.elb\.amazonaws\.com$/);
    const listener = made("aws:lb/listener:Listener", { loadBalancerArn: balancer.arn }).properties;
    assert.match(String(listener.arn), /:listener\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
    const repository = made("aws:ecr/repository:Repository", { name: "r", region: "cn-north-1" }).properties;
    assert.equal(repository.repositoryUrl, "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/r");
    assert.match(String(repository.arn), /^arn:aws-cn:/);
  });

  it("give a web ACL, an API and a distribution the names that AWS gives", () => {
    const acl = (scope: string) =>
      made("aws:wafv2/webAcl:WebAcl", { name: "web", scope, region: "us-east-1" }).properties;
    assert.match(
      String(acl("CLOUDFRONT").arn),
      /^arn:aws:wafv2:us-east-1:123456789012:global\/webacl\/web\/[0-9a-f-]{36}$/,
    );
    assert.match(String(acl("REGIONAL").arn), /:regional\/webacl\//);
    const api = made("aws:apigatewayv2/api:Api", { protocolType: "HTTP" }).properties;
    assert.match(String(api.apiEndpoint), /^https:\/\/[0-9a-f]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/);
    assert.match(String(api.arn), /^arn:aws:apigateway:eu-west-1::\/apis\/[0-9a-f]{10}$/);
    const { arn, domainName } = made("aws:cloudfront/distribution:Distribution", {}).properties;
    assert.match(String(arn), /^arn:aws:cloudfront::123456789012:distribution\/E[0-9A-F]{13}$/);
    assert.match(String(domainName), /^d[0-9a-f]{13}\.cloudfront\.net$/);
  });

  it("make another id for a replacement and another digest for another build", () => {
    const image = (context: string) =>
      made("docker:index/image:Image", { imageName: "h/r:1", build: { context } }).properties;
    assert.notEqual(image("a").repoDigest, image("b").repoDigest);
    assert.match(String(image("a").repoDigest), /^h\/r@sha256:[0-9a-f]{64}$/);
    const subnet = (cidrBlock: string) => made("aws:ec2/subnet:Subnet", { cidrBlock }).id;
    assert.notEqual(subnet("10.0.0.0/24"), subnet("10.0.1.0/24"));
  });
});

describe("a resource that is only previewed", () => {
  const secret = (value: unknown) => ({ [rpc.specialSigKey]: rpc.specialSecretSig, value });
  const inputs = {
    name: "web",
    vpcId: rpc.unknownValue,
    ingress: [{ fromPort: 3000, securityGroups: [rpc.unknownValue] }],
    token: secret(rpc.unknownValue),
    tokens: secret({ first: rpc.unknownValue }),
  };
  const will = { ...inputs, id: "sg-1", arn: "arn:aws:ec2:::sg-1" };

  it("shows its inputs, and as unknown what only AWS can tell", () => {
    const computed = { id: rpc.unknownValue, arn: rpc.unknownValue };
    assert.deepEqual(previewed(will, inputs, {}, "inputs"), { ...inputs, ...computed });
  });

  it("lacks each property with an unknown inside where providers do so, but not one that is unknown itself", () => {
    const { ingress, tokens, ...kept } = previewed(will, inputs, {}, "inputs");
    assert.ok(ingress && tokens);
    assert.deepEqual(previewed(will, inputs, {}, "without nested unknowns"), kept);
  });

  it("keeps what AWS told of it before, if it exists", () => {
    const present = { name: "old", id: "sg-1", arn: "arn:aws:ec2:::sg-1", gone: true };
    const { name, id, arn, gone } = previewed(will, inputs, present, "without nested unknowns");
    assert.deepEqual({ name, id, arn, gone }, { name: "web", id: "sg-1", arn: will.arn, gone: undefined });
  });
});

describe("the difference between two sets of inputs", () => {
  const group = model("aws:ec2/securityGroup:SecurityGroup");

  it("replaces for what AWS cannot change in place, and not for the rest", () => {
    const olds = { name: "a", description: "x", tags: { a: "1" } };
    assert.deepEqual(difference(group, olds, olds), { changed: [], replaces: [] });
    assert.deepEqual(difference(group, olds, { ...olds, tags: { a: "2" } }), { changed: ["tags"], replaces: [] });
    assert.deepEqual(difference(group, olds, { ...olds, name: "b" }), { changed: ["name"], replaces: ["name"] });
    const task = model("aws:ecs/taskDefinition:TaskDefinition");
    assert.deepEqual(difference(task, { cpu: "1", tags: {} }, { cpu: "2" }), {
      changed: ["cpu", "tags"],
      replaces: ["cpu"],
    });
  });

  it("counts an unknown as a change, and a secret by its value", () => {
    const secret = (value: string) => ({ [rpc.specialSigKey]: rpc.specialSecretSig, value });
    assert.deepEqual(difference(group, { vpcId: "vpc-1" }, { vpcId: rpc.unknownValue }).replaces, ["vpcId"]);
    assert.deepEqual(difference(group, { tags: secret("a") }, { tags: "a" }).changed, []);
    assert.deepEqual(difference(group, { tags: secret("a") }, { tags: secret("b") }).changed, ["tags"]);
  });

  it("does not see another password of the registry, and sees another registry", () => {
    const image = model("docker:index/image:Image");
    const inputs = (server: string, password: string) => ({ registry: { server, username: "AWS", password } });
    assert.deepEqual(difference(image, inputs("a", "1"), inputs("a", "2")).changed, []);
    assert.deepEqual(difference(image, inputs("a", "1"), inputs("b", "1")).changed, ["registry"]);
  });
});

describe("the stand-in's subnets", () => {
  it("take given blocks, and otherwise cut each zone's part in order", () => {
    const given = [{ type: "Public", cidrBlocks: ["10.0.0.0/26", "10.0.0.64/26"] }];
    const blocks = (specs: unknown) =>
      planSubnets("v", "10.0.0.0/16", ["a", "b"], specs).map(({ name, cidrBlock }) => [name, cidrBlock]);
    assert.deepEqual(blocks(given), [
      ["v-public-1", "10.0.0.0/26"],
      ["v-public-2", "10.0.0.64/26"],
    ]);
    assert.deepEqual(blocks(undefined), [
      ["v-private-1", "10.0.0.0/18"],
      ["v-public-1", "10.0.64.0/19"],
      ["v-private-2", "10.0.128.0/18"],
      ["v-public-2", "10.0.192.0/19"],
    ]);
  });
});

describe("the stand-in's invokes", () => {
  const invoke = (token: string, args = {}) => {
    const reply = aws.invokes[token];
    assert(reply, token);
    return reply(args, place);
  };

  it("make a policy document as IAM reads it", () => {
    const { json } = invoke("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
          conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
        },
      ],
    });
    assert.deepEqual(JSON.parse(String(json)).Statement, [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "1" } },
      },
    ]);
  });

  it("give another registry password at each call", () => {
    const password = () => invoke("aws:ecr/getAuthorizationToken:getAuthorizationToken").password;
    assert.notEqual(password(), password());
  });

  it("refuse a region of which they do not know the load balancer's account", () => {
    const reply = aws.invokes["aws:elb/getServiceAccount:getServiceAccount"];
    assert.equal(reply?.({}, place).id, "156460612806");
    assert.throws(() => reply?.({}, { ...place, region: "mx-central-1" }), /mx-central-1/);
  });
});
