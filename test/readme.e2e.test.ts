import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { assertSection, fenced, section } from "./readmeSections";

const root = join(__dirname, "..");

/** A command of the README, as a user would run it; what it printed on standard output. */
function run(command: string, expected = 0): string {
  // Not as a part of the make that runs the tests, which would say so in the output.
  const { MAKELEVEL, MAKEFLAGS, MFLAGS, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, { cwd: root, encoding: "utf8", shell: true, env });
  assert.equal(status, expected, `${command}\n${stdout}\n${stderr}`);
  return stdout.replace(/^npm warn .*\n/gm, "");
}

/** Hashes of content and of this run differ; a reader does not miss them. */
function shown(output: string): string {
  return output.replace(/-[0-9a-f]{16}\b/g, "-<hash>").replaceAll(root, ".");
}

/** From the first line that matches on. */
function from(pattern: RegExp, output: string): string {
  const lines = output.split("\n");
  const first = lines.findIndex((line) => pattern.test(line));
  assert.ok(first >= 0, `no line ${pattern} in:\n${output}`);
  return lines.slice(first).join("\n");
}

describe("The README's commands", () => {
  it("make preview prints what the README shows", () => {
    assertSection("make preview", fenced(shown(run("make preview"))));
  });

  it("make local prints what the README shows, and make down leaves nothing", function () {
    if (existsSync(join(root, "out", "local", "state.json"))) {
      console.log("      not run: a local run is up in this folder, and this test would end it");
      this.skip();
    }
    assertSection("make local", fenced(shown(from(/^┌/, run("make local")))));
    assert.match(run("make down"), /no process is left/);
  });

  it("the hole in the README ends the preview with the message that it shows", () => {
    const folder = join("out", "readme");
    const [imports = "", ...rest] = section("hole")
      .replace(/^```.*$/gm, "")
      .trim()
      .split("\n");
    mkdirSync(join(root, folder), { recursive: true });
    const program = readFileSync(join(root, "index.ts"), "utf8").replaceAll('from "./', 'from "../../');
    writeFileSync(join(root, folder, "hole.ts"), [imports, program, ...rest].join("\n"));
    const cli = `npx tsx preview/index.ts --stack dev --program ${folder}/hole.ts --out ${folder}`;
    run(cli, 1);
    const { findings } = JSON.parse(readFileSync(join(root, folder, "report.json"), "utf8"));
    rmSync(join(root, folder), { recursive: true });
    assert.equal(findings.length, 1);
    assertSection("hole output", fenced(findings[0].message));
  });

  it("make help names every command", () => {
    for (const target of ["preview", "local", "down", "images", "test", "bench", "up", "destroy"]) {
      assert.match(run("make help"), new RegExp(`^make ${target} `, "m"));
    }
  });

  it("make up and make destroy say what they need where there is no pulumi", () => {
    // A PATH of its own: on a machine that has pulumi, and perhaps credentials, nothing must be deployed.
    const path = mkdtempSync(join(tmpdir(), "gatehouse-path-"));
    for (const program of ["make", "bash"]) symlinkSync(run(`command -v ${program}`).trim(), join(path, program));
    for (const target of ["up", "destroy"]) {
      const { status, stderr } = spawnSync(join(path, "make"), [target], {
        cwd: root,
        encoding: "utf8",
        env: { PATH: path },
      });
      assert.equal(status, 2);
      assert.match(stderr, /pulumi is not on the PATH/);
    }
    rmSync(path, { recursive: true });
  });
});
