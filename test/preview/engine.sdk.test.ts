import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { afterEach, beforeEach, describe, it } from "mocha";
import { engineFolder } from "../../preview/engine/cache";
import { findEngine, findOnPath, UnusableEngine } from "../../preview/engine/findEngine";
import { holdingLock } from "../../preview/engine/lock";
import { Recorder } from "../../preview/engine/planPack/recorder";
import { copyStackFiles, InvalidProject } from "../../preview/engine/stackFiles";

const quiet = () => undefined;

describe("finding the engine", () => {
  let folder: string;
  const path = process.env.PATH;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  it("takes the first pulumi on the PATH", () => {
    mkdirSync(join(folder, "empty"));
    writeFileSync(join(folder, "pulumi"), "");
    assert.equal(findOnPath(["", join(folder, "empty"), folder].join(delimiter)), join(folder, "pulumi"));
    assert.equal(findOnPath(join(folder, "empty")), undefined);
  });

  it("refuses one on the PATH that is too old, and names the fix", async () => {
    writeFileSync(join(folder, "pulumi"), "#!/bin/sh\necho v3.100.0\n");
    chmodSync(join(folder, "pulumi"), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
    await assert.rejects(findEngine(quiet), (e: unknown) => {
      assert(e instanceof UnusableEngine);
      assert.match(e.message, /is Pulumi 3\.100\.0; legal: 3\.\d+\.0 or newer; fix: update it/);
      return true;
    });
  });

  it("keeps what it fetched or built in the user's cache", () => {
    assert.equal(engineFolder("1.2.3", { XDG_CACHE_HOME: "/c" }), "/c/gatehouse/pulumi-1.2.3");
    assert.match(engineFolder("1.2.3", {}), /\.cache\/gatehouse\/pulumi-1\.2\.3$/);
  });

  it("ships launchers that can be executed", () => {
    for (const runtime of ["nodejs", "gatehouse-plan"]) {
      const launcher = join(__dirname, "..", "..", "preview", "engine", "bin", `pulumi-analyzer-policy-${runtime}`);
      assert.equal(statSync(launcher).mode & 0o111, 0o111, launcher);
    }
  });

  it("builds in one process at a time, and takes over from one that is gone", async () => {
    const lock = join(folder, "lock");
    writeFileSync(lock, "999999999");
    const seen = await holdingLock(lock, { progress: quiet, what: "holds it" }, async () => readFileSync(lock, "utf8"));
    assert.equal(seen, String(process.pid));
    assert(!existsSync(lock));
  });
});

describe("the copy of the stack's files", () => {
  const small = join(__dirname, "fixtures", "small");

  it("plays encrypted values, drops what only their key could open, and never touches the original", () => {
    const before = readFileSync(join(small, "Pulumi.secret.yaml"), "utf8");
    const files = copyStackFiles(small, "secret");
    try {
      const copy = readFileSync(join(files.folder, "Pulumi.secret.yaml"), "utf8");
      assert.equal(copy, "config:\n  aws:region: eu-west-1\n");
      assert.deepEqual(Object.keys(files.secrets), ["small:password", "small:nested"]);
      assert.deepEqual(JSON.parse(files.secrets["small:nested"] ?? ""), { inner: "stand-in-secret", plain: 1 });
      assert.equal(files.notes.length, 2);
      assert.equal(readFileSync(join(small, "Pulumi.secret.yaml"), "utf8"), before);
    } finally {
      files.remove();
    }
    assert(!existsSync(files.folder));
  });

  it("takes an empty stack file, and says which region is assumed", () => {
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: empty\nmain: lib/main.ts\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "");
    const files = copyStackFiles(folder, "dev");
    assert.deepEqual([files.main, files.notes.length], ["lib/main.ts", 1]);
    assert.match(files.notes[0] ?? "", /aws:region is not set; the preview assumes us-east-1/);
    assert.equal(readFileSync(join(files.folder, "Pulumi.yaml"), "utf8"), "name: empty\n");
    files.remove();
    rmSync(folder, { recursive: true });
  });

  it("is refused for a folder that is no project, and for a file that is no YAML", () => {
    assert.throws(() => copyStackFiles(__dirname, "dev"), InvalidProject);
    const broken = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
    writeFileSync(join(broken, "Pulumi.yaml"), "name: broken\n");
    writeFileSync(join(broken, "Pulumi.dev.yaml"), "config: [");
    assert.throws(() => copyStackFiles(broken, "dev"), /^InvalidProject: Pulumi\.dev\.yaml: /);
    rmSync(broken, { recursive: true });
  });
});

describe("the plan's recorder", () => {
  it("joins inputs with dependencies, keeps unknowns and hides secrets", () => {
    const recorder = new Recorder();
    const secret = { [rpc.specialSigKey]: rpc.specialSecretSig, value: "hunter2" };
    recorder.inputs("b", "t", "b", { list: [{ secret }], id: rpc.unknownValue });
    recorder.inputs("a", "t", "a", {});
    recorder.relations("b", "a", [
      ["z", ["u2", "u1"]],
      ["id", ["a"]],
    ]);
    const [first, second] = recorder.plan().resources;
    assert.deepEqual(first?.inputs, { list: [{ secret: "[secret]" }], id: rpc.unknownValue });
    assert.deepEqual(Object.entries(first?.propertyDependencies ?? {}), [
      ["id", ["a"]],
      ["z", ["u1", "u2"]],
    ]);
    assert.deepEqual([first?.parent, second?.name], ["a", "a"]);
  });
});
