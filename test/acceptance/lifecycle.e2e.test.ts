import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";

const root = join(__dirname, "..", "..");

/** One node a component, in the stack's own words. */
function componentsOf(resources: { type: string; urn: string }[]): string[] {
  const own = resources.filter(({ type }) => type.startsWith("gatehouse:index:"));
  return own.map(({ type, urn }) => `${type} ${urn.split("::").at(-1)}`).sort();
}

describe("The stack dev on stand-ins", () => {
  let state: string;

  before(() => {
    state = mkdtempSync(join(tmpdir(), "gatehouse-lifecycle-"));
  });
  after(() => rmSync(state, { recursive: true }));

  it("is made under the policy pack, left alone by a second update, and taken down completely", async () => {
    const options = { stack: "dev", projectDir: root, state, policyPacks: ["policies"], progress: () => undefined };
    const said: EngineEvent[] = [];
    await onStandIns(options, async (stack) => {
      const made = await stack.up({ onEvent: (event) => said.push(event) });
      const resources = made.summary.resourceChanges?.create ?? 0;
      assert.ok(resources >= 30 && resources <= 60, `${resources} resources\n${made.stdout}`);
      const { deployment: built } = await stack.exportStack();
      assert.deepEqual(componentsOf(built.resources), [
        "gatehouse:index:Cluster web",
        "gatehouse:index:ContainerImage web-app",
        "gatehouse:index:ContainerImage web-proxy",
        "gatehouse:index:LoadBalancer web",
        "gatehouse:index:Network web",
        "gatehouse:index:ProxiedService web",
      ]);
      const again = await stack.up({ onEvent: (event) => said.push(event) });
      assert.deepEqual(again.summary.resourceChanges, { same: resources });
      const gone = await stack.destroy();
      assert.deepEqual(gone.summary.resourceChanges, { delete: resources });
      const { deployment } = await stack.exportStack();
      assert.deepEqual(deployment.resources ?? [], []);
    });
    // On a compliant stack the pack says nothing at all, in a preview or an update.
    assert.deepEqual(
      said.flatMap(({ policyEvent }) => policyEvent ?? []),
      [],
    );
  });
});
