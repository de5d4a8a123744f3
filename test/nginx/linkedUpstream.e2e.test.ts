import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { defaultConnections, renderProxy } from "../../nginx";
import { type Answer, ask } from "./httpClient";
import { missingForMounts } from "./mountNamespace";
import { type Folder, freePort, nginxToTest, nobody, prepareFolder } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { s1Settings } from "./s1Settings";

/** Runs `$3…` as nobody, where /etc/hosts and /etc/resolv.conf are `$1` and `$2`, as in a container with a link. */
const script = `
mount --make-rprivate /
mount --bind "$1" /etc/hosts; mount --bind "$2" /etc/resolv.conf; shift 2
exec setpriv --reuid ${nobody} --regid ${nobody} --clear-groups "$@"
`;

describe("An application in a linked container", function () {
  this.timeout(30_000);
  let folder: Folder | undefined;
  let child: ChildProcess | undefined;
  let upstream: RecordingUpstream;

  beforeEach(async function () {
    const why = missingForMounts("an /etc/hosts of its own");
    if (why !== undefined) {
      console.log(`    not run: ${why}`);
      this.skip();
    }
    upstream = await startRecordingUpstream();
  });
  afterEach(async () => {
    if (child?.exitCode === null) child.kill("SIGQUIT");
    await upstream?.stop();
    if (folder !== undefined) rmSync(folder.root, { recursive: true, force: true });
  });

  /** nginx in front of the container `app`, in a container whose /etc/hosts is this. */
  async function start(hosts: string): Promise<number> {
    const port = await freePort();
    const app = { kind: "linked" as const, host: "app", port: upstream.port, ...defaultConnections };
    const conf = renderProxy({ ...s1Settings, port, upstreams: { app } });
    folder = prepareFolder(conf, await nginxToTest());
    const [hostsFile, resolvFile] = [join(folder.root, "hosts"), join(folder.root, "resolv.conf")];
    writeFileSync(hostsFile, hosts);
    // Nobody else is asked: a name that is not in /etc/hosts is not there.
    writeFileSync(resolvFile, "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
    const nginx = [folder.nginx, "-p", folder.prefix, "-c", folder.conf, "-e", "stderr", "-g", "daemon off;"];
    const args = ["--mount", "sh", "-euc", script, "sh", hostsFile, resolvFile, ...nginx];
    child = spawn("unshare", args, {
      stdio: ["ignore", openSync(folder.stdout, "a"), openSync(folder.stderr, "a")],
    });
    return port;
  }

  const said = () => (folder === undefined ? "" : readFileSync(folder.stderr, "utf8"));

  async function askUntilThere(port: number): Promise<Answer> {
    const deadline = Date.now() + 5000;
    for (;;) {
      const answer = await ask(port, { path: "/api/users/1" }).catch(() => undefined);
      if (answer !== undefined) return answer;
      if (Date.now() > deadline) throw new Error(`nginx does not answer: ${said()}`);
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
    assert.match(said(), /host not found in upstream "app:\d+"/);
  });
});
