import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, it } from "mocha";
import { methods, type ProxySettings, type Route } from "../../nginx";
import { ask, sendRaw } from "./httpClient";
import { freePort, type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";

describe("A running proxy", function () {
  this.timeout(60_000);
  const running: { stop(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  });

  /** A proxy before an upstream that answers with `listener`, or 200 at once; patient for one second. */
  async function start(
    listener?: RequestListener,
    more: Partial<ProxySettings> = {},
  ): Promise<[ProxyProcess, RecordingUpstream]> {
    const upstream = await startRecordingUpstream(listener);
    running.push(upstream);
    const upstreams = appAt(upstream.port, { readSeconds: 1 });
    const proxy = await startProxy({ ...s1Settings, ...more, upstreams });
    running.push(proxy);
    return [proxy, upstream];
  }

  async function firstRequest(upstream: RecordingUpstream): Promise<void> {
    while (upstream.requests.length === 0) await sleep(10);
  }

  it("uses one connection to the application for many requests", async () => {
    const [proxy, upstream] = await start();
    for (let n = 0; n < 50; n++) await ask(proxy.port, { path: "/api/users/1" });
    assert.equal(upstream.requests.length, 50);
    assert.equal(upstream.connections(), 1);
  });

  it("keeps as many connections as were busy at once", async () => {
    const [proxy, upstream] = await start((_request, response) => setTimeout(() => response.end(), 30));
    const burst = () => Promise.all(Array.from({ length: 20 }, () => ask(proxy.port, { path: "/api/users/1" })));
    for (let round = 0; round < 5; round++) await burst();
    assert.equal(upstream.requests.length, 100);
    assert.ok(upstream.connections() <= 20, `${upstream.connections()} connections for 100 requests, 20 at once`);
  });

  it("answers 502 as JSON when the application is down, naming it in the log and not to the visitor", async () => {
    const port = await freePort();
    const proxy = await startProxy({ ...s1Settings, upstreams: appAt(port) });
    running.push(proxy);
    for (let n = 0; n < 3; n++) {
      const answer = await ask(proxy.port, { path: "/api/users/1" });
      assert.equal(answer.status, 502);
      assert.equal(JSON.parse(answer.body).error, "Bad Gateway");
      assert.doesNotMatch(answer.body + JSON.stringify(answer.headers), /127\.0\.0\.1|upstream|refused/);
    }
    assert.equal((await ask(proxy.port)).status, 200);
    const [line] = await proxy.requests(1);
    assert.deepEqual([line?.status, line?.upstream_status, line?.upstream_addr], [502, "502", `127.0.0.1:${port}`]);
    assert.match(
      proxy.errors(),
      new RegExp(`Connection refused.* upstream: "http://127\\.0\\.0\\.1:${port}/api/users/1"`),
    );
  });

  it("answers 504 as JSON when the application is too slow, and does not ask it twice", async () => {
    const [proxy, upstream] = await start(() => undefined);
    const answer = await ask(proxy.port, { path: "/api/users/1" });
    assert.deepEqual([answer.status, JSON.parse(answer.body).error], [504, "Gateway Timeout"]);
    assert.equal(upstream.requests.length, 1);
  });

  it("asks again on a fresh connection when the application closes a kept one, but only what can be repeated", async () => {
    const closesKeptOnes: RequestListener = (request, response) => {
      const served = seen.get(request.socket) ?? 0;
      seen.set(request.socket, served + 1);
      if (served > 0) request.socket.destroy();
      else response.end("answered");
    };
    const seen = new WeakMap<object, number>();
    const [proxy] = await start(closesKeptOnes, { sites: [{ routes: [{ path: "/a", methods: ["GET", "POST"] }] }] });
    const status = async (method: string) => (await ask(proxy.port, { method, path: "/a" })).status;
    assert.deepEqual([await status("GET"), await status("GET")], [200, 200]);
    assert.equal(await status("POST"), 502);
  });

  it("finishes a request in flight after SIGQUIT, and takes no new one", async () => {
    const [proxy, upstream] = await start((_request, response) => setTimeout(() => response.end("late"), 600));
    const inFlight = ask(proxy.port, { path: "/api/users/1" });
    await firstRequest(upstream);
    const exit = proxy.quit();
    await sleep(150);
    await assert.rejects(ask(proxy.port), /ECONNREFUSED/);
    assert.deepEqual([(await inFlight).body, await exit], ["late", 0]);
  });

  it("cuts what is still in flight when the time for stopping is over", async () => {
    const slow: RequestListener = (_request, response) => {
      const drip = setInterval(() => response.write("."), 200);
      response.once("close", () => clearInterval(drip));
    };
    const [proxy, upstream] = await start(slow, { shutdownSeconds: 1 });
    const inFlight = assert.rejects(ask(proxy.port, { path: "/api/users/1" }));
    await firstRequest(upstream);
    const began = Date.now();
    assert.equal(await proxy.quit(), 0);
    assert.ok(Date.now() - began < 3000);
    await inFlight;
  });

  it("writes below its prefix only, also bodies that outgrow its buffers, and not as root", async () => {
    const sizes: number[] = [];
    const counting: RequestListener = (request, response) => {
      let size = 0;
      request.on("data", (chunk: Buffer) => {
        size += chunk.length;
      });
      request.once("end", () => {
        sizes.push(size);
        response.end();
      });
    };
    const [proxy] = await start(counting, { sites: [{ routes: [{ path: "/a", methods: ["POST"] }] }] });
    const answer = await ask(proxy.port, { method: "POST", path: "/a", body: "x".repeat(900_000) });
    assert.deepEqual([answer.status, sizes], [200, [900_000]]);
    assert.doesNotMatch(proxy.errors(), /denied|\[(emerg|alert|crit|error)\]/);
    const [, user] = /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${proxy.child.pid}/status`, "utf8")) ?? [];
    assert.notEqual(user, "0");
  });

  it("logs every request but the balancer's own health checks that went well", async () => {
    const subnets = ["127.0.0.2/32"];
    const [proxy] = await start(undefined, { clientAddress: { kind: "alb", subnets } });
    const probe = { "User-Agent": "ELB-HealthChecker/2.0" };
    await ask(proxy.port, { from: "127.0.0.2", headers: probe });
    await ask(proxy.port, { from: "127.0.0.2", headers: { ...probe, "X-Forwarded-For": "203.0.113.9" } });
    await ask(proxy.port, { from: "127.0.0.3", headers: probe });
    await ask(proxy.port, { from: "127.0.0.2", headers: { "User-Agent": "curl/8" } });
    await ask(proxy.port, { from: "127.0.0.2", headers: probe, method: "POST" });
    await ask(proxy.port, {
      from: "127.0.0.2",
      headers: { ...probe, "X-Forwarded-For": "203.0.113.9" },
      path: "/api/users/1",
    });
    const lines = await proxy.requests(5);
    assert.deepEqual(
      lines.map(({ client, peer, method, uri, status, upstream_addr }) => [
        client,
        peer,
        method,
        uri,
        status,
        upstream_addr !== "",
      ]),
      [
        ["203.0.113.9", "127.0.0.2", "GET", "/", 200, false],
        ["127.0.0.3", "127.0.0.3", "GET", "/", 200, false],
        ["127.0.0.2", "127.0.0.2", "GET", "/", 200, false],
        ["127.0.0.2", "127.0.0.2", "POST", "/", 405, false],
        ["203.0.113.9", "127.0.0.2", "GET", "/api/users/1", 200, true],
      ],
    );
  });

  it("logs the method that was asked for, also of what it refused", async () => {
    const [proxy] = await start();
    for (const method of ["POST", "TRACE", "PROPFIND"]) await ask(proxy.port, { method, path: "/api/users/1" });
    assert.deepEqual(
      (await proxy.requests(3)).map(({ method, status }) => `${method} ${status}`),
      ["POST 405", "TRACE 405", "other 405"],
    );
  });

  it("writes a log line that is JSON, whatever a client sends", async () => {
    const [proxy] = await start();
    await sendRaw(
      proxy.port,
      'GET /"x\\\x01 HTTP/1.1\r\nHost: a"b\r\nUser-Agent: \x7f"\\\xff\r\nX-Request-Id: "\r\n\r\n',
    );
    await sendRaw(proxy.port, "nonsense\r\n\r\n");
    await ask(proxy.port, { path: "/api/users/1?q=%22", headers: { "User-Agent": '","status":200,"x":"' } });
    const lines = await proxy.requests(3);
    assert.deepEqual(
      lines.map(({ status }) => status),
      [400, 400, 200],
    );
    assert.equal(lines[2]?.user_agent, '","status":200,"x":"');
  });

  it("starts with a thousand routes and with every method, and tells them apart", async () => {
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    const routes: Route[] = numbers.flatMap((n) => [
      { path: `/resource-${n}`, methods: [...methods] },
      { path: `/resource-${n}/:id`, methods: n % 2 === 0 ? ["GET", "PUT"] : ["DELETE"] },
    ]);
    const [proxy] = await start(undefined, { sites: [{ routes }] });
    const status = async (method: string, path: string) => (await ask(proxy.port, { method, path })).status;
    assert.deepEqual(
      await Promise.all(methods.map((method) => status(method, "/resource-499"))),
      methods.map(() => 200),
    );
    assert.deepEqual([await status("PUT", "/resource-498/1"), await status("PUT", "/resource-499/1")], [200, 405]);
    assert.deepEqual([await status("GET", "/resource-500"), await status("GET", "/resource-5/1/2")], [404, 404]);
  });
});
