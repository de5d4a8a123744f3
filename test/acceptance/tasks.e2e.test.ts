import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import { ScratchProject } from "./scratchProject";

const project = new ScratchProject("tasks");
const stacks = ["spot", "bridge", "hosts", "full", "relay"] as const;

interface Deployed {
  type: string;
  urn: string;
  inputs: Record<string, unknown>;
}

/** What became of a stack: what the policy pack said of it, what it made, and what a second update changed. */
interface Made {
  said: string[];
  resources: Deployed[];
  again: Record<string, number>;
}

async function make(stack: Stack): Promise<Made> {
  const said: string[] = [];
  const onEvent = ({ policyEvent }: EngineEvent) => {
    if (policyEvent !== undefined) said.push(`${policyEvent.enforcementLevel} ${policyEvent.policyName}`);
  };
  await stack.preview({ onEvent });
  await stack.up({ onEvent });
  const { resources } = (await stack.exportStack()).deployment;
  const again = (await stack.up({ onEvent })).summary.resourceChanges ?? {};
  return { said, resources, again };
}

const of = ({ resources }: Made, type: string) => resources.filter((each) => each.type === type);
const only = (made: Made, type: string): Record<string, unknown> => {
  const [found, ...more] = of(made, type);
  assert.ok(found !== undefined && more.length === 0, `${of(made, type).length} of ${type}`);
  return found.inputs;
};
const named = (made: Made, type: string, name: string) =>
  of(made, type).find(({ urn }) => urn.endsWith(`::${name}`))?.inputs ?? {};
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
const service = "aws:ecs/service:Service";

/** The statements of an inline policy. */
function statements(made: Made, name: string): { Action: string | string[]; Resource: string | string[] }[] {
  return JSON.parse(String(named(made, "aws:iam/rolePolicy:RolePolicy", name).policy)).Statement;
}

