import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { defaultProxySettings } from "../../nginx";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";

describe("The access log's buffer", function () {
  this.timeout(30_000);
  const running: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  });

  async function start(log = defaultProxySettings.log, workers = 1): Promise<[ProxyProcess, RecordingUpstream]> {
    const upstream = await startRecordingUpstream();
    running.push(upstream);
    const upstreams = appAt(upstream.port);
    const proxy = await startProxy({ ...s1Settings, workers, upstreams }, { log });
    running.push(proxy);
    return [proxy, upstream];
  }

  it("keeps a line back, and no longer than it may", async () => {
    const [proxy] = await start();
    await ask(proxy.port, { path: "/api/users/1" });
    assert.deepEqual(await proxy.requests(0), []);
    const [line] = await proxy.requests(1);
    assert.equal(line?.uri, "/api/users/1");
  });

  it("loses no line at an orderly stop", async () => {
    const [proxy] = await start({ bufferBytes: 4096, flushSeconds: 60 });
    for (let n = 1; n <= 3; n++) await ask(proxy.port, { path: `/api/users/${n}` });
    assert.deepEqual(await proxy.requests(0), []);
    assert.equal(await proxy.quit(), 0);
    assert.equal((await proxy.requests(3)).length, 3);
  });

  it("holds whole lines only, whatever their length and number", async () => {
    const [proxy] = await start({ bufferBytes: 4096, flushSeconds: 1 }, 2);
    const names = Array.from({ length: 60 }, (_, n) => `/api/users/by/username/${String(n).repeat((n * 97) % 3000)}x`);
    await Promise.all(names.map((path) => ask(proxy.port, { path })));
    const logged = (await proxy.requests(names.length)).map(({ uri }) => uri);
    assert.deepEqual(logged.sort(), [...names].sort());
  });

  it("is left out where every line shall go out at once", async () => {
    const [proxy] = await start({ bufferBytes: 0, flushSeconds: 60 });
    await ask(proxy.port, { path: "/api/users/1" });
    assert.equal((await proxy.requests(1)).length, 1);
  });
});
