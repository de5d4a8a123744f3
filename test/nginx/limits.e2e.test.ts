import assert from "node:assert/strict";
import { after, afterEach, before, it } from "mocha";
import { defaultLimits, type Limits } from "../../nginx";
import { describeWithEachNginx } from "./eachNginx";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type Exchange, exchange } from "./rawClient";
import { type RawUpstream, startRawUpstream } from "./rawUpstream";
import { appAt, s1Routes, s1Settings } from "./s1Settings";

const path = "/api/users/";

describeWithEachNginx("The limits on the head of a request", function (nginx) {
  this.timeout(60_000);
  let upstream: RawUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRawUpstream();
  });
  after(() => upstream?.stop());
  afterEach(() => proxy?.stop());

  async function start(limits: Partial<Limits> = {}): Promise<void> {
    proxy = await startProxy(
      {
        ...s1Settings,
        sites: [{ routes: [...s1Routes, { path: "/orders", methods: ["POST"] }] }],
        limits: { ...defaultLimits, ...limits },
        upstreams: appAt(upstream.port),
      },
      { nginx: nginx.file },
    );
  }

  function send(target: string, lines: string[] = []): Promise<Exchange> {
    upstream.forget();
    const head = [`GET ${target} HTTP/1.1`, "Host: shop.example", "Connection: close", ...lines, "", ""];
    return exchange(proxy.port, head.join("\r\n"), { last: "" });
  }

  /** It is answered with the proxy's own page, and does not reach the application. */
  function isRefused({ statuses, text }: Exchange, status: number, error: string): void {
    assert.deepEqual([statuses, upstream.arrivals.length], [[status], 0]);
    assert.match(text, new RegExp(`Content-Type: application/json[\\s\\S]*\\{"status":${status},"error":"${error}"`));
  }

  const target = (bytes: number, end = "") => path + "x".repeat(bytes - path.length - end.length) + end;
  /** A field of so many bytes, its line end included. */
  const field = (bytes: number, name = "X-A") => `${name}: ${"y".repeat(bytes - name.length - 4)}`;

  it("let a path with its query be uriBytes long, and answer a longer one 414", async () => {
    for (const uriBytes of [8192, 100, 16000]) {
      await start({ uriBytes });
      for (const whole of [target(uriBytes), target(uriBytes, "?q=1")]) {
        assert.deepEqual((await send(whole)).statuses, [200]);
        assert.ok(upstream.arrivals[0]?.bytes.startsWith(`GET ${whole} HTTP/1.1\r\n`), "and arrives as it was sent");
      }
      isRefused(await send(target(uriBytes + 1)), 414, "URI Too Long");
      isRefused(await send(target(uriBytes + 1, "?q=1")), 414, "URI Too Long");
      isRefused(await send(`/nothing/${"x".repeat(uriBytes)}`), 414, "URI Too Long");
      isRefused(await send(`/a//${"x".repeat(uriBytes)}`), 414, "URI Too Long");
      await proxy.stop();
    }
  });

  it("answer 414 to what does not fit into a line at all", async () => {
    await start();
    isRefused(await send(target(20_000)), 414, "URI Too Long");
    isRefused(await send(target(100_000)), 414, "URI Too Long");
  });

  it("let a header field be headerLineBytes long, and answer a longer one 431", async () => {
    for (const headerLineBytes of [16384, 4096]) {
      await start({ headerLineBytes, headerBytes: 4 * headerLineBytes, uriBytes: 4096 });
      assert.deepEqual((await send(`${path}1`, [field(headerLineBytes)])).statuses, [200]);
      isRefused(await send(`${path}1`, [field(headerLineBytes + 1)]), 431, "Request Header Fields Too Large");
      await proxy.stop();
    }
  });

  it("let many fields fill headerBytes, and answer more of them 431", async () => {
    await start({ headerLineBytes: 4096, headerBytes: 16384, uriBytes: 4096 });
    const fields = (count: number) => Array.from({ length: count }, (_, n) => field(4096, `X-A${n % 10}`));
    assert.deepEqual((await send(`${path}1`, [...fields(3), field(4000)])).statuses, [200]);
    isRefused(await send(`${path}1`, fields(5)), 431, "Request Header Fields Too Large");
    isRefused(await send(`${path}1`, fields(200)), 431, "Request Header Fields Too Large");
  });

  it("close a connection on which the head, or the next piece of the body, does not come in time", async () => {
    await start({ headerSeconds: 1, bodySeconds: 1 });
    const post = "POST /orders HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 5\r\n";
    upstream.forget();
    for (const bytes of [`GET ${path}1 HTTP/1.1\r\n`, post, `${post}\r\n`, `${post}\r\nabc`]) {
      const { closed, statuses } = await exchange(proxy.port, bytes, { last: "", patience: 4000 });
      assert.deepEqual([closed, statuses], [true, []], bytes);
    }
    assert.equal(upstream.arrivals.length, 0);
    assert.deepEqual(
      (await proxy.requests(4)).map(({ status }) => status),
      [408, 408, 408, 408],
    );
  });
});
