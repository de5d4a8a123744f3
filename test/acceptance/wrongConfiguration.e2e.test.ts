import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";

const root = join(__dirname, "..", "..");
const project = join(root, "out", "wrong-configuration");

const wrong = `config:
  aws:region: us-east-1
  gatehouse:applicationContext: ../../app
  gatehouse:name: users-and-orders-of-everyone
  gatehouse:cpu: 256
  gatehouse:memory: 700
  gatehouse:idleSeconds: 120
  gatehouse:routes:
    - path: /api/users;/etc
      methods: [GET]
`;

describe("A wrong configuration", () => {
  before(() => {
    mkdirSync(project, { recursive: true });
    copyFileSync(join(root, "Pulumi.yaml"), join(project, "Pulumi.yaml"));
    writeFileSync(join(project, "Pulumi.wrong.yaml"), wrong);
  });
  after(() => rmSync(project, { recursive: true }));

  it("ends the preview with 2, one line each, all at once, before any resource", () => {
    const options = ["--stack", "wrong", "--project", project, "--program", "../../index.ts", "--out", project];
    const cli = ["--import", "tsx", "preview/index.ts", ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, cli, { cwd: root, encoding: "utf8" });
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.equal(existsSync(join(project, "plan.json")), false);
    const errors = stderr.split("\n").filter((line) => line.startsWith("error: "));
    assert.deepEqual(
      errors.map((line) => line.slice("error: ".length, line.indexOf(": given"))),
      ["gatehouse:name", "gatehouse:routes[0].path", "gatehouse:memory", "gatehouse:proxyKeepAliveSeconds"],
    );
    for (const line of errors) assert.match(line, /: given .*; legal: .*; fix: /);
    assert.doesNotMatch(stderr, /^\s+at /m, "no stack trace");
  });
});
