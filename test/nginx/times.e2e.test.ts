import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, it } from "mocha";
import { defaultLimits, type ProxySettings } from "../../nginx";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { exchange } from "./rawClient";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";

const path = "/api/users/1";

/** A program that listens on a free port, which it prints, and never takes a connection: its queue has room for one. */
const deaf = `
import socket, time
listening = socket.socket()
listening.bind(("127.0.0.1", 0))
listening.listen(0)
print(listening.getsockname()[1], flush=True)
time.sleep(60)
`;

describe("The proxy", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream | undefined;
  let proxy: ProxyProcess | undefined;

  afterEach(async () => {
    await proxy?.stop();
    await upstream?.stop();
    proxy = upstream = undefined;
  });

  async function start(settings: Partial<ProxySettings>): Promise<ProxyProcess> {
    proxy = await startProxy({ ...s1Settings, ...settings });
    return proxy;
  }

  it("keeps an idle connection of a client for keepAliveSeconds", async () => {
    upstream = await startRecordingUpstream();
    const { port } = await start({ keepAliveSeconds: 2, upstreams: appAt(upstream.port) });
    const started = Date.now();
    const { statuses, closed } = await exchange(port, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, {
      last: "",
      patience: 10_000,
    });
    const milliseconds = Date.now() - started;
    assert.deepEqual([statuses, closed], [[200], true]);
    assert.ok(milliseconds >= 1900 && milliseconds < 8000, `${milliseconds} ms`);
  });

  it("keeps an idle connection to an application for the upstream's keepAliveSeconds", async () => {
    upstream = await startRecordingUpstream();
    const { port } = await start({ upstreams: appAt(upstream.port, { keepAliveSeconds: 1 }) });
    for (let count = 0; count < 3; count++) await ask(port, { path });
    assert.equal(upstream.connections(), 1, "used again at once");
    await sleep(1500);
    await ask(port, { path });
    assert.equal(upstream.connections(), 2, "and not after a second");
  });

  it("waits for a connection to an application for connectSeconds, and then answers 504", async () => {
    const child = spawn("python3", ["-c", deaf], { stdio: ["ignore", "pipe", "inherit"] });
    const port = await new Promise<number>((resolve) => child.stdout.once("data", (line) => resolve(Number(line))));
    const filling = Array.from({ length: 4 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
    try {
      await sleep(200);
      const { port: own } = await start({ upstreams: appAt(port, { connectSeconds: 1, readSeconds: 20 }) });
      const started = Date.now();
      const { status } = await ask(own, { path });
      const milliseconds = Date.now() - started;
      assert.equal(status, 504);
      assert.ok(milliseconds >= 900 && milliseconds < 8000, `${milliseconds} ms`);
    } finally {
      for (const socket of filling) socket.destroy();
      child.kill();
    }
  });

  it("lets a client take nothing of an answer for sendSeconds, and then closes", async () => {
    const bytes = 64 * 1024 ** 2;
    upstream = await startRecordingUpstream((_request, response) => response.end(Buffer.alloc(bytes)));
    const started = await start({ limits: { ...defaultLimits, sendSeconds: 1 }, upstreams: appAt(upstream.port) });
    const socket = connect(started.port, "127.0.0.1").on("error", () => undefined);
    socket.pause().write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const [line] = await started.requests(1);
    socket.destroy();
    assert.equal(line?.status, 200);
    const [sent, seconds] = [Number(line?.bytes), Number(line?.request_time)];
    assert.ok(sent < bytes, `${sent} bytes`);
    assert.ok(seconds >= 0.9 && seconds < 5, `${seconds} s`);
  });
});
