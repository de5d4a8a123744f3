import assert from "node:assert/strict";
import type { Policies, ResourceValidationArgs } from "@pulumi/policy";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  apply,
  arn,
  type Declared,
  id,
  modes,
  output,
  previews,
  resource,
  rootUrn,
  runPack,
  secret,
  unknown,
  urnOf,
} from "../../../policies/testing";
import { runs } from "../../share";
import { type Recorded, recorder } from "./recorder";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const taskType = "aws:ecs/taskDefinition:TaskDefinition";
const ingress = (more: object): Declared =>
  resource(groupType, "web", { vpcId: "vpc-1", ingress: [{ fromPort: 80, ...more }] });

const policy = (
  validateResource: (args: ResourceValidationArgs, report: (message: string) => void) => void,
): Policies => [{ name: "rule", description: "A rule.", enforcementLevel: "mandatory", validateResource }];

/** What recording policies were handed, by logical name. */
async function record(stack: Declared[], options: Parameters<typeof runPack>[2]) {
  const { policies, inputs, outputs } = recorder();
  await runPack(policies, stack, options);
  const named = (all: Recorded[]) => Object.fromEntries(all.map((each) => [each.urn.split("::").at(-1), each]));
  return {
    inputs: named(inputs),
    outputs: named(outputs),
    order: inputs.map(({ urn }) => urn),
    listed: outputs.map(({ urn }) => urn),
  };
}

