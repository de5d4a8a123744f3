import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Plan } from "../../preview/engine/plan";
import { PreviewFailed } from "../../preview/exitCode";
import { judgeStack, planStack } from "../../preview/previewStack";

const projectDir = join(__dirname, "fixtures", "small");
const policyPack = join(__dirname, "fixtures", "pack");

describe("a judged preview", () => {
  let out: string;
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  });
  afterEach(() => {
    rmSync(out, { recursive: true, force: true });
    delete process.env.FIXTURE_PACK;
  });
  const options = (program: string) => ({
    stack: "dev",
    projectDir,
    program,
    out,
    policyPack,
    progress: () => undefined,
  });
  const judged = (mode: string, program = "open.ts") => {
    process.env.FIXTURE_PACK = mode;
    return judgeStack(options(program));
  };

  it("is clean when no policy objects", async () => {
    const { judgement, report } = await judged("usual", "index.ts");
    assert.deepEqual([judgement.exitCode, judgement.unexplained, report.counts.violations], [0, [], 0]);
  });

  it("is a violation when a mandatory policy objects, and the report is read all the same", async () => {
    const { judgement, report, plan } = await judged("usual");
    assert.deepEqual([judgement.exitCode, judgement.unexplained.length], [1, 0]);
    assert.equal(report.findings[0]?.rule, "no-open-ssh");
    assert(plan.resources.some(({ name }) => name === "ssh"));
  });

  it("is clean when only an advisory policy objects and the report says so", async () => {
    const { judgement } = await judged("advisory");
    assert.deepEqual([judgement.exitCode, judgement.unexplained.length], [0, 0]);
  });

  it("is not clean when a mandatory policy met an unknown and the engine made it advisory", async () => {
    const { judgement } = await judged("unknown");
    assert.deepEqual([judgement.exitCode, judgement.unexplained.length], [1, 1]);
    assert.match(judgement.unexplained[0]?.message ?? "", /can't run policy/);
  });

  it("fails, and is not clean, when the pack wrote no report", async () => {
    await assert.rejects(judged("silent"), (e: unknown) => e instanceof PreviewFailed && /no report/.test(e.message));
  });

  it("plans inputs with the engine's unknowns and the resources that they come from", async () => {
    await planStack(options("index.ts"));
    const plan = JSON.parse(readFileSync(join(out, "plan.json"), "utf8")) as Plan;
    const rule = plan.resources.find(
      ({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    );
    const group = plan.resources.find(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup");
    assert.equal(rule?.inputs.securityGroupId, rpc.unknownValue);
    assert.equal(rule?.inputs.cidrIpv4, "0.0.0.0/0");
    assert.deepEqual(rule?.propertyDependencies, { securityGroupId: [group?.urn] });
    const subnets = plan.resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    const blocks = subnets.map(({ inputs }) => inputs.cidrBlock).sort();
    assert.deepEqual(blocks, ["10.0.0.0/26", "10.0.0.128/26", "10.0.0.192/26", "10.0.0.64/26"]);
  });

  it("plans no secret in plain text, and says that an encrypted value was replaced", async () => {
    const { notes } = await planStack({ ...options("secret.ts"), stack: "secret" });
    const text = readFileSync(join(out, "plan.json"), "utf8");
    const role = (JSON.parse(text) as Plan).resources.find(({ name }) => name === "keeper");
    assert.deepEqual(role?.inputs.tags, { password: "[secret]", nested: "[secret]" });
    assert(!text.includes("stand-in-secret"));
    assert.deepEqual(
      notes.map((note) => note.split(" is ")[0]),
      ["Pulumi.secret.yaml: small:password", "Pulumi.secret.yaml: small:nested"],
    );
  });
});
