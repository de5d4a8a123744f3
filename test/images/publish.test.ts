import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { withOneByteMore } from "../../images/changedByte";
import { type ImageSource, type Publishing, publish, tagOf } from "../../images/publish";
import { LocalFailure } from "../../local/failure";

describe("Publishing an image", () => {
  let project: string;
  const source: ImageSource = {
    repository: "web-app",
    build: { context: "app", dockerfile: "app/Dockerfile", arguments: { NODE_IMAGE: "base:1" } },
  };

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "gatehouse-publish-"));
    mkdirSync(join(project, "app", "src"), { recursive: true });
    writeFileSync(join(project, "app", "Dockerfile"), "FROM scratch\n");
    writeFileSync(join(project, "app", ".dockerignore"), "out\n");
    writeFileSync(join(project, "app", "src", "server.js"), "listen();\n");
  });
  afterEach(() => rmSync(project, { recursive: true }));

  /** A registry that holds these tags, and an engine that fails at whatever it is asked. */
  const publishing = (held: string[]): Publishing => ({
    engine: { client: ["false"], environment: {}, description: "" },
    registry: { host: "registry.example", has: async (_, tag) => held.includes(tag) },
    projectDir: project,
    progress: () => {},
  });

  it("does nothing for a tag that the registry holds", async () => {
    const tag = tagOf(source, project);
    const { built, reference } = await publish(source, publishing([tag]));
    assert.deepEqual([built, reference], [false, `registry.example/web-app:${tag}`]);
  });

  it("builds one that it does not hold", async () => {
    await assert.rejects(publish(source, publishing([])), (error) => {
      assert.ok(error instanceof LocalFailure);
      assert.match(error.message, /^false build --build-arg NODE_IMAGE=base:1 --tag registry\.example\/web-app:/);
      return true;
    });
  });

  it("gives another tag to a byte more and to another base, and the same to what is not in the image", () => {
    const tag = tagOf(source, project);
    const copy = join(project, "copy");
    assert.notEqual(tagOf(withOneByteMore(source, project, copy), copy), tag);
    assert.equal(readFileSync(join(copy, "src", "server.js"), "utf8"), "listen();\n\n");
    const based = { ...source, build: { ...source.build, arguments: { NODE_IMAGE: "base:2" } } };
    assert.notEqual(tagOf(based, project), tag);
    writeFileSync(join(project, "app", "out"), "x");
    assert.equal(tagOf(source, project), tag);
  });
});
