import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyEvent } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import { changedProgram, waysPast } from "./waysPast";

const root = join(__dirname, "..", "..");
const folder = join("out", "blocked");

describe("An update without a preview stops before a way past the proxy is whole:", () => {
  before(() => mkdirSync(join(root, folder), { recursive: true }));
  after(() => rmSync(join(root, folder), { recursive: true }));

  for (const [index, resource] of [
    [0, "hole"],
    [2, "web"],
    [3, "hole"],
  ] as const) {
    const way = waysPast[index];
    it(String(way?.what), async () => {
      assert.ok(way);
      const program = join(folder, `way${index}.ts`);
      writeFileSync(join(root, program), changedProgram(readFileSync(join(root, "index.ts"), "utf8"), way));
      const { policies, names } = await update(program);
      assert.ok(
        policies.some(({ enforcementLevel, message }) => enforcementLevel === "mandatory" && /Fix: /.test(message)),
        JSON.stringify(policies),
      );
      const service = names.has("aws:ecs/service:Service web");
      assert.ok(!service || (resource === "hole" && !names.has(`${rule} hole`)), "the service runs with a way past it");
    });
  }
});

const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** An update that must fail: what the policies said, and what exists afterwards. */
async function update(program: string): Promise<{ policies: PolicyEvent[]; names: Set<string> }> {
  const state = mkdtempSync(join(tmpdir(), "gatehouse-blocked-"));
  const policies: PolicyEvent[] = [];
  const options = { stack: "dev", projectDir: root, program, state, policyPacks: ["policies"] };
  try {
    return await onStandIns({ ...options, progress: () => undefined }, async (stack) => {
      // The Automation API's update is `pulumi up --skip-preview`.
      const onEvent = ({ policyEvent }: { policyEvent?: PolicyEvent }) => policyEvent && policies.push(policyEvent);
      await assert.rejects(stack.up({ onEvent }));
      const { deployment } = await stack.exportStack();
      const made: { type: string; urn: string }[] = deployment.resources ?? [];
      return { policies, names: new Set(made.map(({ type, urn }) => `${type} ${urn.split("::").at(-1)}`)) };
    });
  } finally {
    rmSync(state, { recursive: true });
  }
}
