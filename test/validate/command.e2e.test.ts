import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { lint, runCfnLint } from "../../validate/cfnLint";
import { ToolFailed } from "../../validate/python";
import { findValidators } from "../../validate/validators";
import { planned, provider, urnOf } from "./planned";

const root = join(__dirname, "..", "..");
const logGroup = "aws:cloudwatch/logGroup:LogGroup";

describe("npm run validate", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-validate-command-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]) {
    return runIn(process.env, ...args);
  }

  function runIn(env: NodeJS.ProcessEnv, ...args: string[]) {
    const command = ["--import", "tsx", "validate/index.ts", ...args];
    return spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", env });
  }

  function written(name: string, plan: unknown): string {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(plan));
    return file;
  }

  it("ends with 0 where nothing is refused", () => {
    const group = planned(logGroup, "web", { name: "web", retentionInDays: 30 });
    const { status, stdout } = run(written("good.json", { resources: [provider, group] }));
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^1 resources judged, 0 refusals$/m);
  });

  it("ends with 1 and names resource, property and rule", () => {
    const group = planned(logGroup, "web", { name: "web", retentionInDays: 31 });
    const { status, stdout } = run(written("bad.json", { resources: [provider, group] }));
    assert.equal(status, 1, stdout);
    assert.ok(stdout.includes(`${urnOf(logGroup, "web")}\n  retentionInDays: 31 is not one of`), stdout);
    assert.match(stdout, /\[E3030\]/);
  });

  for (const [what, args, said] of [
    ["no file", [], /PLAN\.json: given nothing; legal: one file/],
    ["an unknown option", ["--fast"], /--fast/],
    ["a file that is not there", ["out/no-such-plan.json"], /no-such-plan\.json: .*legal: a plan/],
    ["a file that is no plan", ["package.json"], /package\.json: given JSON without resources/],
  ] as const) {
    it(`ends with 2, without a stack trace, for ${what}`, () => {
      const { status, stderr } = run(...args);
      assert.equal(status, 2);
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }

  it("finds it too where a .cfnlintrc of this machine switches the check off", () => {
    writeFileSync(join(folder, ".cfnlintrc"), "ignore_checks: [E3030]\n");
    const group = planned(logGroup, "web", { name: "web", retentionInDays: 31 });
    // A home of another name would be another cache too, and the validators fetched again.
    const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
    const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: cache };
    const { status, stdout, stderr } = runIn(env, written("home.json", { resources: [provider, group] }));
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout, /\[E3030\]/);
  });

  it("ends with 2 for a plan without a region", () => {
    const { status, stderr } = run(written("nowhere.json", { resources: [] }));
    assert.equal(status, 2);
    assert.match(stderr, /given no region/);
  });

  it("ends with 3 and names a resource type and a property that the table does not know", () => {
    const resources = [provider, planned("aws:sqs/queue:Queue", "q", {}), planned(logGroup, "web", { colour: "red" })];
    const { status, stderr } = run(written("unknown.json", { resources }));
    assert.equal(status, 3);
    assert.match(stderr, /resource type aws:sqs\/queue:Queue; fix: say in validate\/mappings/);
    assert.match(stderr, /aws:cloudwatch\/logGroup:LogGroup: colour; fix/);
  });

  it("ends with 3 where there is no Python", () => {
    const { status, stderr } = runIn(
      { ...process.env, PATH: folder },
      written("empty.json", { resources: [provider] }),
    );
    assert.equal(status, 3);
    assert.match(stderr, /python3 could not be run; fix: apt install python3/);
  });

  it("explains itself with --help", () => {
    const { status, stdout } = run("--help");
    assert.equal(status, 0);
    for (const code of ["0", "1", "2", "3"]) assert.match(stdout, new RegExp(`^ {2}${code} {2}`, "m"));
  });
});

describe("The validators", () => {
  let validators: string;

  before(async () => {
    validators = await findValidators(process.env, console.error);
  });

  it("are the pinned ones, whatever else this machine has", async () => {
    const pins = readFileSync(join(root, "validate", "requirements.txt"), "utf8");
    const [, pinned = "no pin"] = /^cfn-lint==(\S+)$/m.exec(pins) ?? [];
    const { stdout } = await runCfnLint(validators, ["--version"]);
    assert.equal(stdout.trim().split(" ").at(-1), pinned);
  });

  it("never answer for a template that could not be read", async () => {
    await assert.rejects(lint(validators, "out/no-such-template.json", ["eu-west-1"]), ToolFailed);
  });

  it("are no others than requirements.txt names, so that nothing is taken from this machine", async () => {
    // Without the fetched packages there is no cfn-lint at all, even where Python has one installed.
    const { status, stderr } = await runCfnLint(join(root, "no-such-folder"), ["--version"]);
    assert.notEqual(status, 0);
    assert.match(stderr, /No module named 'cfnlint'/);
  });
});
