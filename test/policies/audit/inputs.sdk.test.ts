import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { audit } from "../../../policies/audit/audit";
import { readSnapshot } from "../../../policies/audit/inputs/readSnapshot";
import { Unreadable } from "../../../policies/audit/inputs/unreadable";
import type { Snapshot } from "../../../policies/audit/snapshot";
import { defaultConfiguration } from "../../../policies/configuration";
import { unknownSentinels } from "../../../policies/values/value";
import { runs } from "../../share";
import { shop } from "../shop";
import { stackExport, urnIn } from "./exported";

const read = (document: unknown): Snapshot => readSnapshot(JSON.stringify(document), "given.json");
const auditOf = (...snapshots: Snapshot[]) =>
  audit(snapshots, { configuration: defaultConfiguration, today: "2027-01-31" });
const resourceNamed = ({ resources }: Snapshot, name: string) =>
  resources.map(({ resource }) => resource).find(({ urn }) => urn.endsWith(`::${name}`));

const sg = "aws:ec2/securityGroup:SecurityGroup";
const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const [notKnown] = unknownSentinels;

/** One resource as a state holds it. */
const state = (type: string, name: string, more: object = {}) => ({
  ...{ urn: urnIn("shop", { type, name }), custom: true, type, id: `id-${name}`, inputs: {}, outputs: {} },
  ...more,
});
const exported = (...resources: object[]) => ({ version: 3, deployment: { manifest: {}, resources } });

describe("a stack export", () => {
  it("gives inputs, outputs, ids, dependencies and the regions of providers", () => {
    const snapshot = read(stackExport("shop", shop(), { region: "eu-north-1" }));
    assert.deepEqual(snapshot.stacks, ["shop/prod"]);
    assert.equal(snapshot.total, shop().length + 1, "the provider is a resource too");
    const found = resourceNamed(snapshot, "task-from-lb");
    assert.equal(found?.region, "eu-north-1");
    assert.equal(found?.inputs?.fromPort, 8080);
    assert.equal(found?.outputs.id, "id-shop-task-from-lb");
    assert.deepEqual(found?.dependencies?.securityGroupId, [urnIn("shop", { type: sg, name: "task-group" })]);
  });

  it("lets a resource's own region count before that of its provider", () => {
    const provider = state("pulumi:providers:aws", "default", { inputs: { region: "eu-west-1" } });
    const reference = `${provider.urn}::${provider.id}`;
    const snapshot = read(
      exported(
        provider,
        state(sg, "here", { provider: reference }),
        state(sg, "there", { provider: reference, inputs: { region: "us-east-1" } }),
      ),
    );
    assert.equal(resourceNamed(snapshot, "here")?.region, "eu-west-1");
    assert.equal(resourceNamed(snapshot, "there")?.region, "us-east-1");
  });

  it("leaves out what only waits to be deleted, and keeps only what the model looks at", () => {
    const gone = state(rule, "old", { delete: true });
    const bucket = state("aws:s3/bucket:Bucket", "files");
    const snapshot = read(exported(gone, bucket, state(rule, "new")));
    assert.equal(snapshot.total, 3);
    assert.deepEqual(
      snapshot.resources.map(({ resource }) => resource.urn),
      [urnIn("shop", { type: rule, name: "new" })],
    );
  });

  it("tells on which line each resource is written", () => {
    const text = JSON.stringify(exported(state(sg, "one"), state(rule, "two")), null, 2);
    const { lines } = readSnapshot(text, "given.json");
    for (const [urn, line] of lines) assert.ok(text.split("\n")[line - 1]?.includes(urn), urn);
    assert.equal(lines.size, 2);
  });

  it("may be empty, as that of a stack that was taken down", () => {
    assert.deepEqual(read({ version: 3, deployment: { manifest: {} } }).stacks, []);
  });

  it("is read in version 3 and 4 and refused in any other, with what to do", () => {
    assert.equal(read({ ...exported(state(sg, "one")), version: 4, features: ["views"] }).resources.length, 1);
    assert.throws(() => read({ ...exported(), version: 2 }), /version 2, legal: 3 or 4; fix: export the stack again/);
  });
});

