import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { audit } from "../../../policies/audit/audit";
import { readSnapshot } from "../../../policies/audit/inputs/readSnapshot";
import { defaultConfiguration } from "../../../policies/configuration";
import { onStandIns } from "../../../preview/engine/onStandIns";

const projectDir = join(__dirname, "..", "..", "preview", "fixtures", "small");

/** The part of the SDK's `PulumiCommand` that its declarations leave out. */
interface Cli {
  run(args: string[], ...rest: unknown[]): Promise<{ stdout: string }>;
}

/** What `pulumi preview --json` prints: the Automation API has no option for it, so its command line is extended. */
async function previewDigest(stack: Stack, ...flags: string[]): Promise<string> {
  assert.ok(stack.workspace instanceof LocalWorkspace);
  const command = stack.workspace.pulumiCommand as unknown as Cli;
  const run = command.run.bind(command);
  let printed = "";
  command.run = async (args, ...rest) => {
    const isPreview = args[0] === "preview";
    const result = await run(isPreview ? [...args, "--json", ...flags] : args, ...rest);
    if (isPreview) printed = result.stdout;
    return result;
  };
  try {
    await stack.preview();
  } finally {
    command.run = run;
  }
  return printed;
}

describe("what the real engine writes about a stack with ways past the proxy", () => {
  let state: string;
  const written: Record<string, string> = {};

  before(async function () {
    this.timeout(300_000);
    state = mkdtempSync(join(tmpdir(), "gatehouse-audit-"));
    const options = { stack: "dev", projectDir, program: "wayPast.ts", state, progress: () => undefined };
    await onStandIns(options, async (stack) => {
      written["preview of a new stack"] = await previewDigest(stack);
      await stack.preview({ plan: join(state, "plan.json") });
      written["update plan of a new stack"] = readFileSync(join(state, "plan.json"), "utf8");
      await stack.up();
      written.export = JSON.stringify(await stack.exportStack());
      written["preview of an unchanged stack"] = await previewDigest(stack, "--show-sames");
      written.part = await previewDigest(stack);
      await stack.preview({ plan: join(state, "plan.json") });
      written.differences = readFileSync(join(state, "plan.json"), "utf8");
    });
  });
  after(() => rmSync(state, { recursive: true, force: true }));

  for (const what of [
    "export",
    "preview of a new stack",
    "preview of an unchanged stack",
    "update plan of a new stack",
  ]) {
    it(`is read as ${what}, and leads to the same violations`, () => {
      const snapshot = readSnapshot(written[what] ?? "", "given.json");
      assert.deepEqual(snapshot.stacks, ["small/dev"]);
      const regions = new Set(snapshot.resources.map(({ resource }) => resource.region));
      assert.deepEqual([...regions], ["eu-west-1"]);
      const { findings } = audit([snapshot], { configuration: defaultConfiguration, today: "2027-01-31" });
      const violations = findings.filter(({ verdict, level }) => verdict === "violation" && level === "mandatory");
      assert.deepEqual(
        violations.map(({ edge }) => edge.urn.split("::").at(-1)),
        ["port-3000", "port-8080"],
      );
      assert.ok(findings.every(({ acrossStacks, line }) => !acrossStacks && line !== undefined));
    });
  }

  it("is refused where it shows only a part of the stack", () => {
    assert.throws(() => readSnapshot(written.part ?? "", "part.json"), /leaves out \d+ unchanged/);
    assert.throws(() => readSnapshot(written.differences ?? "", "plan.json"), /only the differences of \d+ existing/);
  });
});
