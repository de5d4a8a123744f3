import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, it } from "mocha";
import { renderProxy } from "../../nginx";
import { ask } from "./httpClient";
import { missingForMounts } from "./mountNamespace";
import { type Folder, freePort, nginxToTest, nobody, prepareFolder } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";
import { workersOf } from "./workerUsage";

/**
 * Runs `$1…` as nobody without any capability, in a mount namespace whose root is read-only but for the folder and the
 * two files: what a container's volume, stdout and stderr are.
 */
const script = `
prefix=$1 stdout=$2 stderr=$3; shift 3
mount --make-rprivate /
for writable in "$prefix" "$stdout" "$stderr"; do mount --bind "$writable" "$writable"; done
mount -o remount,bind,ro /
exec >>"$stdout" 2>>"$stderr"
exec setpriv --reuid ${nobody} --regid ${nobody} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
`;

describe("nginx on a read-only root, without root and without capabilities", function () {
  this.timeout(30_000);
  let folder: Folder | undefined;
  let child: ChildProcess | undefined;
  let upstream: RecordingUpstream | undefined;

  afterEach(async () => {
    if (child?.exitCode === null) child.kill("SIGQUIT");
    await upstream?.stop();
    if (folder !== undefined) rmSync(folder.root, { recursive: true, force: true });
  });

  /** Where it listens. */
  async function start(): Promise<number> {
    upstream = await startRecordingUpstream();
    const port = await freePort();
    const routes = [{ path: "/upload", methods: ["POST" as const] }];
    const settings = { ...s1Settings, sites: [{ routes }], port, upstreams: appAt(upstream.port) };
    folder = prepareFolder(renderProxy(settings), await nginxToTest());
    const { prefix, stdout, stderr } = folder;
    const nginx = [folder.nginx, "-p", prefix, "-c", folder.conf, "-e", "stderr", "-g", "daemon off;"];
    const args = ["--mount", "sh", "-euc", script, "sh", prefix, stdout, stderr, ...nginx];
    child = spawn("unshare", args, { stdio: ["ignore", "inherit", "inherit"] });
    const deadline = Date.now() + 5000;
    for (;;) {
      const answer = await ask(port).catch(() => undefined);
      if (answer?.status === 200) return port;
      if (Date.now() > deadline) throw new Error(`nginx does not answer: ${readFileSync(stderr, "utf8")}`);
      await sleep(50);
    }
  }

  it("starts, passes a body that outgrows its buffers, and stops", async function () {
    const why = missingForMounts("a mount namespace of its own");
    if (why !== undefined) {
      console.log(`not run: ${why}`);
      this.skip();
    }
    const port = await start();
    const master = child?.pid ?? 0;
    for (const pid of [master, ...workersOf(master)]) {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      assert.match(status, new RegExp(`^Uid:\\t${nobody}\\t[\\s\\S]*^CapEff:\\t0+$[\\s\\S]*^NoNewPrivs:\\t1$`, "m"));
      const mount = readFileSync(`/proc/${pid}/mounts`, "utf8")
        .split("\n")
        .findLast((line) => line.split(" ")[1] === "/");
      assert.match(mount ?? "", / \/ \S+ ro[, ]/);
    }
    const answer = await ask(port, { method: "POST", path: "/upload", body: "x".repeat(900_000) });
    assert.deepEqual([answer.status, upstream?.requests.length], [200, 1]);
    const exited = new Promise((resolve) => child?.once("exit", resolve));
    child?.kill("SIGQUIT");
    assert.equal(await exited, 0);
    assert.ok(folder);
    assert.doesNotMatch(readFileSync(folder.stderr, "utf8"), /denied|read-only|\[(?:emerg|alert|crit|error)\]/i);
  });
});
