import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { CheckFailure } from "../../policies/guard";
import type { Resource } from "../../policies/model/resource";
import { allTranslated, translated } from "../../policies/model/translate";
import { notKnown } from "./stack";

type Properties = Record<string, unknown>;

const urn = "urn:pulumi:test::shop::any::r";
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What a resource is read as; an exception would be a mistake in the pack. */
function read(type: string, inputs: Properties, more: Partial<Resource> = {}): Resource[] {
  const failures: CheckFailure[] = [];
  const made = translated({ urn, type, inputs, outputs: {}, ...more }, failures);
  assert.deepEqual(failures, []);
  return made;
}

const only = (made: readonly Resource[]): Resource => {
  const [resource, ...more] = made;
  assert.ok(resource !== undefined && more.length === 0, `${made.length} resources`);
  return resource;
};

const inputsOf = (type: string, inputs: Properties): unknown => plain(only(read(type, inputs)).inputs);

describe("a resource of the aws-native provider", () => {
  it("is left as it is where it is not read, and where it is the aws provider's own", () => {
    for (const type of ["aws-native:ecs:Unheard", "aws-native:s3:Bucket", "aws:ecs/service:Service", "a:b:c"]) {
      assert.equal(only(read(type, { a: 1 })).type, type);
    }
  });

  it("keeps what has the same name in both providers", () => {
    const made = only(read("aws-native:ecs:Service", { cluster: "c", enableExecuteCommand: true, serviceName: "web" }));
    assert.equal(made.type, "aws:ecs/service:Service");
    assert.deepEqual(plain(made.inputs), {
      cluster: "c",
      enableExecuteCommand: true,
      serviceName: "web",
      name: "web",
    });
  });

  it('reads "ENABLED", and takes another word for unknown instead of for "no"', () => {
    const assigned = (assignPublicIp: unknown) =>
      inputsOf("aws-native:ecs:Service", { networkConfiguration: { awsvpcConfiguration: { assignPublicIp } } });
    assert.deepEqual(assigned("ENABLED"), { networkConfiguration: { assignPublicIp: true } });
    assert.deepEqual(assigned("DISABLED"), { networkConfiguration: { assignPublicIp: false } });
    for (const word of ["enabled", 7, ["ENABLED"], notKnown])
      assert.deepEqual(assigned(word), { networkConfiguration: { assignPublicIp: notKnown } });
  });

  it("is unknown where a level above is unknown or no object", () => {
    for (const networkConfiguration of [notKnown, "text", [1], { awsvpcConfiguration: notKnown }]) {
      assert.deepEqual(inputsOf("aws-native:ecs:Service", { networkConfiguration }), {
        networkConfiguration: notKnown,
      });
    }
  });

  it("has the default of the aws provider where the other has the same", () => {
    const internal = (given: Properties) =>
      (inputsOf("aws-native:elasticloadbalancingv2:LoadBalancer", given) as Properties).internal;
    assert.equal(internal({}), undefined);
    assert.equal(internal({ scheme: "internal" }), true);
    assert.equal(internal({ scheme: "internet-facing" }), false);
    assert.equal(internal({ scheme: "Internal" }), notKnown);
  });

  it("tells what its properties were made from under their new names", () => {
    const dependencies = { targetGroupAttributes: ["urn:a"], name: ["urn:b"], healthCheckPort: ["urn:c"] };
    const inputs = { targetGroupAttributes: notKnown, name: notKnown, healthCheckPort: notKnown };
    const made = only(read("aws-native:elasticloadbalancingv2:TargetGroup", inputs, { dependencies }));
    assert.deepEqual(plain(made.dependencies), {
      ...dependencies,
      preserveClientIp: ["urn:a"],
      healthCheck: ["urn:c"],
    });
  });

  it("carries over which changes are ignored, path by path", () => {
    const ignored = (...ignoreChanges: string[]) =>
      only(read("aws-native:ecs:Service", {}, { ignoreChanges })).ignoreChanges;
    const path = "networkConfiguration.awsvpcConfiguration";
    assert.deepEqual(ignored("desiredCount"), ["desiredCount"]);
    assert.deepEqual(ignored("networkConfiguration"), ["networkConfiguration"]);
    assert.deepEqual(ignored(`${path}.securityGroups[0]`), ["networkConfiguration.securityGroups.0"]);
    assert.deepEqual(ignored(`["loadBalancers"][*]`), ["loadBalancers.*"]);
  });

  it("is several resources where it holds some: targets, rules, targets of an event", () => {
    const held = (type: string, inputs: Properties) => read(type, inputs).map((each) => `${each.urn} ${each.type}`);
    assert.deepEqual(held("aws-native:events:Rule", { targets: [{ id: "a" }, { id: "b" }] }), [
      `${urn} aws:cloudwatch/eventRule:EventRule`,
      `${urn}#targets[0] aws:cloudwatch/eventTarget:EventTarget`,
      `${urn}#targets[1] aws:cloudwatch/eventTarget:EventTarget`,
    ]);
    const [, rule] = read("aws-native:ec2:SecurityGroup", { securityGroupIngress: notKnown });
    assert.equal(rule?.inputs?.fromPort, notKnown);
    assert.deepEqual(rule?.dependencies, { securityGroupId: [urn] });
  });

  it("is found by the attribute that others use for it", () => {
    const outputs = { id: "sg-1", groupId: "sg-1" };
    assert.equal(only(read("aws-native:ec2:SecurityGroup", {}, { outputs })).outputs.arn, "sg-1");
  });

  it("reads a state machine with its substitutions, and only when all of them are known", () => {
    const machine = (Task: unknown) =>
      (
        inputsOf("aws-native:stepfunctions:StateMachine", {
          definition: { States: { Run: { Resource: `\${Task}` } } },
          definitionSubstitutions: { Task },
        }) as Properties
      ).definition;
    assert.equal(
      machine("arn:aws:states:::ecs:runTask"),
      '{"States":{"Run":{"Resource":"arn:aws:states:::ecs:runTask"}}}',
    );
    assert.equal(machine(notKnown), notKnown);
  });
});

