import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { ScratchProject } from "./scratchProject";

const project = new ScratchProject("wrong-configuration");

const wrong = `config:
  aws:region: us-east-1
  gatehouse:applicationContext: ../../app
  gatehouse:name: users-and-orders-of-everyone
  gatehouse:cpu: 256
  gatehouse:memory: 700
  gatehouse:idleSeconds: 120
  gatehouse:sites:
    - routes:
        - path: /api/users;/etc
          methods: [GET]
`;

describe("A wrong configuration", () => {
  before(() => project.make({ wrong }));
  after(() => project.remove());

  it("ends the preview with 2, one line each, all at once, before any resource", () => {
    const { status, stdout, stderr } = project.preview("wrong");
    assert.equal(status, 2, stderr);
    assert.equal(stdout, "");
    assert.equal(existsSync(join(project.folder, "plan.json")), false);
    const errors = stderr.split("\n").filter((line) => line.startsWith("error: "));
    assert.deepEqual(
      errors.map((line) => line.slice("error: ".length, line.indexOf(": given"))),
      ["gatehouse:name", "gatehouse:sites[0].routes[0].path", "gatehouse:memory", "gatehouse:proxyKeepAliveSeconds"],
    );
    for (const line of errors) assert.match(line, /: given .*; legal: .*; fix: /);
    assert.doesNotMatch(stderr, /^\s+at /m, "no stack trace");
  });
});