describe("a secret of an export", () => {
  const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

  it("counts as its value when it is in plain text, also inside of a list", () => {
    const cidr = { ...signature, plaintext: '"10.0.0.0/8"' };
    const [each] = read(exported(state(sg, "one", { inputs: { ingress: [{ cidrBlocks: [cidr] }] } }))).resources;
    assert.deepEqual(each?.resource.inputs?.ingress, [{ cidrBlocks: ["10.0.0.0/8"] }]);
  });

  it("is not known when it is encrypted, and that is said with the way to lift it", () => {
    const port = { ...signature, ciphertext: "v1:x:y" };
    const snapshot = read(exported(state(rule, "one", { inputs: { fromPort: port, toPort: 3000 } })));
    assert.equal(snapshot.resources[0]?.resource.inputs?.fromPort, notKnown);
    const withHidden = (hides: (inputs: Record<string, unknown>) => object) => {
      const document = JSON.parse(JSON.stringify(stackExport("shop", shop())));
      for (const each of document.deployment.resources) Object.assign(each.inputs, hides(each.inputs));
      return auditOf(read(document));
    };
    assert.deepEqual(withHidden(() => ({ description: port })).notes, [], "nothing rests on it");
    const doubted = withHidden(({ fromPort }) => (fromPort === 8080 ? { fromPort: port } : {}));
    assert.deepEqual(
      doubted.findings.map(({ verdict, level }) => [verdict, level]),
      [["unproven", "mandatory"]],
    );
    assert.match(doubted.notes[0] ?? "", /^given.json: fromPort of urn:.* is encrypted .*--show-secrets/);
  });

  it("is not known when it is encrypted and was made from no resource, instead of resting on something outside", () => {
    const group = { ...signature, ciphertext: "v1:x:y" };
    const none = { securityGroupId: [], fromPort: [] };
    const one = state(rule, "one", { inputs: { securityGroupId: group }, propertyDependencies: none });
    const { dependencies } = read(exported(one)).resources[0]?.resource ?? {};
    assert.deepEqual(Object.keys(dependencies ?? {}), ["fromPort"]);
  });

  it("never reaches a message, nor does any other text of an environment", () => {
    const secret = { ...signature, plaintext: '"[{\\"name\\": \\"app\\", \\"image\\": \\"hunter2\\"}]"' };
    const document = JSON.parse(JSON.stringify(stackExport("shop", shop())));
    for (const each of document.deployment.resources) {
      if (each.type.includes("TaskDefinition")) each.inputs.containerDefinitions = secret;
    }
    const done = auditOf(read(document));
    assert.ok(done.findings.length > 0);
    assert.ok(!JSON.stringify(done).includes("hunter2"));
  });
});

describe("a preview", () => {
  const step = (op: string, newState: object | undefined, oldState?: object) => ({ op, newState, oldState });
  const digest = (steps: object[], more: object = {}) => ({
    config: {},
    steps,
    duration: 1,
    changeSummary: {},
    ...more,
  });

  it("shows the stack as it is about to be: created, changed and unchanged, without what goes", () => {
    const snapshot = read(
      digest([
        step("create", state(rule, "new", { id: undefined, inputs: { securityGroupId: notKnown } })),
        step("update", state(rule, "changed", { id: undefined, inputs: { fromPort: 8080 } }), state(rule, "changed")),
        step("same", state(sg, "same", { id: undefined }), state(sg, "same", { outputs: { arn: "arn:aws:same" } })),
        step("delete", undefined, state(rule, "gone")),
        step("delete-replaced", undefined, state(rule, "replaced")),
        step("create-replacement", state(rule, "replaced", { id: undefined }), state(rule, "replaced")),
      ]),
    );
    assert.deepEqual(
      snapshot.resources.map(({ resource }) => [resource.urn.split("::").at(-1), resource.outputs.id]),
      [
        ["new", undefined],
        ["changed", "id-changed"],
        ["same", "id-same"],
        ["replaced", undefined],
      ],
    );
    assert.equal(resourceNamed(snapshot, "same")?.outputs.arn, "arn:aws:same");
    assert.equal(resourceNamed(snapshot, "changed")?.inputs?.fromPort, 8080);
  });

  it("takes the region of default providers from the configuration, because it does not show them", () => {
    const provider = `${urnIn("shop", { type: "pulumi:providers:aws", name: "default_7_48_0" })}::${notKnown}`;
    const steps = [step("create", state(sg, "one", { provider }))];
    const snapshot = read(digest(steps, { config: { "aws:region": "eu-west-1" } }));
    assert.equal(resourceNamed(snapshot, "one")?.region, "eu-west-1");
  });

  it("holds no secret, so one is not known", () => {
    const steps = [step("create", state(rule, "one", { inputs: { fromPort: "[secret]" } }))];
    const snapshot = read(digest(steps));
    assert.equal(snapshot.resources[0]?.resource.inputs?.fromPort, notKnown);
    assert.equal(snapshot.hidden.length, 1);
  });

  it("is refused without the resources that stay the same, because a part of a stack proves nothing", () => {
    const steps = [step("same", state(sg, "one"), state(sg, "one"))];
    assert.throws(() => read(digest(steps, { changeSummary: { same: 28 } })), /leaves out 27 unchanged.*--show-sames/);
    assert.throws(() => read({ duration: 1, changeSummary: { same: 3 } }), /leaves out 3 unchanged/);
    assert.equal(read(digest(steps, { changeSummary: { same: 1 } })).resources.length, 1);
  });

  it("is refused when it ended with an error", () => {
    const diagnostics = [{ severity: "warning" }, { severity: "error", message: "hunter2" }];
    assert.throws(
      () => read(digest([], { diagnostics })),
      (error: Error) => {
        assert.match(error.message, /ended with 1 error/);
        return !error.message.includes("hunter2");
      },
    );
  });
});

