import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "mocha";
import { help } from "../../../policies/audit/arguments";
import { run } from "../../../policies/audit/command";
import { policy } from "../../../policies/audit/configurationFile";
import { ExitCode } from "../../../policies/audit/exitCode";
import { progressOn } from "../../../policies/audit/progress";
import { stackPolicyName } from "../../../policies/pack";
import { ExitCode as PreviewExitCode } from "../../../preview/exitCode";
import { change, shop } from "../shop";
import { stackExport } from "./exported";

/** A command run in this process, with what it wrote. */
function runCommand(args: string[], { terminal = false, env = {} }: { terminal?: boolean; env?: object } = {}) {
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    isTTY: terminal,
    write: (text: string) => {
      written[name] += text;
    },
  });
  let time = Date.parse("2027-01-31T12:00:00Z");
  const around = { stdout: stream("stdout"), stderr: stream("stderr"), env: { ...env }, now: () => time++ };
  return { exitCode: run(args, around), ...written };
}

describe("the command gatehouse-audit", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const write = (name: string, content: unknown) =>
    writeFileSync(at(name), typeof content === "string" ? content : JSON.stringify(content));
  const open = change(shop(), "task-from-lb", { fromPort: 3000, toPort: 3000 });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-audit-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(at("nested/deeper"), { recursive: true });
    write("nested/clean.json", stackExport("clean", shop()));
  });

  it("ends with the exit codes of the preview", () => {
    assert.deepEqual(ExitCode, PreviewExitCode);
  });

  it("ends with 0 and the counts when all is closed", () => {
    const { exitCode, stdout } = runCommand([folder]);
    assert.equal(exitCode, 0);
    assert.equal(stdout, "1 stack with 10 resources: 0 violations, 0 unproven, 0 advisory.\n");
  });

  it("ends with 1 for a violation, in whichever folder below the given one", () => {
    write("nested/deeper/open.json", stackExport("open", open));
    const { exitCode, stdout } = runCommand([folder]);
    assert.equal(exitCode, 1);
    assert.match(stdout, /violation open\/prod /);
  });

  it("ends with 1 when something mandatory is not proven", () => {
    write("doubt.json", stackExport("doubt", change(shop(), "web-task", { containerDefinitions: "{" })));
    const { exitCode, stdout } = runCommand([at("doubt.json")]);
    assert.equal(exitCode, 1);
    assert.match(stdout, /0 violations, [1-9]\d* unproven/);
  });

  it("ends with 2 for a file that is no stack, names it, and audits the others all the same", () => {
    write("broken.json", '{"name": "no stack"}');
    write("open.json", stackExport("open", open));
    const { exitCode, stdout, stderr } = runCommand([folder]);
    assert.equal(exitCode, 2);
    assert.match(stdout, /violation open\/prod /);
    assert.match(
      stdout,
      /not audited .*broken\.json: is JSON, but no stack export and no preview: it is an object of "name"; fix: /,
    );
    assert.match(stderr, /^error: 1 input not audited/m);
  });

  it("ends with 2 for two files of one stack and names both", () => {
    write("nested/deeper/older.json", stackExport("clean", shop()));
    const { exitCode, stdout } = runCommand([folder]);
    assert.equal(exitCode, 2);
    assert.match(stdout, /older\.json: shows stack clean\/prod, which .*clean\.json shows too; fix: give the newer/);
  });

  it("reads a file once, however it was given", () => {
    symlinkSync(at("nested/clean.json"), at("link.json"));
    assert.equal(runCommand([folder, at("nested"), at("nested/clean.json")]).exitCode, 0);
  });

  it("ends with 2 for a path that leads nowhere, an empty folder and a broken link", () => {
    symlinkSync(at("gone"), at("link.json"));
    mkdirSync(at("empty"));
    for (const [path, message] of [
      ["missing.json", /missing\.json: cannot be read \(ENOENT\); fix: give a file or a folder that exists/],
      ["empty", /empty: is a folder without a \.json file/],
      [".", /link\.json: cannot be read \(ENOENT\)/],
    ] as const) {
      const { exitCode, stdout } = runCommand([at(path)]);
      assert.equal(exitCode, 2, path);
      assert.match(stdout, message);
    }
  });

  it("reads UTF-16 with a byte order mark, as Windows PowerShell writes it", () => {
    writeFileSync(at("nested/clean.json"), `\uFEFF${JSON.stringify(stackExport("clean", shop()))}`, "utf16le");
    assert.equal(runCommand([folder]).exitCode, 0);
  });

  it("ends with 2 for arguments that help does not name, a line each", () => {
    for (const [args, message] of [
      [[], /^error: PATH: given none; legal: files, folders, -; fix: /],
      [["--format", "xml", folder], /^error: --format: given "xml"; legal: text, markdown, json, sarif; fix: /],
      [["--colour", folder], /^error: Unknown option '--colour'.*--help/],
    ] as const) {
      const { exitCode, stderr, stdout } = runCommand([...args]);
      assert.equal(exitCode, 2);
      assert.match(stderr, message);
      assert.equal(stdout, "");
    }
  });

  it("prints a help that names every option, every exit code and examples", () => {
    const { exitCode, stdout } = runCommand(["--help"]);
    assert.equal(exitCode, 0);
    assert.equal(stdout, `${help}\n`);
    for (const part of [
      "--format",
      "--output",
      "--config",
      "PATH",
      "Examples",
      ...Object.values(ExitCode).map((code) => `\n  ${code}  `),
    ]) {
      assert.ok(help.includes(part), part);
    }
    assert.ok(help.split("\n").every((line) => line.length <= 120));
  });

  it("writes the report to a file, in folders that it makes", () => {
    const { exitCode, stdout } = runCommand(["--format", "json", "--output", at("out/deep/report.json"), folder]);
    assert.equal(exitCode, 0);
    assert.equal(stdout, "");
    assert.equal(JSON.parse(readFileSync(at("out/deep/report.json"), "utf8")).counts.violations, 0);
  });

  it("ends with 3 when the report cannot be written", () => {
    const { exitCode, stderr } = runCommand(["--output", at("nested"), folder]);
    assert.equal(exitCode, 3);
    assert.match(stderr, /error: --output .*nested: cannot be written \(EISDIR\); fix: /);
    assert.ok(!existsSync(at("nested.json")));
  });

  it("uses the configuration of the pack's stack policy, whose level is the engine's business", () => {
    assert.equal(policy, stackPolicyName);
    const renamed = change(
      change(shop(), "web-service", {
        loadBalancers: [
          {
            containerName: "gate",
            containerPort: 8080,
            targetGroupArn: "arn:aws:test:eu-west-1:123456789012:clean/web-targets",
          },
        ],
      }),
      "web-task",
      {
        containerDefinitions: JSON.stringify([
          { name: "gate", portMappings: [{ containerPort: 8080 }] },
          { name: "app" },
        ]),
      },
    );
    write("nested/clean.json", stackExport("clean", renamed));
    assert.equal(runCommand([folder]).exitCode, 1);
    mkdirSync(at("config"));
    write("config/pack", { [policy]: { enforcementLevel: "advisory", proxyContainers: ["gate"] } });
    assert.equal(runCommand(["--config", at("config/pack"), folder]).exitCode, 0);
  });

  it("ends with 2 for a configuration that says what nobody looks at", () => {
    mkdirSync(at("config"));
    for (const [content, message] of [
      [{ [policy]: { proxyContainer: ["gate"] } }, /proxyContainer/],
      [{ proxyContainers: ["gate"] }, /has no gatehouse-every-way-passes-the-proxy/],
      ["{", /is not JSON/],
      ["[]", /is not a JSON object/],
    ] as const) {
      write("config/pack", content);
      const { exitCode, stderr } = runCommand(["--config", at("config/pack"), folder]);
      assert.equal(exitCode, 2);
      assert.match(stderr, message);
    }
    assert.match(runCommand(["--config", at("config/none"), folder]).stderr, /cannot be read \(ENOENT\)/);
  });

  it("colours text only on a terminal that wants it", () => {
    write("open.json", stackExport("open", open));
    const coloured = (options: object, ...args: string[]) =>
      runCommand([...args, folder], options).stdout.includes("\u001b[3");
    assert.ok(coloured({ terminal: true }));
    assert.ok(!coloured({}));
    assert.ok(!coloured({ terminal: true, env: { NO_COLOR: "1" } }));
    assert.ok(!coloured({ terminal: true, env: { TERM: "dumb" } }));
    assert.ok(!coloured({ terminal: true }, "--format", "json"));
  });
});

describe("the progress of an audit", () => {
  const shown = (isTTY: boolean, step: number) => {
    let time = 0;
    let text = "";
    const progress = progressOn({ isTTY, columns: 20, write: (more) => (text += more) }, () => time);
    for (let n = 1; n <= 50; n++) {
      progress.say(`reading ${n} of 50: a-long-name.json`);
      time += step;
    }
    progress.end();
    return text;
  };

  it("is a line every second at most in a log", () => {
    const lines = shown(false, 100).trimEnd().split("\n");
    assert.deepEqual(lines, [
      "reading 1 of 50: a-long-name.json",
      ...[11, 21, 31, 41].map((n) => `reading ${n} of 50: a-long-name.json`),
    ]);
  });

  it("is rewritten in place on a terminal, never wraps, and is taken away at the end", () => {
    const lines = shown(true, 100).split("\r\u001b[2K");
    assert.equal(lines.length, 52);
    assert.ok(lines.every((line) => line.length < 20 && !line.includes("\n")));
    assert.equal(lines.at(-1), "");
  });
});
