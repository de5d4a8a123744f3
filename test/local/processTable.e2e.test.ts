import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { describe, it } from "mocha";
import { parseListeners, readListeners } from "../../local/listeners";
import { fromPs, groupOf, holderOf, identify, isRunning, parseStat } from "../../local/processTable";
import { stopGroup } from "../../local/stopGroup";

/** A process that leads a group of its own, and ignores SIGTERM if asked. */
async function leader(script: string): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ["-e", `${script}; setInterval(() => {}, 1000); console.log("up")`], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  return child as unknown as ChildProcess & { pid: number };
}

describe("A process", () => {
  it("is told from a later one with the same number by its start", async () => {
    const { pid } = await leader("");
    const identity = identify(pid);
    assert.ok(identity && isRunning(identity));
    const imposter = { ...identity, startedAt: identity.startedAt - 1 };
    assert.equal(isRunning(imposter), false);
    assert.equal(await stopGroup(imposter, { signal: "SIGKILL", timeoutSeconds: 1 }), "was not running");
    assert.ok(isRunning(identity), "a process with the same number was hit");
    assert.equal(await stopGroup(identity, { signal: "SIGTERM", timeoutSeconds: 2 }), "stopped");
    assert.equal(isRunning(identity), false);
  });

  it("that does not stop in time is killed with everything it started", async () => {
    const { pid } = await leader(
      `process.on("SIGTERM", () => {}); require("child_process").spawn("sleep", ["60"], { stdio: "ignore" })`,
    );
    const identity = identify(pid);
    assert.ok(identity);
    const members = groupOf(identity);
    assert.equal(members.length, 2);
    assert.equal(await stopGroup(identity, { signal: "SIGTERM", timeoutSeconds: 0.2 }), "killed");
    assert.deepEqual(members.filter(isRunning), []);
  });

  it("is read from its line in /proc whatever its name holds", () => {
    const line = (state: string) => `42 (a) b (c) ${state} 1 40 40 ${"0 ".repeat(15)}777 0 0`;
    assert.deepEqual(parseStat(line("S"), "boot"), { pid: 42, group: 40, startedAt: 777, boot: "boot", zombie: false });
    assert.equal(parseStat(line("Z"), "boot").zombie, true);
  });

  it("is read from ps where there is no /proc", () => {
    const lines = "  42  40 Ss   Sat Nov 21 12:00:00 2026\n 43 40 Z Sat Nov 21 12:00:00 2026\n";
    const startedAt = new Date(2026, 10, 21, 12).getTime();
    assert.deepEqual(fromPs(lines), [
      { pid: 42, group: 40, startedAt, boot: "", zombie: false },
      { pid: 43, group: 40, startedAt, boot: "", zombie: true },
    ]);
  });

  it("has the same group in ps as in /proc, where both are there", function () {
    const ps = spawnSync("ps", ["-A", "-o", "pid=", "-o", "pgid=", "-o", "stat=", "-o", "lstart="], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    if (ps.error || process.platform !== "linux") {
      console.log("      not run: needs ps and /proc");
      this.skip();
    }
    const own = fromPs(ps.stdout).find(({ pid }) => pid === process.pid);
    assert.equal(own?.group, parseStat(readFileSync("/proc/self/stat", "utf8"), "").group);
    assert.ok(Math.abs((own?.startedAt ?? 0) - (Date.now() - process.uptime() * 1000)) < 5000);
  });
});

describe("The kernel's table of listening sockets", () => {
  it("is read with its addresses, IPv4 and IPv6, without connections", () => {
    const table = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      "   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1",
      "   1: 0100007F:0BB8 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 12 1",
      "   2: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 13 1",
      "   3: 00000000000000000000000001000000:0BB8 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 14 1",
    ].join("\n");
    assert.deepEqual(
      parseListeners(table).map(({ address, port, inode }) => `${address}:${port} ${inode}`),
      ["127.0.0.1:3000 11", "[::]:8080 13", "[::1]:3000 14"],
    );
  });

  it("shows a socket of this process, and who holds it", async function () {
    if (process.platform !== "linux") {
      console.log("      not run: only Linux has /proc/net/tcp");
      this.skip();
    }
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const listener = readListeners()?.find((one) => one.port === port);
    assert.equal(listener?.address, "127.0.0.1");
    assert.equal(listener && holderOf(listener)?.pid, process.pid);
    server.close();
  });
});