describe("Tasks on stand-ins, under the policy pack,", function () {
  // Five stacks, each previewed and updated twice.
  this.timeout(900_000);
  const made = new Map<string, Made>();
  const stack = (name: (typeof stacks)[number]) => {
    const found = made.get(name);
    assert.ok(found, name);
    return found;
  };

  before(async () => {
    project.make(Object.fromEntries(stacks.map((name) => [name, "config:\n  aws:region: eu-west-1\n"])));
    for (const name of stacks) {
      const program = `../../test/acceptance/tasks/${name}.ts`;
      const common = { stack: name, projectDir: project.folder, program, policyPacks: ["../../policies"] };
      made.set(name, await onStandIns({ ...common, progress: () => undefined }, make));
    }
  });
  after(() => project.remove());

  it("are said nothing of, being in order, but that sessions go past the proxy where they are allowed", () => {
    for (const name of stacks) {
      const expected = name === "full" ? ["advisory no-operator-way-past-the-proxy"] : [];
      assert.deepEqual([...new Set(stack(name).said)], expected, name);
    }
  });

  it("are changed by no second update", () => {
    for (const name of stacks) assert.deepEqual(Object.keys(stack(name).again), ["same"], name);
  });

  it("run on ARM64 and on Spot by their weights, the first of them on demand, with both images built to match", () => {
    const spot = stack("spot");
    assert.deepEqual(only(spot, service).capacityProviderStrategies, [
      { capacityProvider: "FARGATE", weight: 1, base: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 3 },
    ]);
    assert.deepEqual(only(spot, taskDefinition).runtimePlatform, {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: "ARM64",
    });
    const platforms = of(spot, "docker:index/image:Image").map(
      ({ inputs }) => (inputs.build as { platform: string }).platform,
    );
    assert.deepEqual(platforms, ["linux/arm64", "linux/arm64"]);
  });

  it("in network mode bridge share their hosts' address, on which the load balancer reaches the proxy alone", () => {
    const bridge = stack("bridge");
    for (const { inputs } of of(bridge, service)) assert.equal(inputs.networkConfiguration, undefined);
    for (const { inputs } of of(bridge, "aws:lb/targetGroup:TargetGroup")) assert.equal(inputs.targetType, "instance");
    const admitted = of(bridge, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ inputs }) => inputs.referencedSecurityGroupId !== undefined)
      .map(({ inputs }) => [inputs.fromPort, inputs.toPort]);
    assert.deepEqual(admitted.sort(), [
      [32768, 60999],
      [80, 80],
    ]);
    const published = of(bridge, taskDefinition).flatMap(({ inputs }) => {
      assert.deepEqual([inputs.networkMode, inputs.requiresCompatibilities], ["bridge", ["EC2"]]);
      return (
        JSON.parse(String(inputs.containerDefinitions)) as { name: string; portMappings?: { hostPort: number }[] }[]
      )
        .filter(({ portMappings }) => portMappings !== undefined)
        .map(({ name, portMappings }) => [name, portMappings?.[0]?.hostPort]);
    });
    assert.deepEqual(published.sort(), [
      ["nginx", 0],
      ["nginx", 80],
    ]);
  });

  it("on hosts run by the cluster's own capacity provider, each with an address that is not public", () => {
    const hosts = stack("hosts");
    const { capacityProviderStrategies, networkConfiguration } = only(hosts, service);
    const provider = only(hosts, "aws:ecs/capacityProvider:CapacityProvider").name;
    assert.deepEqual(capacityProviderStrategies, [{ capacityProvider: provider, weight: 1 }]);
    assert.equal((networkConfiguration as { assignPublicIp: boolean }).assignPublicIp, false);
    const { capacityProviders } = only(hosts, "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders");
    assert.deepEqual(capacityProviders, ["FARGATE", "FARGATE_SPOT", provider]);
  });

  it("may read exactly the secrets that they have, and decrypt with the keys that were named", () => {
    const account = "eu-west-1:123456789012";
    const reads = statements(stack("full"), "web-execution")
      .filter(({ Action }) => /^(ssm|secretsmanager|kms):/.test(String(Action)))
      .map(({ Action, Resource }) => [Action, Resource]);
    assert.deepEqual(reads, [
      ["ssm:GetParameters", [`arn:aws:ssm:${account}:parameter/web/token`]],
      ["secretsmanager:GetSecretValue", [`arn:aws:secretsmanager:${account}:secret:web/keys-a1B2c3`]],
      ["kms:Decrypt", [`arn:aws:kms:${account}:key/11111111-2222-3333-4444-555555555555`]],
    ]);
    const everything = statements(stack("full"), "web-execution").filter(({ Resource }) => Resource === "*");
    assert.deepEqual(
      everything.map(({ Action }) => Action),
      ["ecr:GetAuthorizationToken"],
    );
  });

  it("get a secret by its reference, and no value in the definition", () => {
    const containers = JSON.parse(String(only(stack("full"), taskDefinition).containerDefinitions));
    const { secrets } = containers.find(({ name }: { name: string }) => name === "app");
    assert.deepEqual(secrets, [
      { name: "KEY", valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/keys-a1B2c3:api::" },
      { name: "TOKEN", valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/web/token" },
    ]);
  });

  it("mount a file system by its access point, encrypted and as their role, and are let through to it on 2049", () => {
    const full = stack("full");
    const volumes = only(full, taskDefinition).volumes as { name: string; efsVolumeConfiguration?: object }[];
    const { efsVolumeConfiguration } = volumes.find(({ name }) => name === "files") ?? {};
    assert.deepEqual(Object.keys(efsVolumeConfiguration ?? {}).sort(), [
      "authorizationConfig",
      "fileSystemId",
      "transitEncryption",
    ]);
    const rules = ["Ingress", "Egress"].flatMap((way) =>
      of(full, `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`).filter(
        ({ inputs }) => inputs.fromPort === 2049,
      ),
    );
    assert.deepEqual(
      rules.map(({ urn }) => urn.split("::").at(-1)),
      ["web-files-task", "web-task-files"],
    );
    const mounts = statements(full, "web-task").filter(({ Action }) => JSON.stringify(Action).includes("ClientMount"));
    assert.deepEqual(
      mounts.map(({ Action }) => Action),
      [["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], ["elasticfilesystem:ClientMount"]],
    );
    for (const { Resource } of mounts)
      assert.match(String(Resource), /:elasticfilesystem:eu-west-1:\d+:file-system\/fs-/);
  });

  it("that allow sessions record them, and those that do not cannot open one", () => {
    const full = stack("full");
    assert.equal(only(full, service).enableExecuteCommand, true);
    const { configuration } = only(full, "aws:ecs/cluster:Cluster");
    const { logging, logConfiguration } = (configuration as Record<string, Record<string, unknown>>)
      .executeCommandConfiguration as Record<string, Record<string, unknown>>;
    assert.equal(logging, "OVERRIDE");
    assert.match(String(logConfiguration?.cloudWatchLogGroupName), /\/sessions$/);
    const { enableExecuteCommand } = only(stack("spot"), service);
    assert.equal(enableExecuteCommand, undefined);
    assert.equal(of(stack("spot"), "aws:iam/rolePolicy:RolePolicy").length, 1);
  });

  it("behind a relay are reached by their proxy through it, and by it over the socket", () => {
    const image = of(stack("relay"), "docker:index/image:Image").find(({ urn }) => urn.includes("web-proxy"));
    assert.ok(image, "there is an image of the proxy");
    const { context } = image.inputs.build as { context: string };
    const conf = readFileSync(join(project.folder, context, "nginx.conf"), "utf8");
    assert.match(conf, /server 127\.0\.0\.1:9000/);
    assert.doesNotMatch(conf, /http\.sock|:3000/);
  });
});
