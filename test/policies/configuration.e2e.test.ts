import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { stackPolicyName } from "../../policies/pack";
import { onStandIns } from "../../preview/engine/onStandIns";
import { buildPolicyPack, policyPack } from "../../preview/policyPack";

const projectDir = join(__dirname, "..", "preview", "fixtures", "small");
const rules = [
  "application-port-admits-nobody",
  "proxy-port-admits-only-the-load-balancer",
  "public-task-admits-only-the-load-balancer",
];
const waivers = rules.map((rule) => ({
  ...{
    rule,
    urn: "urn:pulumi:dev::small::*",
    reason: "the fixture is open",
    owner: "team-a",
    expires: "9999-12-31",
  },
}));

describe("the configuration, given to the real engine", () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-configuration-"));
    await buildPolicyPack();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The preview of a program with ways past its proxy; what the engine said, and whether it went well. */
  async function preview(configuration: object): Promise<{ passed: boolean; events: EngineEvent[] }> {
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify({ [stackPolicyName]: configuration }));
    const events: EngineEvent[] = [];
    const options = { stack: "dev", projectDir, program: "wayPast.ts", state: join(folder, "state") };
    const passed = await onStandIns({ ...options, policyPacks: [policyPack], progress: () => undefined }, (stack) =>
      stack.preview({ policyPackConfigs: [file], onEvent: (event) => events.push(event) }).then(
        () => true,
        () => false,
      ),
    );
    return { passed, events };
  }

  it("lets a preview pass in which every finding is waived, and prints each waiver", async () => {
    const { passed, events } = await preview({ waivers });
    const told = events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent]));
    assert.ok(passed, told.map(({ policyName, message }) => `${policyName}: ${message}`).join("\n"));
    assert.deepEqual([...new Set(told.map(({ policyName }) => policyName))].sort(), rules);
    for (const { enforcementLevel, message } of told) {
      assert.equal(enforcementLevel, "advisory");
      assert.match(message, /^Waived until 9999-12-31 by team-a: the fixture is open\n/);
    }
  });

  it("is held to the schema before anything is looked at", async () => {
    const [waiver] = waivers;
    const wrong = {
      refusePlainHttp: "true",
      levels: { [rules[0] ?? ""]: "off" },
      waivers: [{ ...waiver, until: "x" }],
    };
    const { passed, events } = await preview(wrong);
    assert.ok(!passed);
    const errors = events.map(({ diagnosticEvent }) => diagnosticEvent?.message ?? "").join("\n");
    for (const what of [
      /refusePlainHttp: Invalid type/,
      /"mandatory", "advisory", "disabled"/,
      /property until is not/,
    ]) {
      assert.match(errors, what);
    }
  });
});