describe("a stack under test", () => {
  const stack = [
    resource(groupType, "lb", { vpcId: "vpc-1" }),
    ingress({ securityGroups: [id("lb")] }),
    resource(taskType, "task", {
      family: "web",
      containerDefinitions: apply([output("lb", "vpcId"), id("lb")], (vpc, lb) => `[${vpc} ${lb}]`),
    }),
  ];

  it("has unknown ids in the inputs of a first preview, and known ones in those of all others", async () => {
    const seen = async (mode: (typeof modes)[number]) => (await record(stack, { mode })).inputs;
    for (const mode of modes) {
      const { web, task } = await seen(mode);
      const first = mode.startsWith("first");
      assert.deepEqual(web?.properties.ingress, [{ fromPort: 80, securityGroups: [first ? unknown : "id-lb"] }], mode);
      assert.equal(task?.properties.containerDefinitions, first ? unknown : "[vpc-1 id-lb]", mode);
    }
  });

  it("lacks in a first preview's outputs what a bridged provider drops, and has it where a provider echoes", async () => {
    const outputs = async (mode: (typeof modes)[number]) => (await record(stack, { mode })).outputs.web?.properties;
    assert.deepEqual(await outputs("first"), { vpcId: "vpc-1", id: unknown, arn: unknown });
    const nested = [{ fromPort: 80, securityGroups: [unknown] }];
    assert.deepEqual(await outputs("first-echoed"), { vpcId: "vpc-1", ingress: nested, id: unknown, arn: unknown });
    const known = { vpcId: "vpc-1", ingress: [{ fromPort: 80, securityGroups: ["id-lb"] }] };
    for (const mode of ["second", "update"] as const)
      assert.deepEqual(await outputs(mode), { ...known, id: "id-web", arn: "arn:aws:test:eu-west-1:123456789012:web" });
  });

  it("keeps an output that is unknown as a whole, and one that no unknown concerns", async () => {
    const { outputs } = await record(
      [resource(groupType, "lb"), resource(taskType, "task", { family: "web", role: arn("lb") })],
      {},
    );
    assert.deepEqual(outputs.task?.properties, { family: "web", role: unknown, id: unknown, arn: unknown });
  });

  it("tells dependencies by top-level property only, and of literals none", async () => {
    const { outputs } = await record(stack, { mode: "first" });
    const lb = urnOf({ type: groupType, name: "lb" });
    assert.deepEqual(outputs.web?.propertyDependencies, { ingress: [lb] });
    assert.deepEqual(outputs.web?.dependencies, [lb]);
    assert.deepEqual(outputs.lb?.propertyDependencies, {});
  });

  it("hides what is only read, whose id is known and whose place among the dependencies stays empty", async () => {
    const read = resource(groupType, "shared", {}, { external: true, outputs: { id: "sg-1" } });
    const { inputs, outputs } = await record([read, ingress({ securityGroups: [id("shared")] })], { mode: "first" });
    assert.equal(inputs.shared ?? outputs.shared, undefined);
    assert.deepEqual(inputs.web?.properties.ingress, [{ fromPort: 80, securityGroups: ["sg-1"] }]);
    assert.deepEqual(outputs.web?.propertyDependencies, { ingress: [] });
  });

  it("has parents, providers and options, and the stack itself above all", async () => {
    const { inputs, outputs } = await record(
      [
        resource("acme:index:Shop", "shop", { port: 80 }, { component: true, outputs: { group: id("inner") } }),
        resource(
          groupType,
          "inner",
          {},
          { parent: "shop", ignoreChanges: ["ingress"], aliases: ["urn:old"], protect: true },
        ),
        resource(
          groupType,
          "far",
          {},
          { provider: { name: "far", properties: { region: "us-east-1" } }, dependsOn: ["inner"] },
        ),
      ],
      { mode: "second" },
    );
    const inner = `urn:pulumi:test::shop::acme:index:Shop$${groupType}::inner`;
    assert.equal(outputs.inner?.urn, inner);
    assert.equal(outputs.inner?.parent, urnOf({ type: "acme:index:Shop", name: "shop" }));
    assert.equal(outputs.shop?.parent, rootUrn);
    assert.deepEqual(outputs.shop?.properties, { group: "id-inner" });
    assert.equal(inputs.shop?.provider, undefined);
    const { ignoreChanges, aliases, protect } = inputs.inner?.options ?? {};
    assert.deepEqual(
      { ignoreChanges, aliases, protect },
      { ignoreChanges: ["ingress"], aliases: ["urn:old"], protect: true },
    );
    assert.deepEqual(inputs.far?.provider, { name: "far", properties: { region: "us-east-1" } });
    assert.deepEqual(outputs.far?.dependencies, [inner]);
    assert.deepEqual(outputs["shop-test"]?.urn, rootUrn);
  });

  it("hands a secret over in plain text, which is what a message must not repeat", async () => {
    for (const mode of modes) {
      const { inputs, outputs } = await record([resource(taskType, "task", { password: secret("hunter2") })], { mode });
      assert.equal(inputs.task?.properties.password, "hunter2");
      assert.equal(outputs.task?.properties.password, "hunter2");
    }
  });

  it("takes a component's outputs for what they are made of", async () => {
    const stack = [
      resource("acme:index:Shop", "shop", {}, { component: true, outputs: { group: id("inner") } }),
      resource(groupType, "inner", {}, { parent: "shop" }),
      resource(taskType, "task", { group: output("shop", "group") }),
    ];
    const { inputs, outputs } = await record(stack, { mode: "second" });
    assert.equal(inputs.task?.properties.group, "id-inner");
    assert.deepEqual(outputs.task?.propertyDependencies, { group: [outputs.inner?.urn] });
    const wrong = [...stack, resource(taskType, "other", { group: id("shop") })];
    await assert.rejects(runPack([], wrong), /component "shop": it has no output "id"/);
  });

  it("is a preview where it is one", async () => {
    for (const mode of modes) {
      const { inputs, outputs } = await record([resource(taskType, "task")], { mode });
      assert.deepEqual([inputs.task?.isPreview, outputs.task?.isPreview], [mode !== "update", mode !== "update"]);
    }
  });

  it("comes in an order that its seed decides, with the needed before what needs it", async () => {
    const names = (urns: string[]) => urns.map((urn) => urn.split("::").at(-1) ?? "");
    const backwards = [...stack, ...["a", "b", "c"].map((name) => resource(groupType, name))].reverse();
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (order) => {
        const first = await record(backwards, { order });
        const analysed = names(first.order);
        for (const name of ["web", "task"]) assert.ok(analysed.indexOf("lb") < analysed.indexOf(name), analysed.join());
        assert.deepEqual(await record([...backwards].reverse(), { order }), first);
        assert.deepEqual(names(first.listed).sort(), [...analysed].sort());
      }),
      { numRuns: runs(20) },
    );
    const orders = await Promise.all(
      [1, 2, 3, 4].map(async (order) => (await record(backwards, { order })).listed.join()),
    );
    assert.equal(new Set(orders).size, 4);
  });

  it("that no program could declare is refused by name", async () => {
    const refused = (declared: Declared[], options = {}) => runPack([], declared, options);
    await assert.rejects(
      refused([ingress({ securityGroups: [id("lb")] })]),
      /reference to "lb": no such resource; legal: web;/,
    );
    await assert.rejects(refused([ingress({}), ingress({})]), /resource "web": given twice/);
    const circle = [resource(groupType, "a", { b: id("b") }), resource(groupType, "b", { a: id("a") })];
    await assert.rejects(refused(circle), /"a" needs itself \(a → b → a\)/);
    const own = [resource(groupType, "a", {}, { parent: "b" }), resource(groupType, "b", {}, { parent: "a" })];
    await assert.rejects(refused(own), /needs itself/);
    await assert.rejects(
      refused([ingress({ toPort: unknown })], { mode: "update" }),
      /unknown "ingress" in mode "update"/,
    );
  });
});

