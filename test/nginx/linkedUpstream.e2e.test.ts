import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { defaultConnections, renderProxy } from "../../nginx";
import { type Answer, ask } from "./httpClient";
import { freePort, nginxToTest } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { s1Settings } from "./s1Settings";

const nobody = 65534;

/** Runs `$3…` as nobody, where /etc/hosts and /etc/resolv.conf are `$1` and `$2`, as in a container with a link. */
const script = `
mount --make-rprivate /
mount --bind "$1" /etc/hosts; mount --bind "$2" /etc/resolv.conf; shift 2
exec setpriv --reuid ${nobody} --regid ${nobody} --clear-groups "$@"
`;

/** Why it cannot be tried here, or undefined. */
function missing(): string | undefined {
  if (process.getuid?.() !== 0) return "an /etc/hosts of its own needs root";
  const probe = spawnSync("unshare", ["--mount", "sh", "-c", "mount --make-rprivate / && setpriv --version"]);
  return probe.status === 0 ? undefined : "no mount namespace or no setpriv on this machine";
}

describe("An application in a linked container", function () {
  this.timeout(30_000);
  let root = "";
  let child: ChildProcess | undefined;
  let upstream: RecordingUpstream;

  beforeEach(async function () {
    const why = missing();
    if (why !== undefined) {
      console.log(`    not run: ${why}`);
      this.skip();
    }
    root = mkdtempSync(join(tmpdir(), "gatehouse-linked-"));
    chmodSync(root, 0o755);
    upstream = await startRecordingUpstream();
  });
  afterEach(async () => {
    if (child?.exitCode === null) child.kill("SIGQUIT");
    await upstream?.stop();
    if (root !== "") rmSync(root, { recursive: true, force: true });
  });

  /** nginx in front of the container `app`, in a container whose /etc/hosts is this. */
  async function start(hosts: string): Promise<number> {
    const port = await freePort();
    const app = { kind: "linked" as const, host: "app", port: upstream.port, ...defaultConnections };
    const path = (name: string) => join(root, name);
    writeFileSync(path("nginx.conf"), renderProxy({ ...s1Settings, port, upstreams: { app } }));
    writeFileSync(path("hosts"), hosts);
    // Nobody else is asked: a name that is not in /etc/hosts is not there.
    writeFileSync(path("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
    copyFileSync(await nginxToTest(), path("nginx"));
    chmodSync(path("nginx"), 0o755);
    mkdirSync(path("prefix"));
    for (const log of ["stdout", "stderr"]) writeFileSync(path(log), "");
    for (const own of ["prefix", "stdout", "stderr"]) chownSync(path(own), nobody, nobody);
    const nginx = [path("nginx"), "-p", path("prefix"), "-c", path("nginx.conf"), "-e", "stderr", "-g", "daemon off;"];
    const args = ["--mount", "sh", "-euc", script, "sh", path("hosts"), path("resolv.conf"), ...nginx];
    child = spawn("unshare", args, {
      stdio: ["ignore", openSync(path("stdout"), "a"), openSync(path("stderr"), "a")],
    });
    return port;
  }

  async function askUntilThere(port: number): Promise<Answer> {
    const deadline = Date.now() + 5000;
    for (;;) {
      const answer = await ask(port, { path: "/api/users/1" }).catch(() => undefined);
      if (answer !== undefined) return answer;
      if (Date.now() > deadline)
        throw new Error(`nginx does not answer: ${readFileSync(join(root, "stderr"), "utf8")}`);
      await sleep(50);
    }
  }

  it("is found by the name that the link wrote into /etc/hosts", async () => {
    const port = await start("127.0.0.1 localhost\n127.0.0.1 app 0123456789ab app-container\n");
    const { status, body } = await askUntilThere(port);
    assert.deepEqual([status, body], [200, "from upstream"]);
    assert.equal(upstream.requests[0]?.headers.host, "127.0.0.1");
  });

  it("that is not linked keeps nginx from starting, with its name in the error", async () => {
    await start("127.0.0.1 localhost\n");
    const exit = await new Promise((resolve) => child?.once("exit", resolve));
    assert.equal(exit, 1);
    assert.match(readFileSync(join(root, "stderr"), "utf8"), /host not found in upstream "app:\d+"/);
  });
});
