import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { buildApp, startApp } from "./appProcess";

const folder = join(__dirname, "../../app");

/** Runs one of the application's programs to its end. */
function run(program: string, environment: Record<string, string>) {
  return spawnSync(process.execPath, [`dist/${program}.js`], {
    cwd: folder,
    env: environment,
    encoding: "utf8",
    timeout: 10_000,
  });
}

describe("the application as a process", function () {
  this.timeout(60_000);
  before(buildApp);

  it("answers, is well by its own health command, and stops on SIGTERM with 0", async () => {
    const app = await startApp();
    const answer = await fetch(`http://127.0.0.1:${app.port}/api/users/1`);
    assert.match(await answer.text(), /User 1 found!/);
    assert.equal(run("health", { PORT: String(app.port) }).status, 0);
    assert.equal(await app.stop(), 0);
    const after = run("health", { PORT: String(app.port) });
    assert.equal(after.status, 1);
    assert.match(after.stderr, /^no 200 from http:\/\/127\.0\.0\.1:\d+\/healthz: .*ECONNREFUSED.*\n$/);
  });

  it("refuses a bad environment with exit code 2 and one line a variable", () => {
    const { status, stderr } = run("server", { HOST: "example.com", PORT: "http" });
    assert.equal(status, 2);
    assert.deepEqual(
      stderr
        .trim()
        .split("\n")
        .map((line) => line.split(":")[0]),
      ["HOST", "PORT"],
    );
  });

  it("says so in one line and exits with 1 if the port is taken", async () => {
    const app = await startApp();
    const second = run("server", { PORT: String(app.port) });
    assert.equal(second.status, 1);
    assert.match(second.stderr, /^cannot listen on 127\.0\.0\.1:\d+: .*EADDRINUSE.*\n$/);
    await app.stop();
  });
});
