import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, it } from "mocha";

const manifests = [
  "package.json",
  "package-lock.json",
  "components/package.json",
  "policies/package.json",
  "verify/package.json",
];

describe("The Makefile", () => {
  let folder: string;

  /** Makes a program that only notes how it was called, runs this line of shell, and ends with this code. */
  function standIn(program: string, code: number, line = ""): void {
    const note = `echo ${program} "$@" >> "${join(folder, "calls")}"`;
    writeFileSync(join(folder, "bin", program), `#!/bin/sh\n${note}\n${line}\nexit ${code}\n`, { mode: 0o755 });
  }

  function run(target: string) {
    const { MAKELEVEL, MAKEFLAGS, MFLAGS, ...inherited } = process.env;
    const PATH = [join(folder, "bin"), inherited.PATH].join(delimiter);
    return spawnSync("make", [target], { cwd: folder, env: { ...inherited, PATH }, encoding: "utf8" });
  }

  const make = (target: string) => run(target).status;

  /** Runs `make preview` where the command behind it ends with this code. */
  function preview(code: number): number | null {
    standIn("npx", code);
    return make("preview");
  }

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-make-"));
    mkdirSync(join(folder, "bin"));
    copyFileSync(join(__dirname, "..", "Makefile"), join(folder, "Makefile"));
    for (const file of [...manifests, "node_modules/.package-lock.json"]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "{}");
      if (manifests.includes(file)) utimesSync(join(folder, file), 1, 1);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it("ends as the preview ends: 0 clean, 1 a violation, 2 wrong input", () => {
    assert.deepEqual([0, 1, 2].map(preview), [0, 1, 2]);
  });

  it("can say of the tool's own failure, 3, only that something is wrong", () => {
    assert.equal(preview(3), 2);
  });

  it("installs what a changed manifest asks for first, and leaves standard output to the preview", () => {
    standIn("npx", 0, "echo the preview");
    standIn("npm", 0, "echo added 310 packages");
    utimesSync(join(folder, "node_modules", ".package-lock.json"), 0, 0);
    const { status, stdout, stderr } = run("preview");
    assert.deepEqual([status, stdout], [0, "the preview\n"]);
    assert.match(stderr, /added 310 packages/);
  });

  it("installs once, also where a manifest is from a time to come", () => {
    standIn("npx", 0);
    standIn("npm", 0);
    const tomorrow = Date.now() / 1000 + 86_400;
    utimesSync(join(folder, "package.json"), tomorrow, tomorrow);
    rmSync(join(folder, "calls"), { force: true });
    assert.deepEqual([make("preview"), make("preview")], [0, 0]);
    utimesSync(join(folder, "package.json"), 1, 1);
    const calls = readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
    assert.deepEqual(
      calls.map((call) => call.split(" ")[0]),
      ["npm", "npx", "npx"],
    );
  });

  /** Stand-ins for a stack whose every output is `the-<name>`; verifying it ends with this code. */
  function deployable(verified: number): void {
    standIn("npm", 0);
    standIn("pulumi", 0, '[ "$2" != output ] || echo "the-$3"');
    standIn("npx", verified);
  }

  it("deploys and destroys with the installed pulumi, under the pack that it has built, and asks ECS whether it runs", () => {
    deployable(0);
    rmSync(join(folder, "calls"), { force: true });
    assert.deepEqual([make("up"), make("destroy")], [0, 0]);
    assert.deepEqual(readFileSync(join(folder, "calls"), "utf8").trim().split("\n"), [
      "npm run --silent build",
      "pulumi stack select --create dev",
      "pulumi up --stack dev --policy-pack policies",
      "pulumi stack output clusterName --stack dev",
      "pulumi stack output serviceName --stack dev",
      "pulumi stack output taskDefinitionArn --stack dev",
      "npx gatehouse-verify --cluster the-clusterName --service the-serviceName --task-definition the-taskDefinitionArn",
      "pulumi destroy --stack dev",
    ]);
  });

  it("ends with 1 when the service does not run what was deployed, and with 2 when that could not be asked", () => {
    const ends = [1, 2].map((code) => {
      deployable(code);
      return make("up");
    });
    assert.deepEqual(ends, [1, 2]);
    standIn("pulumi", 0, '[ "$2" != output ] || exit 1');
    assert.equal(make("up"), 2);
  });
});
