import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import type { CheckFailure } from "../../policies/guard";
import type { Resource } from "../../policies/model/resource";
import { translated } from "../../policies/model/translate";
import { rows } from "../../policies/model/translate/cloudFormation/rows";
import { terraformNames } from "../../policies/model/translate/terraform/names";
import { unknownSentinels } from "../../policies/values/value";
import { runs } from "../share";
import { notKnown } from "./stack";

type Properties = Record<string, unknown>;

const stackType = "aws:cloudformation/stack:Stack";

function parts(inputs: Properties, more: Partial<Resource> = {}): Resource[] {
  const failures: CheckFailure[] = [];
  const made = translated({ urn: "urn:stack", type: stackType, inputs, outputs: {}, ...more }, failures);
  assert.deepEqual(failures, []);
  return made;
}

const isOpaque = (inputs: Properties): boolean => parts(inputs).some(({ type }) => type === stackType);

/** One property of one resource, as it is read. */
function groupIdOf(value: unknown, template: Properties = {}, stack: Properties = {}, more: Partial<Resource> = {}) {
  const Group = { Type: "AWS::EC2::SecurityGroup" };
  const Rule = { Type: "AWS::EC2::SecurityGroupIngress", Properties: { GroupId: value } };
  const made = parts({ templateBody: JSON.stringify({ Resources: { Group, Rule }, ...template }), ...stack }, more);
  const rule = made.find(({ urn }) => urn === "urn:stack#Rule");
  return { value: rule?.inputs?.groupId, from: rule?.dependencies?.groupId };
}

const parameter = (Type: string, Default?: unknown) => ({ Parameters: { P: { Type, Default } } });

describe("a CloudFormation template", () => {
  it("is read with all short forms of YAML", () => {
    const templateBody = `
AWSTemplateFormatVersion: 2010-09-09
Parameters: { Port: { Type: Number, Default: 3000 } }
Resources:
  Group: { Type: AWS::EC2::SecurityGroup }
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Group.GroupId
      IpProtocol: tcp
      FromPort: !Ref Port
      ToPort: !Select [1, !Split ["-", !Sub "8080-\${Port}"]]
      CidrIp: !Join ["/", [!Sub ["\${a}.0.0.0", {a: 0}], "0"]]
`;
    const rule = parts({ templateBody }).find(({ urn }) => urn === "urn:stack#Rule");
    const { groupId, fromPort, toPort, cidrIp } = rule?.inputs ?? {};
    assert.deepEqual([groupId, fromPort, toPort, cidrIp], ["urn:stack#Group", 3000, "3000", "0.0.0.0/0"]);
  });

  it("joins its resources by what refers to them", () => {
    for (const ref of [{ Ref: "Group" }, { "Fn::GetAtt": ["Group", "GroupId"] }, { "Fn::Sub": `\${Group.GroupId}` }]) {
      assert.deepEqual(groupIdOf(ref), { value: "urn:stack#Group", from: [] });
    }
  });

  it("takes other attributes, and texts with an id in them, for unknown, but knows what they were made from", () => {
    for (const ref of [{ "Fn::GetAtt": ["Group", "Name"] }, { "Fn::Sub": `a-\${Group}` }]) {
      assert.deepEqual(groupIdOf(ref), { value: notKnown, from: ["urn:stack#Group"] });
    }
  });

  it("reads parameters: as given, by default, as a list, and as unknown where they are", () => {
    const given = { parameters: { P: "sg-1" } };
    assert.equal(groupIdOf({ Ref: "P" }, parameter("String", "sg-2"), given).value, "sg-1");
    assert.equal(groupIdOf({ Ref: "P" }, parameter("String", "sg-2")).value, "sg-2");
    const list = { "Fn::Select": [1, { Ref: "P" }] };
    assert.equal(groupIdOf(list, parameter("CommaDelimitedList", "a, b")).value, "b");
    assert.deepEqual(groupIdOf({ Ref: "P" }, parameter("AWS::SSM::Parameter::Value<String>", "/sg")), {
      value: notKnown,
      from: [],
    });
    const unknown = { parameters: { P: notKnown } };
    const dependencies = { parameters: ["urn:a"] };
    assert.deepEqual(groupIdOf({ Ref: "P" }, parameter("String"), unknown, { dependencies }), {
      value: notKnown,
      from: ["urn:a"],
    });
    assert.deepEqual(groupIdOf({ Ref: "P" }, parameter("String"), unknown), { value: notKnown, from: undefined });
    assert.deepEqual(groupIdOf({ "Fn::Sub": `\${P}` }, parameter("String"), unknown, { dependencies }), {
      value: notKnown,
      from: ["urn:a"],
    });
  });

  it("takes the branches of a condition for one value only where they are the same", () => {
    assert.equal(groupIdOf({ "Fn::If": ["Open", "sg-1", "sg-1"] }).value, "sg-1");
    assert.deepEqual(groupIdOf({ "Fn::If": ["Open", "sg-1", { Ref: "Group" }] }), { value: notKnown, from: undefined });
    assert.equal(groupIdOf({ "Fn::If": ["Open", "sg-1", { Ref: "AWS::NoValue" }] }).value, notKnown);
    assert.equal(groupIdOf({ Ref: "AWS::NoValue" }).value, undefined);
  });

  it("looks up its mappings, and takes everything else that CloudFormation computes for unknown", () => {
    const Mappings = { M: { a: { b: "sg-1" } } };
    assert.equal(groupIdOf({ "Fn::FindInMap": ["M", "a", "b"] }, { Mappings }).value, "sg-1");
    for (const value of [
      { "Fn::FindInMap": ["M", "a", "c"] },
      { "Fn::ImportValue": "group" },
      { "Fn::GetAZs": "" },
      { "Fn::Unheard": 1 },
      { "Fn::Sub": `\${Nobody}` },
      { Ref: "AWS::AccountId" },
      { Ref: 7 },
      { a: 1, "Fn::Transform": {} },
    ]) {
      assert.equal(groupIdOf(value, { Mappings }).value, notKnown, JSON.stringify(value));
    }
  });

  it("knows the region of its stack", () => {
    const region = "eu-west-1";
    assert.equal(groupIdOf({ Ref: "AWS::Region" }, {}, {}, { region }).value, region);
    assert.equal(groupIdOf({ Ref: "AWS::Region" }).value, notKnown);
  });

  it("tells by its outputs which ids its resources got", () => {
    const templateBody = JSON.stringify({
      Resources: { Tg: { Type: "AWS::ElasticLoadBalancingV2::TargetGroup" } },
      Outputs: { Arn: { Value: { Ref: "Tg" } } },
    });
    const [group] = parts({ templateBody }, { outputs: { outputs: { Arn: "arn:tg" } } });
    assert.deepEqual([group?.outputs.id, group?.outputs.arn], ["urn:stack#Tg", "arn:tg"]);
  });

  it("is opaque where it is elsewhere, unknown, transformed, too large or no template", () => {
    const resource = { Type: "AWS::EC2::SecurityGroup" };
    const body = (more: object) => ({ templateBody: JSON.stringify({ Resources: { A: resource }, ...more }) });
    assert.equal(isOpaque(body({})), false);
    for (const inputs of [
      {},
      { templateUrl: "https://bucket/template" },
      { ...body({}), templateUrl: notKnown },
      { templateBody: notKnown },
      { templateBody: "no template" },
      { templateBody: "a: *b" },
      { templateBody: "a: &a [1]\nResources: {A: {Type: 'AWS::ECS::Service', Properties: {x: *a}}}" },
      { templateBody: "Resources: {A: {Type: !Unheard x}}" },
      { templateBody: 7 },
      body({ Transform: "AWS::Serverless-2016-10-31" }),
      body({ "Fn::Transform": { Name: "AWS::Include" } }),
      body({ Resources: { A: { ...resource, "Fn::Transform": { Name: "AWS::Include" } } } }),
      body({ Resources: { A: { ...resource, Properties: { "Fn::Transform": { Name: "AWS::Include" } } } } }),
      { templateBody: '{"Resources":{"A":{"Type":"AWS::ECS::Service"}},"Resources":{}}' },
      body({ Resources: { "Fn::ForEach::A": resource } }),
      body({ Resources: { A: { Type: 7 } } }),
      body({ Resources: { A: { ...resource, Properties: [] } } }),
      body({ Resources: Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`A${index}`, resource])) }),
      body({ Description: "x".repeat(51_200) }),
    ]) {
      assert.ok(isOpaque(inputs), JSON.stringify(inputs).slice(0, 100));
    }
  });

  it("is read inside of another one, and only so deep", () => {
    const nest = (depth: number): Properties =>
      depth === 0
        ? { Type: "AWS::ECS::Service" }
        : {
            Type: "AWS::CloudFormation::Stack",
            Properties: { TemplateBody: { Resources: { A: nest(depth - 1) } } },
          };
    const deep = (depth: number) => parts({ templateBody: { Resources: { A: nest(depth) } } });
    assert.deepEqual(
      deep(1).map(({ urn, type }) => `${urn} ${type}`),
      ["urn:stack#A#A aws:ecs/service:Service"],
    );
    assert.deepEqual(
      deep(9).map(({ type }) => type),
      [stackType],
    );
  });
});

