import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { after, afterEach, before, describe, it } from "mocha";
import { type AppProcess, buildApp, startApp } from "../app/appProcess";
import { type ExpressApp, startExpress } from "./expressApp";
import { type Answer, ask } from "./httpClient";
import { freePort, type ProxyProcess, startProxy } from "./proxyProcess";
import { appAt, s1Settings } from "./s1Settings";
import { workersOf } from "./workerUsage";

const path = "/api/users/1";

/** What a visitor must not read: where the application is, what it is called, what it runs on. */
const inside = /127\.0\.0\.1|upstream|refused|timed out|express|node|:\d{4,5}/i;

describe("The application behind a running proxy", function () {
  this.timeout(60_000);
  let app: AppProcess;
  let port: number;
  let proxy: ProxyProcess;

  before(async () => {
    buildApp();
    port = await freePort();
    app = await startApp({ PORT: String(port) });
    proxy = await startProxy({ ...s1Settings, upstreams: appAt(port, { readSeconds: 1 }) });
  });
  after(async () => {
    await proxy?.stop();
    await app?.stop();
  });

  it("can stop and start again: 502 in between, naming it in the log only, and answers at once afterwards", async () => {
    assert.equal((await ask(proxy.port, { path })).status, 200);
    assert.equal(await app.stop(), 0);
    for (let n = 0; n < 5; n++) {
      const down = await ask(proxy.port, { path });
      assert.deepEqual([down.status, JSON.parse(down.body).error], [502, "Bad Gateway"]);
      assert.doesNotMatch(down.body + JSON.stringify(down.headers), inside);
    }
    assert.match(proxy.errors(), new RegExp(`Connection refused.* upstream: "http://127\\.0\\.0\\.1:${port}${path}"`));
    app = await startApp({ PORT: String(port) });
    for (let n = 0; n < 5; n++) assert.equal((await ask(proxy.port, { path })).status, 200);
  });

  it("can hang: 504 after upstream.readSeconds, naming it in the log only, and answers when it wakes up", async () => {
    app.child.kill("SIGSTOP");
    const began = Date.now();
    const hung = await ask(proxy.port, { path });
    const waited = Date.now() - began;
    app.child.kill("SIGCONT");
    assert.deepEqual([hung.status, JSON.parse(hung.body).error], [504, "Gateway Timeout"]);
    assert.ok(waited >= 950, `${waited} ms`);
    assert.doesNotMatch(hung.body + JSON.stringify(hung.headers), inside);
    assert.match(proxy.errors(), new RegExp(`upstream timed out.* upstream: "http://127\\.0\\.0\\.1:${port}${path}"`));
    const line = (await proxy.requests(12)).find(({ status }) => status === 504);
    assert.deepEqual([line?.upstream_addr, line?.upstream_status], [`127.0.0.1:${port}`, "504"]);
    assert.equal((await ask(proxy.port, { path })).status, 200);
  });
});

describe("Requests in flight", function () {
  this.timeout(60_000);
  const running: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  });

  /** Express that takes a second and a half, saying something every 300 ms; the proxy waits for one second. */
  async function start(): Promise<ProxyProcess> {
    const app: ExpressApp = await startExpress(async (_request, response) => {
      for (let n = 0; n < 5; n++) {
        response.write(`${n} `);
        await sleep(300);
      }
      response.end("done");
    });
    running.push(app);
    const proxy = await startProxy({
      ...s1Settings,
      upstreams: appAt(app.port, { readSeconds: 1 }),
    });
    running.push(proxy);
    return proxy;
  }

  function assertWhole(answers: Answer[]): void {
    for (const { status, body } of answers) assert.deepEqual([status, body], [200, "0 1 2 3 4 done"]);
  }

  it("are answered whole though they take longer than upstream.readSeconds, as long as something comes", async () => {
    const proxy = await start();
    assertWhole([await ask(proxy.port, { path })]);
  });

  it("are answered whole when nginx is told to stop, ten of them at once", async () => {
    const proxy = await start();
    const inFlight = Promise.all(Array.from({ length: 10 }, () => ask(proxy.port, { path })));
    await sleep(300);
    const exit = proxy.quit();
    assertWhole(await inFlight);
    assert.equal(await exit, 0);
  });

  it("are answered whole when nginx reads its configuration again, and no new one is refused meanwhile", async () => {
    const proxy = await start();
    const master = proxy.child.pid ?? 0;
    const old = workersOf(master);
    const inFlight = Promise.all(Array.from({ length: 10 }, () => ask(proxy.port, { path })));
    await sleep(300);
    proxy.child.kill("SIGHUP");
    for (let n = 0; n < 50; n++) {
      assert.equal((await ask(proxy.port)).status, 200);
      await sleep(10);
    }
    assertWhole(await inFlight);
    const deadline = Date.now() + 5000;
    while (workersOf(master).some((worker) => old.includes(worker)) && Date.now() < deadline) await sleep(20);
    const now = workersOf(master);
    assert.deepEqual([now.length, now.filter((worker) => old.includes(worker))], [old.length, []]);
    assert.equal((await ask(proxy.port)).status, 200);
  });
});