describe("a desired state of Cloud Control", () => {
  const desired = (typeName: unknown, desiredState: unknown, more: Partial<Resource> = {}) =>
    read("aws:cloudcontrol/resource:Resource", { typeName, desiredState }, more);

  it("is the resource that it describes", () => {
    const made = only(desired("AWS::ElasticLoadBalancingV2::LoadBalancer", '{"Scheme":"internal","Type":"network"}'));
    assert.equal(made.type, "aws:lb/loadBalancer:LoadBalancer");
    assert.equal(made.inputs?.internal, true);
  });

  it("was made, each property of it, from what the state was made from", () => {
    const dependencies = { desiredState: ["urn:a"] };
    const made = only(desired("AWS::EC2::SecurityGroupIngress", '{"GroupId":"sg-1"}', { dependencies }));
    assert.deepEqual(plain(made.dependencies), { groupId: ["urn:a"], securityGroupId: ["urn:a"] });
  });

  it("is told by its type alone where the state cannot be read", () => {
    for (const state of [notKnown, undefined, "", "{", "[]", "7", { Scheme: "internal" }]) {
      assert.equal(only(desired("AWS::ECS::Service", state)).type, "AWS::ECS::Service");
    }
    assert.equal(only(desired(notKnown, "{}")).type, "aws:cloudcontrol/resource:Resource");
    assert.equal(only(desired("Service", "{}")).type, "aws:cloudcontrol/resource:Resource");
  });

  it("is known by the attributes of the live state", () => {
    const outputs = { id: "web", properties: '{"TargetGroupArn":"arn:tg"}' };
    const made = only(desired("AWS::ElasticLoadBalancingV2::TargetGroup", "{}", { outputs }));
    assert.equal(made.outputs.arn, "arn:tg");
  });

  it("does not say which of two spellings of a property counts", () => {
    const made = only(desired("AWS::ECS::Service", '{"Cluster":"a","cluster":"b"}'));
    assert.equal(made.inputs?.cluster, notKnown);
  });
});

describe("a resource of a Terraform module", () => {
  const service = {
    task_definition: "web:1",
    load_balancer: [{ container_name: "nginx", container_port: 8080, target_group_arn: "arn:tg" }],
    network_configuration: [{ assign_public_ip: true, security_groups: ["sg-1"], subnets: ["subnet-1"] }],
    service_connect_configuration: [{ enabled: true, service: [{ port_name: "web" }] }],
  };

  it("has the shape of pulumi-aws", () => {
    const made = only(read("network:tf:aws_ecs_service", service));
    assert.equal(made.type, "aws:ecs/service:Service");
    assert.deepEqual(plain(made.inputs), {
      taskDefinition: "web:1",
      loadBalancers: [{ containerName: "nginx", containerPort: 8080, targetGroupArn: "arn:tg" }],
      networkConfiguration: { assignPublicIp: true, securityGroups: ["sg-1"], subnets: ["subnet-1"] },
      serviceConnectConfiguration: { enabled: true, services: [{ portName: "web" }] },
    });
  });

  it("does not say which of two blocks counts where one is allowed", () => {
    const blocks = [...service.network_configuration, ...service.network_configuration];
    const made = only(read("network:tf:aws_ecs_service", { ...service, network_configuration: blocks }));
    assert.equal(made.inputs?.networkConfiguration, notKnown);
  });

  it("was made from the same under the new names", () => {
    const dependencies = { load_balancer: ["urn:tg"], task_definition: ["urn:td"] };
    const made = only(read("network:tf:aws_ecs_service", service, { dependencies }));
    assert.deepEqual(plain(made.dependencies), { loadBalancers: ["urn:tg"], taskDefinition: ["urn:td"] });
  });

  it("is the same under a token of a provider that is bridged on the spot", () => {
    const made = only(read("aws:index/lbTargetGroup:LbTargetGroup", { targetType: "ip" }));
    assert.equal(made.type, "aws:lb/targetGroup:TargetGroup");
    assert.deepEqual(plain(made.inputs), { targetType: "ip" });
  });
});

describe("what was made from a template", () => {
  it("may have been made from each of its parts", () => {
    const stack = "aws:cloudformation/stack:Stack";
    const templateBody = '{"Resources":{"Tg":{"Type":"AWS::ElasticLoadBalancingV2::TargetGroup"}}}';
    const made = allTranslated(
      [
        { urn: "urn:stack", type: stack, inputs: { templateBody }, outputs: {} },
        { urn, type: "aws:ecs/service:Service", outputs: {}, dependencies: { loadBalancers: ["urn:stack"] } },
      ],
      [],
    );
    assert.deepEqual(
      made.map((each) => each.urn),
      ["urn:stack#Tg", urn],
    );
    assert.deepEqual(plain(made[1]?.dependencies), { loadBalancers: ["urn:stack", "urn:stack#Tg"] });
  });
});
