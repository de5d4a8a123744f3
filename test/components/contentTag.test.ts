import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { contentTag, contextFiles } from "../../components/contentTag";

describe("The tag of an image", () => {
  let context: string;
  const tag = (platform = "linux/amd64", args: Record<string, string> = {}) =>
    contentTag({ context, dockerfile: join(context, "Dockerfile"), args, platform });

  const dockerfile = () => join(context, "Dockerfile");

  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), "context-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
    mkdirSync(join(context, "src"));
    writeFileSync(join(context, "src", "server.js"), "one");
  });
  afterEach(() => rmSync(context, { recursive: true }));

  it("stays when only times change", () => {
    const before = tag();
    utimesSync(join(context, "src", "server.js"), 1, 1);
    assert.equal(tag(), before);
  });

  it("is the same for the same content in another folder", () => {
    const before = tag();
    const first = context;
    context = mkdtempSync(join(tmpdir(), "other-"));
    mkdirSync(join(context, "src"));
    writeFileSync(join(context, "src", "server.js"), "one");
    writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
    assert.equal(tag(), before);
    rmSync(first, { recursive: true });
  });

  for (const [what, change] of [
    ["a byte", () => writeFileSync(join(context, "src", "server.js"), "two")],
    ["a name", () => writeFileSync(join(context, "src", "other.js"), "one")],
    ["the Dockerfile", () => writeFileSync(join(context, "Dockerfile"), "FROM alpine\n")],
    ["an executable bit", () => chmodSync(join(context, "src", "server.js"), 0o755)],
    ["a permission, which Docker copies too", () => chmodSync(join(context, "src", "server.js"), 0o600)],
    ["a link", () => symlinkSync("server.js", join(context, "src", "main.js"))],
  ] as const) {
    it(`changes with ${what}`, () => {
      const before = tag();
      change();
      assert.notEqual(tag(), before);
    });
  }

  it("changes with the platform and with a build argument", () => {
    assert.equal(new Set([tag(), tag("linux/arm64"), tag("linux/amd64", { BASE: "a" })]).size, 3);
  });

  it("does not depend on the order of build arguments", () => {
    assert.equal(tag("linux/amd64", { A: "1", B: "2" }), tag("linux/amd64", { B: "2", A: "1" }));
  });

  it("changes with where a link points", () => {
    const link = join(context, "src", "main.js");
    symlinkSync("server.js", link);
    const before = tag();
    rmSync(link);
    symlinkSync("../Dockerfile", link);
    assert.notEqual(tag(), before);
  });

  it("leaves out what .dockerignore names, as Docker does", () => {
    writeFileSync(join(context, ".dockerignore"), "**/*.log\nsrc/*\n!src/server.js\n");
    writeFileSync(join(context, "debug.log"), "noise");
    writeFileSync(join(context, "src", "notes.txt"), "noise");
    assert.deepEqual(contextFiles(context, dockerfile()), [".dockerignore", "Dockerfile", "src/server.js"]);
    writeFileSync(`${dockerfile()}.dockerignore`, "*\n!src/notes.txt\n");
    assert.deepEqual(contextFiles(context, dockerfile()), ["src/notes.txt"]);
  });

  it("cannot be had without a context", () => {
    assert.throws(
      () => contentTag({ context: "nowhere", dockerfile: "nowhere/Dockerfile", args: {}, platform: "x" }),
      /ENOENT/,
    );
  });
});
