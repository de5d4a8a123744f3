import assert from "node:assert/strict";
import type { OutgoingHttpHeaders, RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { after, afterEach, before, describe, it } from "mocha";
import type { RemoteUpstream } from "../../nginx";
import { type Authority, certificatesMissing, makeAuthority } from "./certificates";
import { type Answer, ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { startRecordingUpstream } from "./recordingUpstream";
import { outsideHost, s2At } from "./s2Settings";
import { startTlsUpstream, type TlsUpstream } from "./tlsUpstream";

/** What a visitor must not read: where the upstream is, what it is called, what is wrong with it. */
const inside = /127\.0\.0\.1|example\.com|outside|upstream|certificate|ssl|tls|timed out|:\d{4,5}/i;

describe("An outside host over HTTPS", function () {
  this.timeout(60_000);
  let authority: Authority;
  const running: { stop(): Promise<unknown> }[] = [];

  before(function () {
    const missing = certificatesMissing();
    if (missing !== undefined) {
      console.log(`    not run: ${missing}`);
      this.skip();
    }
    authority = makeAuthority();
  });
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  });
  after(() => authority?.remove());

  async function startUpstream(certificate = authority.issue(outsideHost), listener?: RequestListener) {
    const upstream = await startTlsUpstream(certificate, {}, listener);
    running.push(upstream);
    return upstream;
  }

  /** The proxy in front of a server that is known by its address, and by its name in TLS. */
  async function startInFront(port: number, changes: Partial<RemoteUpstream> = {}): Promise<ProxyProcess> {
    const tls = { serverName: outsideHost, certificateAuthorities: authority.file };
    const proxy = await startProxy(s2At({ servers: [{ host: "127.0.0.1", port }], tls, ...changes }));
    running.push(proxy);
    return proxy;
  }

  /** 502, with a page that tells nothing, and an error log that tells what and why. */
  async function assertRefused(proxy: ProxyProcess, port: number, why: RegExp): Promise<void> {
    const answer = await ask(proxy.port, { path: "/x" });
    assert.deepEqual([answer.status, JSON.parse(answer.body).error], [502, "Bad Gateway"]);
    assertTellsNothing(answer);
    const line = proxy
      .errors()
      .split("\n")
      .find((text) => why.test(text));
    assert.ok(line?.includes(`upstream: "https://127.0.0.1:${port}/x"`), proxy.errors());
    const [logged] = await proxy.requests(1);
    assert.deepEqual([logged?.upstream_addr, logged?.upstream_status], [`127.0.0.1:${port}`, "502"]);
  }

  function assertTellsNothing({ body, headers }: Answer): void {
    assert.doesNotMatch(body + JSON.stringify(headers), inside);
  }

  it("is asked for by its name, in the handshake and in Host, and told who asked for what", async () => {
    const upstream = await startUpstream();
    const proxy = await startInFront(upstream.port);
    const headers = { Host: "visitor.example:8443", Authorization: "Bearer t", "X-Forwarded-Host": "evil.example" };
    const answer = await ask(proxy.port, { path: "/a%20b?c=d", headers, from: "127.0.0.3" });
    assert.equal(answer.status, 200);
    assert.deepEqual(upstream.handshakes, [{ name: outsideHost, resumed: false, protocol: "TLSv1.3" }]);
    const arrived: OutgoingHttpHeaders = upstream.requests[0]?.headers ?? {};
    assert.equal(upstream.requests[0]?.url, "/a%20b?c=d");
    assert.equal(arrived.host, `${outsideHost}:${upstream.port}`);
    assert.equal(arrived.authorization, "Bearer t");
    assert.deepEqual([arrived["x-forwarded-for"], arrived["x-real-ip"]], ["127.0.0.3", "127.0.0.3"]);
    assert.deepEqual([arrived["x-forwarded-host"], arrived["x-forwarded-proto"]], ["visitor.example", "http"]);
  });

  it("gets the client's Host where the settings say so, and its own name in the handshake all the same", async () => {
    const upstream = await startUpstream();
    const proxy = await startInFront(upstream.port, { hostHeader: "request" });
    assert.equal((await ask(proxy.port, { headers: { Host: "visitor.example" } })).status, 200);
    assert.equal(upstream.requests[0]?.headers.host, "visitor.example");
    assert.equal(upstream.handshakes[0]?.name, outsideHost);
  });

  it("is not believed with a certificate for another name", async () => {
    const { port, requests } = await startUpstream(authority.issue("example.org"));
    await assertRefused(await startInFront(port), port, /certificate does not match "example\.com"/);
    assert.equal(requests.length, 0);
  });

  it("is not believed with a certificate of an authority that is not trusted", async () => {
    const stranger = makeAuthority("Somebody else");
    const { port, requests } = await startUpstream(stranger.issue(outsideHost));
    stranger.remove();
    await assertRefused(await startInFront(port), port, /certificate verify error.*(?:first certificate|local issuer)/);
    assert.equal(requests.length, 0);
  });

  it("is not believed with a certificate that has expired", async () => {
    const { port, requests } = await startUpstream(authority.issue(outsideHost, -1));
    await assertRefused(await startInFront(port), port, /certificate verify error.*expired/);
    assert.equal(requests.length, 0);
  });

  it("is not spoken to without TLS", async () => {
    const plain = await startRecordingUpstream();
    running.push(plain);
    await assertRefused(await startInFront(plain.port), plain.port, /SSL_do_handshake\(\) failed/);
    assert.equal(plain.requests.length, 0);
  });

  it("has one connection and one handshake for many requests, and a shorter handshake for the next connection", async () => {
    const upstream = await startUpstream();
    const proxy = await startInFront(upstream.port);
    for (let n = 0; n < 20; n++) assert.equal((await ask(proxy.port)).status, 200);
    assert.equal(upstream.handshakes.length, 1);
    upstream.hangUp();
    await sleep(100);
    for (let n = 0; n < 20; n++) assert.equal((await ask(proxy.port)).status, 200);
    assert.deepEqual(
      upstream.handshakes.map(({ resumed }) => resumed),
      [false, true],
    );
  });

  it("sends visitors to itself: they stay at the proxy; elsewhere: they go", async () => {
    let to = "";
    const upstream = await startUpstream(undefined, (_request, response) =>
      response.writeHead(302, { Location: to }).end(),
    );
    const proxy = await startInFront(upstream.port);
    const own = `https://${outsideHost}:${upstream.port}`;
    const cases = {
      [`${own}/login?x=1`]: "/login?x=1",
      [`${own}/`]: "/",
      "/login": "/login",
      "https://login.example.org/x": "https://login.example.org/x",
      [`${own}.example.org/`]: `${own}.example.org/`,
    };
    for (const [given, expected] of Object.entries(cases)) {
      to = given;
      const { status, headers } = await ask(proxy.port);
      assert.deepEqual([status, headers.location], [302, expected], given);
    }
  });

  it("that takes too long is 504 after readSeconds, with nothing said about it but in the log", async () => {
    const upstream = await startUpstream(undefined, () => undefined);
    const proxy = await startInFront(upstream.port, { readSeconds: 1 });
    const answer = await ask(proxy.port, { path: "/slow" });
    assert.deepEqual([answer.status, JSON.parse(answer.body).error], [504, "Gateway Timeout"]);
    assertTellsNothing(answer);
    assert.match(proxy.errors(), new RegExp(`timed out.* upstream: "https://127\\.0\\.0\\.1:${upstream.port}/slow"`));
    const [line] = await proxy.requests(1);
    assert.deepEqual([line?.upstream_addr, line?.upstream_status], [`127.0.0.1:${upstream.port}`, "504"]);
    assert.equal(upstream.requests.length, 1, "asked once");
  });

  it("that is down is 502 each time, and is asked again at once when it is back: a sole server is never given up", async () => {
    const certificate = authority.issue(outsideHost);
    const first: TlsUpstream = await startTlsUpstream(certificate);
    const proxy = await startInFront(first.port);
    assert.equal((await ask(proxy.port)).status, 200);
    await first.stop();
    for (let n = 0; n < 10; n++) {
      const down = await ask(proxy.port);
      assert.equal(down.status, 502);
      assertTellsNothing(down);
    }
    assert.match(proxy.errors(), new RegExp(`Connection refused.*upstream: "https://127\\.0\\.0\\.1:${first.port}/"`));
    running.push(await startTlsUpstream(certificate, { port: first.port }));
    assert.equal((await ask(proxy.port)).status, 200);
  });
});
