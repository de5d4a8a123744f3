import assert from "node:assert/strict";
import { after, before, it } from "mocha";
import type { Route } from "../../nginx";
import { describeWithEachNginx } from "./eachNginx";
import { ask, sendRaw } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";

/** Wide routes: whatever gets past the judgement of the path is let through. */
const wide: Route[] = [
  { path: "/:a", methods: ["GET"] },
  { path: "/:a/:b", methods: ["GET"] },
  { path: "/:a/:b/:c", methods: ["GET"] },
  { path: "/:a/:b/:c/:d", methods: ["GET"] },
  { path: "/:a/:b/:c/:d/:e", methods: ["GET"] },
];

describeWithEachNginx("nginx with routes that take any path of up to five segments", function (nginx) {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRecordingUpstream();
    proxy = await startProxy(
      {
        ...s1Settings,
        sites: [{ routes: wide }],
        upstreams: appAt(upstream.port),
      },
      { nginx: nginx.file },
    );
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  /** Every one of these is refused with 400 or 404, and the application does not see it. */
  async function refused(targets: string[]): Promise<void> {
    for (const target of targets) {
      upstream.requests.length = 0;
      const answer = await sendRaw(proxy.port, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 40[04] /, target);
      assert.deepEqual(
        upstream.requests.map(({ url }) => url),
        [],
        target,
      );
    }
  }

  it("lets ordinary paths through exactly as they were sent", async () => {
    for (const path of [
      "/a",
      "/a/b.c",
      "/%61/caf%C3%A9",
      "/a/b?x=../..;%2e%2e%2f//",
      "/a/b%20c/d?",
      "/a/...",
      "/a/.b",
    ]) {
      upstream.requests.length = 0;
      assert.equal((await ask(proxy.port, { path })).status, 200, path);
      assert.deepEqual(
        upstream.requests.map(({ url }) => url),
        [path],
      );
    }
  });

  it("refuses dot segments, plain and encoded in any case", async () => {
    await refused([
      "/a/../b",
      "/a/./b",
      "/..",
      "/a/..",
      "/a/.",
      "/a/..?x",
      "/../../etc",
      "/a/%2e%2e/b",
      "/a/%2E%2e/b",
      "/a/.%2e/b",
      "/a/%2e",
    ]);
  });

  it("refuses encoded slashes, backslashes, NUL, CR and LF, also encoded twice", async () => {
    await refused([
      "/a/..%2fb",
      "/a%2Fb",
      "/a%5cb",
      "/a%5Cb",
      "/a%00",
      "/a%0d%0aX:1",
      "/a%0Ab",
      "/a%252fb",
      "/a/%252e%252E/b",
      "/a%25252fb",
    ]);
  });

  it("refuses empty segments, backslashes and path parameters", async () => {
    await refused(["//a", "/a//b", "/a/b//", "///", "/a\\b", "/a/..\\b", "/a;b", "/a/..;/b", "/a;x=1/b"]);
  });

  it("refuses what is no path of RFC 3986", async () => {
    await refused([
      "/a|b",
      "/a<b>",
      '/a"b',
      "/a^b",
      "/a`b",
      "/a{b}",
      "/a[b]",
      "/caf\xc3\xa9",
      "/a#/../b",
      "/a?b#c",
      "/a%",
      "/a%zz",
      "/a%2",
    ]);
  });

  it("refuses targets that are no path: absolute URLs, an asterisk, another server", async () => {
    await refused(["http://x/a", "http://evil.example/a", "HTTP://x/../a", "https://x/a", "*", "a", "x:80"]);
  });

  it("refuses request lines that others might read differently", async () => {
    upstream.requests.length = 0;
    for (const line of [
      "GET  /a HTTP/1.1",
      "GET /a  HTTP/1.1",
      "get /a HTTP/1.1",
      "GET /a b HTTP/1.1",
      "GET /a",
      "GET /a HTTP/2.0",
      "GET /a HTTP/1.2",
    ]) {
      const answer = await sendRaw(proxy.port, `${line}\r\nHost: x\r\n\r\n`);
      assert.ok(answer === "" || /HTTP\/1\.1 (400|505) |"status":400/.test(answer), `${line}: ${answer}`);
    }
    assert.deepEqual(
      upstream.requests.map(({ url }) => url),
      [],
    );
  });

  it("refuses a request without a host, with two, and with two ideas of its length", async () => {
    upstream.requests.length = 0;
    const heads = [
      "GET /a HTTP/1.1\r\n\r\n",
      "GET /a HTTP/1.0\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ];
    for (const head of heads)
      assert.match(await sendRaw(proxy.port, head), /^HTTP\/1\.1 400 [\s\S]*"status":400/, head);
    assert.deepEqual(
      upstream.requests.map(({ url }) => url),
      [],
    );
  });
});
