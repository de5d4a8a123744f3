import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, it } from "mocha";
import type { RemoteServer, RemoteUpstream } from "../../nginx";
import { ask } from "./httpClient";
import { freePort, type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { s2At } from "./s2Settings";

/** Takes the whole request, and hangs up instead of an answer. */
const hangsUp: RequestListener = (request) => request.once("end", () => request.socket.destroy());
const answers =
  (status: number): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end(String(status));

describe("An upstream of several servers", function () {
  this.timeout(60_000);
  const running: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  });

  async function startServer(listener?: RequestListener): Promise<RecordingUpstream> {
    const server = await startRecordingUpstream(listener);
    running.push(server);
    return server;
  }

  async function startInFront(servers: Omit<RemoteServer, "host">[], changes: Partial<RemoteUpstream> = {}) {
    const proxy = await startProxy(
      s2At({
        servers: servers.map((server) => ({ host: "127.0.0.1", ...server })),
        tls: false,
        hostHeader: "request",
        ...changes,
      }),
    );
    running.push(proxy);
    return proxy;
  }

  /** The statuses of so many requests, one after the other. */
  async function statuses(proxy: ProxyProcess, count: number, method = "GET"): Promise<number[]> {
    const all: number[] = [];
    for (let n = 0; n < count; n++) {
      all.push((await ask(proxy.port, { method, body: method === "GET" ? "" : "x" })).status);
    }
    return all;
  }

  const times = (count: number, status: number) => Array.from({ length: count }, () => status);
  const upstreamStatus = async (proxy: ProxyProcess, count: number) =>
    (await proxy.requests(count)).map(({ upstream_status }) => upstream_status);

  it("shares requests by weight, over kept connections", async () => {
    const [heavy, light] = [await startServer(), await startServer()];
    const proxy = await startInFront([{ port: heavy.port, weight: 3 }, { port: light.port }]);
    assert.deepEqual(await statuses(proxy, 40), times(40, 200));
    assert.deepEqual([heavy.requests.length, light.requests.length], [30, 10]);
    assert.deepEqual([heavy.connections(), light.connections()], [1, 1]);
  });

  it("gives a request to the server with the fewest in hand, where the settings say so", async () => {
    const held: (() => void)[] = [];
    const slow = await startServer((_request, response) => held.push(() => response.end()));
    const quick = await startServer();
    const proxy = await startInFront([{ port: slow.port }, { port: quick.port }], { balance: "leastConnections" });
    // One of the first two goes to the slow server and stays there; all others then go to the quick one.
    const first = [ask(proxy.port), ask(proxy.port)];
    while (held.length === 0) await sleep(10);
    assert.deepEqual(await statuses(proxy, 10), times(10, 200));
    assert.deepEqual([slow.requests.length, quick.requests.length], [1, 11]);
    for (const end of held) end();
    assert.deepEqual(
      (await Promise.all(first)).map(({ status }) => status),
      [200, 200],
    );
  });

  it("answers every GET and every POST when one of them is down, and soon leaves that one alone", async () => {
    const alive = await startServer();
    const proxy = await startInFront([{ port: await freePort() }, { port: alive.port }], { failures: 2 });
    assert.deepEqual(await statuses(proxy, 5), times(5, 200));
    assert.deepEqual(await statuses(proxy, 5, "POST"), times(5, 200), "none of it was sent to the one that is down");
    const retried = (await upstreamStatus(proxy, 10)).filter((status) => status === "502, 200");
    assert.equal(retried.length, 2, "after failures attempts");
  });

  it("takes a server that was down back after failSeconds", async () => {
    const alive = await startServer();
    const back = await startRecordingUpstream();
    await back.stop();
    const changes = { failures: 1, failSeconds: 1 };
    const proxy = await startInFront([{ port: back.port }, { port: alive.port }], changes);
    assert.deepEqual(await statuses(proxy, 4), times(4, 200));
    const revived = await startRecordingUpstream(undefined, back.port);
    running.push(revived);
    await sleep(2100);
    assert.deepEqual(await statuses(proxy, 4), times(4, 200));
    assert.ok(revived.requests.length > 0);
  });

  it("repeats a GET, PUT or DELETE whose connection breaks, and never a POST or PATCH that has been sent", async () => {
    for (const method of ["GET", "PUT", "DELETE", "POST", "PATCH"]) {
      const [broken, alive] = [await startServer(hangsUp), await startServer()];
      const proxy = await startInFront([{ port: broken.port }, { port: alive.port }], { failures: 0 });
      const got = await statuses(proxy, 2, method);
      const isSafe = !["POST", "PATCH"].includes(method);
      assert.deepEqual(got.sort(), isSafe ? [200, 200] : [200, 502], method);
      assert.deepEqual([broken.requests.length, alive.requests.length], [1, isSafe ? 2 : 1], method);
      const shown = await upstreamStatus(proxy, 2);
      assert.deepEqual(shown.sort(), isSafe ? ["200", "502, 200"] : ["200", "502"], method);
    }
  });

  it("asks another after a time-out of the answer only within retries.seconds", async () => {
    for (const [seconds, expected] of [
      [10, [200, 200]],
      [1, [200, 504]],
    ] as const) {
      const [mute, alive] = [await startServer(() => undefined), await startServer()];
      const retries = { on: ["timeout" as const], attempts: 2, seconds };
      const proxy = await startInFront([{ port: mute.port }, { port: alive.port }], { retries, readSeconds: 1 });
      assert.deepEqual((await statuses(proxy, 2)).sort(), expected, `${seconds}`);
    }
  });

  it("asks another after an answer of 503 where the settings say so, and passes it on where they do not", async () => {
    for (const on of [["503" as const], []]) {
      const [busy, alive] = [await startServer(answers(503)), await startServer()];
      const retries = { on, attempts: 2, seconds: 10 };
      const proxy = await startInFront([{ port: busy.port }, { port: alive.port }], { retries, failures: 0 });
      assert.deepEqual((await statuses(proxy, 4)).sort(), on.length > 0 ? times(4, 200) : [200, 200, 503, 503]);
      assert.deepEqual((await statuses(proxy, 4, "POST")).sort(), [200, 200, 503, 503], "a POST is never repeated");
    }
  });

  it("is asked no more often than retries.attempts, and is then 502 or what the last server said", async () => {
    const servers = [await freePort(), await freePort(), await freePort()].map((port) => ({ port }));
    const retries = { on: [], attempts: 2, seconds: 10 };
    const proxy = await startInFront(servers, { retries, failures: 0 });
    const answer = await ask(proxy.port, { path: "/x" });
    assert.deepEqual([answer.status, JSON.parse(answer.body).error], [502, "Bad Gateway"]);
    assert.doesNotMatch(answer.body + JSON.stringify(answer.headers), /127\.0\.0\.1|outside|upstream|:\d{4,5}/);
    const [line] = await proxy.requests(1);
    assert.equal(line?.upstream_status, "502, 502");
    assert.match(String(line?.upstream_addr), /^127\.0\.0\.1:\d+, 127\.0\.0\.1:\d+$/);
  });

  it("uses a backup only while all others are down", async () => {
    const [primary, backup] = [await startRecordingUpstream(), await startServer()];
    const proxy = await startInFront([{ port: primary.port }, { port: backup.port, backup: true }], {
      failures: 1,
      failSeconds: 1,
    });
    assert.deepEqual(await statuses(proxy, 5), times(5, 200));
    assert.deepEqual([primary.requests.length, backup.requests.length], [5, 0]);
    await primary.stop();
    assert.deepEqual(await statuses(proxy, 5), times(5, 200));
    assert.equal(backup.requests.length, 5);
    const again = await startRecordingUpstream(undefined, primary.port);
    running.push(again);
    await sleep(2100);
    assert.deepEqual(await statuses(proxy, 5), times(5, 200));
    assert.deepEqual([again.requests.length, backup.requests.length], [5, 5]);
  });

  it("that are all given up is 502 at once, with the upstream's name in the log", async () => {
    const servers = [{ port: await freePort() }, { port: await freePort() }];
    const proxy = await startInFront(servers, { failures: 1, failSeconds: 60 });
    assert.deepEqual(await statuses(proxy, 3), times(3, 502));
    assert.match(proxy.errors(), /no live upstreams while connecting to upstream.*upstream: "http:\/\/outside\/"/);
    const lines = await proxy.requests(3);
    assert.equal(lines.at(-1)?.upstream_addr, "outside");
  });
});
