import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { runPreview } from "../previewCommand";

const root = join(__dirname, "..", "..");
const fixtures = join(__dirname, "fixtures");

describe("the preview's command line", () => {
  let out: string;
  before(() => {
    out = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  function preview(...args: string[]) {
    const { status, stdout, stderr } = runPreview("--out", out, ...args);
    assert.doesNotMatch(stderr, /^\s+at /m, "no stack trace");
    const errors = stderr.split("\n").filter((line) => line.startsWith("error: "));
    return { status, stdout, errors: errors.map((line) => line.slice("error: ".length)) };
  }
  const program = (file: string) => preview("--stack", "dev", "--project", join(fixtures, "small"), "--program", file);

  it("explains its exit codes with --help", () => {
    const { status, stdout } = preview("--help");
    assert.equal(status, 0);
    assert.match(stdout, /--stack STACK/);
    assert.match(stdout, /^ {2}3 {2}the preview could not be made/m);
  });

  it("ends with 2 for an unknown option and for a missing stack", () => {
    assert.equal(preview("--stak", "dev").status, 2);
    assert.equal(preview().status, 2);
    const { status, errors } = preview("--stack", "nope");
    assert.deepEqual([status, errors.length], [2, 1]);
    assert.match(errors[0] ?? "", /legal stacks: dev/);
  });

  it("ends with 2 and one line a problem when the program refuses its configuration", () => {
    const { status, errors } = program("refuses.ts");
    const expected = ["zones: given 9; legal: 2 to 6; fix: use 2", 'name: given ""; legal: a name; fix: give one'];
    assert.deepEqual([status, errors], [2, expected]);
  });

  it("ends with 2 when the configuration does not fit the schema of Pulumi.yaml", () => {
    const { status, errors } = preview("--stack", "dev", "--project", join(fixtures, "typed"));
    assert.deepEqual([status, errors.length], [2, 1]);
    assert.match(errors[0] ?? "", /'zones' must be of type 'integer'/);
  });

  it("ends with 2 and the place when the program throws", () => {
    const { status, errors } = program("throws.ts");
    assert.deepEqual([status, errors], [2, ["TypeError: no such thing (throws.ts:1)"]]);
  });

  it("ends with 1 for a way past the proxy, and leaves a report, a picture and the plan", () => {
    const { status, stdout, errors } = program("wayPast.ts");
    assert.deepEqual([status, errors], [1, []]);
    assert.match(stdout, /^violation \(mandatory\) .*port-3000$/m);
    assert.match(stdout, /way: internet → public address of service → app:3000/);
    assert.match(stdout.trim().split("\n").at(-1) ?? "", /^2 violations, 0 unproven$/);
    assert.match(readFileSync(join(out, "report.md"), "utf8"), /^## ❌ .*2 violations/);
    assert.match(readFileSync(join(out, "graph.svg"), "utf8"), /<svg[\s\S]*#c0392b[\s\S]*<\/svg>/);
    assert(existsSync(join(out, "plan.json")));
  });

  it("ends with 0 for Gatehouse's own program", () => {
    const { status, stdout } = preview("--stack", "dev");
    assert.equal(status, 0, stdout);
    assert.match(stdout.trim().split("\n").at(-1) ?? "", /^0 violations, 0 unproven$/);
  });

  it("ends with 3 and the name of a resource type that it cannot play, and leaves no earlier report behind", () => {
    writeFileSync(join(out, "report.md"), "yesterday's report");
    const { status, errors } = program("unknownToken.ts");
    assert.deepEqual([status, errors.length], [3, 1]);
    assert.match(errors[0] ?? "", /aws:sqs\/queue:Queue/);
    assert(!existsSync(join(out, "report.md")));
  });

  it("prints the nginx.conf of a stack, and nothing else, with npm run nginx", () => {
    const print = (stack: string) =>
      spawnSync(process.execPath, ["--import", "tsx", "preview/printProxy.ts", stack], { cwd: root, encoding: "utf8" });
    const { status, stdout } = print("dev");
    assert.equal(status, 0);
    assert.match(stdout, /^http \{$/m);
    assert.match(stdout, /^\s+listen 8080/m);
    assert.doesNotMatch(stdout, /engine:/);
    assert.equal(print("nope").status, 2);
  });
});