describe("policies under test", () => {
  it("meet the SDK's proxy: reading an unknown ends them with an advisory message, in previews alone", async () => {
    const reading = policy(({ name, props }, report) => {
      if (name === "web" && props.ingress[0].securityGroups[0] !== "sg-1") report("wrong group");
    });
    const stack = [resource(groupType, "lb"), ingress({ securityGroups: [id("lb")] })];
    const [diagnostic, ...more] = (await runPack(reading, stack, { mode: "first" })).diagnostics;
    assert.deepEqual(more, []);
    assert.deepEqual(
      { ...diagnostic, message: "" },
      {
        policy: "rule",
        level: "advisory",
        message: "",
        urn: urnOf({ type: groupType, name: "web" }),
        phase: "resource",
      },
    );
    assert.match(
      diagnostic?.message ?? "",
      /string value at \.ingress\.0\.securityGroups\.0 can't be known during preview/,
    );
    assert.deepEqual(
      (await runPack(reading, stack, { mode: "second" })).diagnostics.map(({ level }) => level),
      ["mandatory"],
    );
  });

  it("have the pack's level where they have none, and the user's where it gives one", async () => {
    const policies: Policies = [
      {
        name: "one",
        description: "One.",
        validateResource: ({ name }, report) => void (name === "web" && report("!")),
      },
      {
        name: "two",
        description: "Two.",
        enforcementLevel: "mandatory",
        validateStack: (_args, report) => report("!"),
      },
    ];
    const told = async (options: Parameters<typeof runPack>[2]) =>
      (await runPack(policies, [ingress({})], options)).diagnostics.map(
        (each) => `${each.policy} ${each.level} ${each.phase}`,
      );
    assert.deepEqual(await told({}), ["one advisory resource", "two mandatory stack"]);
    assert.deepEqual(await told({ level: "mandatory" }), ["one mandatory resource", "two mandatory stack"]);
    assert.deepEqual(await told({ config: { all: "advisory" } }), ["one advisory resource", "two advisory stack"]);
    assert.deepEqual(await told({ config: { one: "disabled" } }), ["two mandatory stack"]);
    const both = { all: "disabled", two: { enforcementLevel: "advisory" } } as const;
    assert.deepEqual(await told({ config: both }), ["two advisory stack"]);
  });

  it("have their schema's defaults, and over them what the user configured", async () => {
    const config = async (given: Record<string, unknown>) => {
      const { inputs, outputs } = await record([ingress({})], { config: { "record-inputs": given } });
      return [inputs.web?.config, outputs.web?.config];
    };
    assert.deepEqual(await config({}), [{ limit: 3 }, { limit: 3 }]);
    assert.deepEqual(await config({ limit: 5, more: ["x"] }), [{ limit: 5, more: ["x"] }, { limit: 3 }]);
  });

  it("keep their configuration to themselves", async () => {
    const runs = [1, 2, 3].map((limit) => record([ingress({})], { config: { "record-inputs": { limit } } }));
    assert.deepEqual(
      (await Promise.all(runs)).map(({ inputs }) => inputs.web?.config),
      [{ limit: 1 }, { limit: 2 }, { limit: 3 }],
    );
  });

  it("cannot be configured by a name or a level that does not exist", async () => {
    const { policies } = recorder();
    const run = (config: object) => runPack(policies, [], { config: config as Record<string, "advisory"> });
    await assert.rejects(
      run({ "record-input": { limit: 1 } }),
      /given "record-input"; legal: all, record-inputs, record-outputs/,
    );
    await assert.rejects(run({ "record-inputs": "strict" }), /given level "strict"; legal: advisory, mandatory/);
  });

  it("end the run with their exception, as they end a deployment", async () => {
    const throwing = policy(() => {
      throw new TypeError("of the policy");
    });
    await assert.rejects(
      runPack(throwing, []),
      /Error validating resource with policy 'rule'[\s\S]*TypeError: of the policy/,
    );
    const level = {
      name: "rule",
      description: "",
      enforcementLevel: "strict",
      validateStack: (_: unknown, report: (m: string) => void) => report("!"),
    };
    await assert.rejects(runPack([level as unknown as Policies[number]], []), /strict/);
  });

  it("stop an update at the resource that they refuse, and a preview not at all", async () => {
    const open = policy(({ name }, report) => name === "web" && report("open"));
    const { policies: recording, inputs, outputs } = recorder();
    const stack = [ingress({}), resource(taskType, "task", { group: id("web") })];
    const run = await runPack([...open, ...recording], stack, { mode: "update" });
    assert.equal(run.stoppedAt, urnOf({ type: groupType, name: "web" }));
    assert.deepEqual(outputs, []);
    assert.ok(!inputs.some(({ urn }) => urn.endsWith("::task")));
    for (const mode of previews) {
      const { stoppedAt, diagnostics } = await runPack(open, stack, { mode });
      assert.equal(stoppedAt, undefined);
      assert.equal(diagnostics.length, 1);
    }
  });

  it("change a resource before it is judged, and before the stack is", async () => {
    const { policies, inputs, outputs } = recorder();
    const tagging: Policies = [
      {
        name: "tag",
        description: "Tags.",
        enforcementLevel: "remediate",
        remediateResource: ({ type, props }) => (type === groupType ? { ...props, tagged: true } : undefined),
      },
    ];
    const { remediations } = await runPack([...tagging, ...policies], [ingress({})], { mode: "second" });
    assert.deepEqual(
      remediations.map(({ policy: name, urn }) => `${name} ${urn}`),
      [`tag ${urnOf({ type: groupType, name: "web" })}`],
    );
    for (const seen of [inputs, outputs])
      assert.equal(seen.find(({ urn }) => urn.endsWith("::web"))?.properties.tagged, true);
  });

  it("are shown on the stack where they name no resource of it", async () => {
    const policies: Policies = [
      {
        name: "stack",
        description: "",
        validateStack: (_args, report) => {
          report("none");
          report("other", "urn:other");
          report("own", urnOf({ type: groupType, name: "web" }));
        },
      },
    ];
    const { diagnostics } = await runPack(policies, [ingress({})]);
    assert.deepEqual(
      diagnostics.map(({ urn }) => urn),
      [rootUrn, rootUrn, urnOf({ type: groupType, name: "web" })],
    );
  });

  it("that the SDK would end the process for are refused instead", async () => {
    const all = policy(() => {}).map((each) => ({ ...each, name: "all" })) as Policies;
    await assert.rejects(runPack(all, []), /given name "all"/);
    const own = policy(() => {}).map((each) => ({
      ...each,
      configSchema: { required: ["enforcementLevel"] },
    })) as unknown as Policies;
    await assert.rejects(runPack(own, []), /its schema has enforcementLevel/);
  });
});
