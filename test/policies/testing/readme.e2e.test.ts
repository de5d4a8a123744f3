import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, it } from "mocha";

const root = join(__dirname, "..", "..", "..");
const readme = readFileSync(join(root, "policies", "testing", "README.md"), "utf8");
const snippets = [...readme.matchAll(/## ([^\n]+)\n(?:(?!\n## )[\s\S])*?<!-- executed -->\n\n```ts\n([\s\S]*?)```/g)];

describe("the README of the testing entry", () => {
  let folder: string;
  before(() => {
    execFileSync("npx", ["tsc", "--build", "policies"], { cwd: root, stdio: "pipe" });
    folder = mkdtempSync(join(tmpdir(), "gatehouse-readme-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "reader", version: "1.0.0" }));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("has a snippet for each way of use, and no other code", () => {
    assert.deepEqual(
      snippets.map(([, title]) => title),
      ["Policies", "What is not known yet", "A whole pack"],
    );
    assert.equal(readme.match(/```ts/g)?.length, snippets.length);
  });

  it("has the types that it needs", () => {
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "ES2022"];
    const files = snippets.map(([, title = "", code = ""]) => write(folder, title, code));
    const { stdout } = spawnSync(process.execPath, [tsc, ...options, "--types", "node", ...files], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(stdout, "");
  });

  for (const [, title = "", code = ""] of snippets) {
    it(`passes as it stands: ${title}`, () => {
      const tsx = pathToFileURL(require.resolve("tsx")).href;
      const command = ["--import", tsx, "--test", "--test-reporter", "tap", write(folder, title, code)];
      const run = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
      assert.equal(run.status, 0, run.stdout + run.stderr);
      assert.match(run.stdout, /^# pass 1$/m);
    });
  }
});

function write(folder: string, title: string, code: string): string {
  const file = join(folder, `${title.toLowerCase().replaceAll(" ", "-")}.test.ts`);
  writeFileSync(file, code);
  return file;
}
