import assert from "node:assert/strict";
import { type ChildProcess, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { readListeners } from "../../local/listeners";
import { buildApp, startApp } from "./appProcess";
import { inVolume } from "./socketApp";

const app = join(__dirname, "../../app");

function run(program: string, environment: Record<string, string>) {
  const options = { cwd: app, env: environment, encoding: "utf8", timeout: 10_000 } as const;
  return spawnSync(process.execPath, [`dist/${program}.js`], options);
}

/** Where a process listens on TCP, by the kernel's tables. */
function listenersOf({ pid }: ChildProcess): string[] {
  const open = readdirSync(`/proc/${pid}/fd`).map((number) => readlinkSync(`/proc/${pid}/fd/${number}`));
  const all = readListeners() ?? assert.fail("this test needs Linux's /proc/net/tcp");
  return all.filter(({ inode }) => open.includes(`socket:[${inode}]`)).map(({ address, port }) => `${address}:${port}`);
}

describe("the application on a Unix socket", function () {
  this.timeout(60_000);
  before(buildApp);

  it("is well by its own health command, lets every user of the volume in, and removes the socket at its stop", () =>
    inVolume(async ({ folder, start }) => {
      const socket = join(folder, "http.sock");
      const server = await start(socket);
      assert.equal(statSync(socket).mode & 0o666, 0o666);
      const { status, stderr } = run("health", { SOCKET: socket });
      assert.deepEqual([status, stderr], [0, ""]);
      assert.equal(await server.end("SIGTERM"), 0);
      assert.equal(existsSync(socket), false);
      const after = run("health", { SOCKET: socket });
      assert.equal(after.status, 1);
      assert.match(after.stderr, /^no 200 from \/healthz on \/.*http\.sock: .*ENOENT.*\n$/);
    }));

  it("has no port, as one without a socket has", () =>
    inVolume(async ({ folder, start }) => {
      const server = await start(join(folder, "http.sock"));
      const other = await startApp();
      assert.deepEqual(listenersOf(server.child), []);
      assert.deepEqual(listenersOf(other.child), [`127.0.0.1:${other.port}`]);
      await server.end("SIGTERM");
      await other.stop();
    }));

  it("takes the place of a socket that a killed process left behind", () =>
    inVolume(async ({ folder, start }) => {
      const socket = join(folder, "http.sock");
      const killed = await start(socket);
      await killed.end("SIGKILL");
      assert.ok(existsSync(socket));
      const next = await start(socket);
      assert.equal(run("health", { SOCKET: socket }).status, 0);
      await next.end("SIGTERM");
    }));

  it("takes the place of nobody who still listens, and of no other file", () =>
    inVolume(async ({ folder, start }) => {
      const socket = join(folder, "http.sock");
      const first = await start(socket);
      const second = run("server", { SOCKET: socket });
      assert.equal(second.status, 1);
      assert.match(second.stderr, /^cannot listen on \/.*: Error: another process listens on \/.*http\.sock\n$/);
      assert.equal(run("health", { SOCKET: socket }).status, 0);
      await first.end("SIGTERM");

      const file = join(folder, "notes");
      writeFileSync(file, "keep");
      const third = run("server", { SOCKET: file });
      assert.equal(third.status, 1);
      assert.match(third.stderr, /is there, and no socket\n$/);
      assert.ok(existsSync(file));
    }));
});