describe("an update plan", () => {
  const plan = (steps: string[]) => ({
    manifest: {},
    resourcePlans: {
      [urnIn("shop", { type: rule, name: "new" })]: {
        goal: { type: rule, inputDiff: { adds: { fromPort: 3000 } }, propertyDependencies: { securityGroupId: [] } },
        steps,
        state: { fromPort: 3000 },
      },
    },
  });

  it("is read where everything is created", () => {
    const snapshot = read(plan(["create"]));
    assert.equal(snapshot.resources[0]?.resource.inputs?.fromPort, 3000);
    assert.deepEqual(snapshot.resources[0]?.resource.dependencies?.securityGroupId, []);
    assert.equal(snapshot.lines.size, 1);
  });

  it("is refused where resources exist, because it holds only their differences", () => {
    assert.throws(() => read(plan(["same"])), /only the differences of 1 existing.*preview --json --show-sames/);
  });
});

describe("the plan of Gatehouse's own preview", () => {
  it("is read like any other", () => {
    const urn = urnIn("shop", { type: rule, name: "new" });
    const snapshot = read({
      resources: [{ urn, type: rule, name: "new", inputs: { fromPort: 1 }, propertyDependencies: {} }],
    });
    assert.equal(snapshot.resources[0]?.resource.inputs?.fromPort, 1);
  });
});

describe("anything else", () => {
  const cases: [what: string, text: string, message: RegExp][] = [
    ["an empty file", " \n", /^is empty; fix: give the output of `pulumi stack export`/],
    ["no JSON", "hello hunter2", /^is not one JSON document; fix/],
    ["a list", "[]", /^is JSON, but a list/],
    ["another object", '{"name": "x", "version": 3}', /it is an object of "name", "version"; fix/],
    ["an object without keys", "{}", /an empty object/],
    ["an export with a broken resource", JSON.stringify(exported({ urn: 1 })), /^deployment.resources\[0\] has no URN/],
    ["an export whose resources are no list", '{"version":3,"deployment":{"resources":{}}}', /without a list/],
  ];
  for (const [what, text, message] of cases) {
    it(`is refused with what was found: ${what}`, () => {
      assert.throws(
        () => readSnapshot(text, "given.json"),
        (error: unknown) => {
          assert.ok(error instanceof Unreadable);
          assert.match(error.message, message);
          assert.ok(!error.message.includes("hunter2"));
          return true;
        },
      );
    });
  }

  it("ends in Unreadable or in a snapshot that can be audited, whatever JSON it is", () => {
    const json = fc.json({ maxDepth: 4 });
    const wrapped = fc.oneof(
      json,
      json.map((text) => `{"version":3,"deployment":{"resources":[${text}]}}`),
      json.map((text) => `{"steps":[{"op":"create","newState":${text}}]}`),
      json.map((text) => JSON.stringify(exported(state(sg, "one", { inputs: { ingress: JSON.parse(text) } })))),
      json.map((text) =>
        JSON.stringify(exported(state(rule, "one", { outputs: JSON.parse(text), id: JSON.parse(text) }))),
      ),
    );
    fc.assert(
      fc.property(wrapped, (text) => {
        try {
          auditOf(readSnapshot(text, "given.json"));
        } catch (error) {
          assert.ok(error instanceof Unreadable, String(error));
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
