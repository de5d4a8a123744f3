import assert from "node:assert/strict";
import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { shop } from "../shop";
import type { Declared } from "../stack";
import { idIn, stackExport } from "./exported";

const root = join(__dirname, "..", "..", "..");
const policies = join(root, "policies");
const readme = join(policies, "README.md");
const main = join(policies, "bin", "gatehouse-audit.js");

const opener: Declared = {
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name: "open",
  properties: {
    securityGroupId: idIn("shop", "task-group"),
    ipProtocol: "tcp",
    fromPort: 3000,
    toPort: 3000,
    cidrIpv4: "0.0.0.0/0",
  },
};

/** Resources that have no part in any way, as most of a stack. */
const filler = (number: number): Declared[] =>
  Array.from({ length: number }, (_, n) => ({
    type: "aws:s3/bucketObject:BucketObject",
    name: `file-${n}`,
    properties: { bucket: "files", key: `key-${n}`, content: "x".repeat(500) },
  }));

describe("the built command gatehouse-audit", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const write = (name: string, content: unknown) => writeFileSync(at(name), JSON.stringify(content, null, 2));

  before(() => {
    execFileSync("npx", ["tsc", "--build", "policies"], { cwd: root, stdio: "pipe" });
    folder = mkdtempSync(join(tmpdir(), "gatehouse-audit-"));
    mkdirSync(at("exports"));
    write("exports/shop.json", stackExport("shop", shop()));
    write("exports/intruder.json", stackExport("intruder", [opener]));
    write("policy.json", { "gatehouse-every-way-passes-the-proxy": { proxyContainers: ["nginx"] } });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (args: string[], options: { input?: string; node?: string[] } = {}): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [...(options.node ?? []), main, ...args], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      ...(options.input === undefined ? {} : { input: options.input }),
    });

  it("is what the package installs under that name, and starts by itself", () => {
    const { bin } = JSON.parse(readFileSync(join(policies, "package.json"), "utf8"));
    assert.equal(join(policies, bin["gatehouse-audit"]), main);
    assert.match(readFileSync(main, "utf8"), /^#!\/usr\/bin\/env node\n/);
    const help = run(["--help"]);
    assert.equal(help.status, 0);
    assert.match(help.stdout, /^Audits stacks together/);
  });

  it("loads nothing of Pulumi, whose SDK takes longer to start than most audits", () => {
    const script = `require(${JSON.stringify(main)}); console.log(Object.keys(require.cache).join("\\n"))`;
    const loaded = execFileSync(process.execPath, ["-e", script, "gatehouse-audit", "--help"], { encoding: "utf8" });
    assert.ok(loaded.includes(join("audit", "command.js")));
    assert.ok(!loaded.includes("@pulumi"));
  });

  it("reads standard input and exits with its codes", () => {
    const clean = run(["-"], { input: JSON.stringify(stackExport("shop", shop())) });
    assert.deepEqual(
      [clean.status, clean.stdout.split("\n")[0]],
      [0, "1 stack with 10 resources: 0 violations, 0 unproven, 0 advisory."],
    );
    assert.equal(run(["exports"]).status, 1);
    assert.equal(run(["-"], { input: "nothing" }).status, 2);
    assert.equal(run(["--output", "exports", "exports/shop.json"]).status, 3);
  });

  it("runs every command of the README's section", () => {
    const text = readFileSync(readme, "utf8");
    const section = text.slice(text.indexOf("## Across stacks"), text.indexOf("## How it decides"));
    const commands = section.split("\n").filter((line) => /^(cat .* \| )?npx gatehouse-audit /.test(line));
    assert.ok(commands.length >= 4);
    for (const command of commands) {
      const shell = command.replace("npx gatehouse-audit", `'${process.execPath}' '${main}'`);
      const { status, stderr } = spawnSync("sh", ["-c", shell], { cwd: folder, encoding: "utf8" });
      assert.equal(status, command.startsWith("cat exports/shop.json") ? 0 : 1, `${command}\n${stderr}`);
    }
    assert.equal(JSON.parse(readFileSync(at("gatehouse.sarif"), "utf8")).runs[0].results.length, 1);
  });

  it("prints what the README shows", () => {
    const { stdout } = run(["exports/"]);
    const shown = /(?<=```\n)intruder\/prod[\s\S]*?(?=```)/;
    const written = readFileSync(readme, "utf8");
    if (process.env.UPDATE_GOLDEN === "1")
      writeFileSync(
        readme,
        written.replace(shown, () => stdout),
      );
    assert.equal(shown.exec(readFileSync(readme, "utf8"))?.[0], stdout);
    assert.match(stdout, /violation intruder\/prod .*only across stacks/);
  });

  it("ends quietly when its reader has seen enough", () => {
    const { stderr, status } = spawnSync("sh", ["-c", `'${process.execPath}' '${main}' --format json exports | true`], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 0);
    assert.ok(!/EPIPE|\n +at /.test(stderr), stderr);
  });

  it("audits 200 exports of a hundred resources in bounded memory, says where it is, and misses nothing", () => {
    mkdirSync(at("many"));
    for (let n = 0; n < 200; n++) write(`many/stack-${n}.json`, stackExport(`stack-${n}`, [...shop(), ...filler(90)]));
    write(
      "many/intruder.json",
      stackExport("intruder", [
        { ...opener, properties: { ...opener.properties, securityGroupId: idIn("stack-123", "task-group") } },
      ]),
    );
    const started = Date.now();
    const { status, stdout, stderr } = run(["many"], { node: ["--max-old-space-size=128"] });
    const seconds = (Date.now() - started) / 1000;
    console.log(`      200 exports in ${seconds.toFixed(1)} s`);
    assert.equal(status, 1, stderr);
    assert.match(stdout, /violation intruder\/prod .*only across stacks/);
    assert.match(stdout, /Meets: task-group of stack-123\/prod/);
    assert.match(stdout, /^201 stacks with 20,002 resources: 1 violation, 0 unproven, 0 advisory\.$/m);
    assert.match(stderr, /^reading 1 of 201: many\/intruder\.json$/m);
    assert.ok(stderr.trimEnd().split("\n").length <= seconds + 2, "a line every second at most");
    assert.ok(seconds < 60);
  });
});
