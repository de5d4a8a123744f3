import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { readListeners } from "../../local/listeners";
import { isRunning } from "../../local/processTable";
import { readState } from "../../local/stateFile";

const root = join(__dirname, "../..");
const doorPort = "18001";

function local(...args: string[]) {
  const argv = ["--import", "tsx", join(root, "local/index.ts"), ...args];
  return spawnSync(process.execPath, argv, { cwd: root, encoding: "utf8" });
}

describe("The local command", () => {
  // It would stop what a developer has running in this very folder, and the stack's ports are taken then.
  before(function () {
    const taken = [8080, 3000].filter((port) => readListeners()?.some((listener) => listener.port === port));
    if (taken.length === 0 && !readState(join(root, "out/local"))) return;
    console.log(`    not run: a local run is there, or a port is taken (${taken.join(", ")}); \`make down\` first`);
    this.skip();
  });

  // Not after a skip: what runs then is not ours.
  let started = false;
  after(() => {
    if (started) local("down");
  });

  it("previews the stack, runs its task and finds every answer as expected; down leaves nothing", () => {
    started = true;
    const up = local("up", "--stack", "dev", "--port", doorPort);
    assert.equal(up.status, 0, up.stderr + up.stdout);
    assert.match(up.stdout, /0 violations, 0 unproven/);
    assert.match(up.stdout, /14 of 14 as expected/);
    const state = readState(join(root, "out/local"));
    assert.equal(state?.url, `http://127.0.0.1:${doorPort}/`);
    assert.ok(isRunning(state.supervisor));

    const down = local("down");
    assert.equal(down.status, 0, down.stderr);
    assert.match(down.stdout, /container nginx.*SIGQUIT.*container app.*SIGTERM.*no process is left/s);
    assert.deepEqual([state.supervisor, ...state.containers.map(({ process }) => process)].filter(isRunning), []);
  });

  it("says that nothing is running when nothing is, and that is no failure", () => {
    const down = local("down");
    assert.equal(down.status, 0);
    assert.equal(down.stdout, "nothing is running\n");
  });

  it("returns the preview's exit code when the preview is not clean, and starts nothing", () => {
    const up = local("up", "--stack", "nobody");
    assert.equal(up.status, 2, up.stderr + up.stdout);
    assert.match(up.stderr + up.stdout, /nobody/);
    assert.equal(readState(join(root, "out/local")), undefined);
  });
});
