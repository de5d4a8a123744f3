import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, it } from "mocha";

const manifests = ["package.json", "package-lock.json", "components/package.json", "policies/package.json"];

describe("The Makefile", () => {
  let folder: string;

  /** Runs `make preview` where the command behind it ends with this code. */
  function preview(code: number): number | null {
    writeFileSync(join(folder, "bin", "npx"), `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
    const { MAKELEVEL, MAKEFLAGS, MFLAGS, ...inherited } = process.env;
    const PATH = [join(folder, "bin"), inherited.PATH].join(delimiter);
    return spawnSync("make", ["preview"], { cwd: folder, env: { ...inherited, PATH } }).status;
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
});