describe("a translation, whatever it is given", () => {
  const types = [
    ...Object.keys(rows).map((key) => `aws-native:${key}`),
    ...Object.keys(terraformNames).map((name) => `module:tf:${name}`),
    ...[stackType, "aws:cloudcontrol/resource:Resource", "aws-native:cloudformation:Stack"],
  ];
  const junk = fc.oneof(
    fc.jsonValue(),
    fc.json(),
    fc.constantFrom(...unknownSentinels, "!Ref a", "[".repeat(2_000), '{"a":'.repeat(500)),
  );
  const names = [
    ...["templateBody", "parameters", "typeName", "desiredState", "targets", "securityGroupIngress", "definition"],
    ...["networkConfiguration", "network_configuration", "load_balancer", "integration", "__proto__", "tags"],
  ];
  const properties = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), junk);

  it("never fails on any properties", () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), properties, properties, (type, inputs, outputs) => {
        const failures: CheckFailure[] = [];
        translated({ urn: "urn:r", type, inputs, outputs }, failures);
        assert.deepEqual(failures, []);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("never fails on any desired state or template, and loses none", () => {
    const typeName = fc.constantFrom("AWS::ECS::Service", "AWS::CloudFormation::Stack", "AWS::EC2::SecurityGroup");
    fc.assert(
      fc.property(typeName, fc.oneof(fc.json(), fc.string()), (type, text) => {
        const failures: CheckFailure[] = [];
        const made = [
          { type: stackType, inputs: { templateBody: text } },
          { type: stackType, inputs: { templateBody: `Resources: {A: {Type: "${type}", Properties: ${text}}}` } },
          { type: "aws:cloudcontrol/resource:Resource", inputs: { typeName: type, desiredState: text } },
        ].map((each) => translated({ urn: "urn:r", outputs: {}, ...each }, failures));
        assert.deepEqual(failures, []);
        assert.ok(made.every((resources) => resources.length > 0));
      }),
      { numRuns: runs(500) },
    );
  });
});
