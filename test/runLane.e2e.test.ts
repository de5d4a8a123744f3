import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { type Counts, runLane } from "./runLane";

/** What is counted of a file with these tests. */
async function countsOf(tests: string): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-lane-"));
  const [file, output] = [join(folder, "some.test.cjs"), openSync(join(folder, "log"), "w")];
  writeFileSync(file, tests);
  try {
    return await runLane({ name: "some", files: [file], ignored: [] }, join(folder, "counts"), output);
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true });
  }
}

describe("A lane of a whole run", () => {
  it("tells how its tests ended", async () => {
    const tests = `it("a", () => {}); it("b", () => { throw new Error("b"); }); it("c", function () { this.skip(); });`;
    assert.deepEqual(await countsOf(tests), { passed: 1, failed: 1, skipped: 1 });
  });

  it("has failed where it ended without an end, however well it began", async () => {
    for (const end of ["process.exit(0)", 'process.kill(process.pid, "SIGKILL")']) {
      const { failed } = await countsOf(`it("a", () => {}); it("b", () => ${end});`);
      assert.equal(failed, 1, end);
    }
  });
});
