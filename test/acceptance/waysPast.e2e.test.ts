import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { runPreview } from "../previewCommand";
import { changedProgram, waysPast } from "./waysPast";

const root = join(__dirname, "..", "..");
const folder = join("out", "ways");

describe("A way past the proxy ends the preview with 1 and one message:", () => {
  before(() => mkdirSync(join(root, folder), { recursive: true }));
  after(() => rmSync(join(root, folder), { recursive: true }));

  for (const [index, way] of waysPast.entries()) {
    it(way.what, () => {
      const program = join(folder, `way${index}.ts`);
      const source = readFileSync(join(root, "index.ts"), "utf8");
      writeFileSync(join(root, program), changedProgram(source, way));
      const out = join(folder, "report");
      const { status, stdout, stderr } = runPreview("--stack", "dev", "--program", program, "--out", out);
      assert.equal(status, 1, stdout + stderr);
      const report = JSON.parse(readFileSync(join(root, folder, "report", "report.json"), "utf8"));
      assert.equal(report.findings.length, 1, JSON.stringify(report.findings, null, 2));
      const [{ message }] = report.findings;
      assert.match(message, way.way);
      assert.match(message, way.fix);
      assert.match(message, /urn:pulumi:dev::gatehouse::/, "names the edge");
      assert.ok(message.split("\n").length <= 12, message);
      assert.match(stdout, /1 (violation|unproven)|, 1 unproven/);
    });
  }
});
