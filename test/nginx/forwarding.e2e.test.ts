import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http";
import { after, before, describe, it } from "mocha";
import type { ClientAddress } from "../../nginx";
import { ask } from "./httpClient";
import { balancer } from "./peers";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";

describe("What the application is told about a request", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let behindBalancer: ProxyProcess;
  let direct: ProxyProcess;

  before(async () => {
    upstream = await startRecordingUpstream();
    const start = (clientAddress: ClientAddress) =>
      startProxy({ ...s1Settings, clientAddress, upstreams: appAt(upstream.port) });
    behindBalancer = await start({ kind: "alb", subnets: [`${balancer}/32`] });
    direct = await start({ kind: "direct" });
  });
  after(async () => {
    await behindBalancer?.stop();
    await direct?.stop();
    await upstream?.stop();
  });

  /** The headers that arrive when these are sent from this address. */
  async function arrives(
    proxy: ProxyProcess,
    from: string,
    headers: OutgoingHttpHeaders,
  ): Promise<OutgoingHttpHeaders> {
    upstream.requests.length = 0;
    assert.equal((await ask(proxy.port, { path: "/api/users/1", from, headers })).status, 200);
    assert.equal(upstream.requests.length, 1);
    return upstream.requests[0]?.headers ?? {};
  }

  it("is the last address that the balancer appended, alone", async () => {
    for (const sent of [
      "203.0.113.9",
      "198.51.100.1, 203.0.113.9",
      "127.0.0.2, 203.0.113.9",
      "nonsense, 203.0.113.9",
    ]) {
      const headers = await arrives(behindBalancer, balancer, { "X-Forwarded-For": sent });
      assert.deepEqual([headers["x-forwarded-for"], headers["x-real-ip"]], ["203.0.113.9", "203.0.113.9"], sent);
    }
    const twoLines = await arrives(behindBalancer, balancer, { "X-Forwarded-For": ["198.51.100.1", "203.0.113.9"] });
    assert.equal(twoLines["x-forwarded-for"], "203.0.113.9");
  });

  it("is the last address also where the client sits in the balancer's own network", async () => {
    const headers = await arrives(behindBalancer, balancer, { "X-Forwarded-For": `198.51.100.1, ${balancer}` });
    assert.equal(headers["x-forwarded-for"], balancer);
  });

  it("is the peer's own address where the peer is not the balancer, whatever it claims", async () => {
    const claims = { "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Amzn-Trace-Id": "Root=1-2-3" };
    for (const proxy of [behindBalancer, direct]) {
      const headers = await arrives(proxy, "127.0.0.3", claims);
      assert.deepEqual([headers["x-forwarded-for"], headers["x-real-ip"]], ["127.0.0.3", "127.0.0.3"]);
      assert.deepEqual([headers["x-forwarded-proto"], headers["x-amzn-trace-id"]], ["http", undefined]);
    }
    const headers = await arrives(direct, balancer, claims);
    assert.deepEqual([headers["x-forwarded-for"], headers["x-forwarded-proto"]], [balancer, "http"]);
  });

  it("is the balancer's word on scheme and trace, if it is one", async () => {
    const trace = "Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678";
    const https = await arrives(behindBalancer, balancer, { "X-Forwarded-Proto": "https", "X-Amzn-Trace-Id": trace });
    assert.deepEqual([https["x-forwarded-proto"], https["x-amzn-trace-id"]], ["https", trace]);
    const odd = await arrives(behindBalancer, balancer, { "X-Forwarded-Proto": "gopher", "X-Amzn-Trace-Id": 'a"b' });
    assert.deepEqual([odd["x-forwarded-proto"], odd["x-amzn-trace-id"]], ["http", undefined]);
  });

  it("is a request id of plain characters: the caller's, or a new one", async () => {
    const kept = await arrives(behindBalancer, balancer, { "X-Request-Id": "caller-0123.id" });
    assert.equal(kept["x-request-id"], "caller-0123.id");
    for (const given of ["short", 'a"b"c"d"e', "x".repeat(129), "a b c d e f g"]) {
      const made = await arrives(behindBalancer, balancer, { "X-Request-Id": given });
      assert.match(String(made["x-request-id"]), /^[0-9a-f]{32}$/, given);
    }
  });

  it("is the balancer's own trace id as the request's id, if the caller gave none", async () => {
    const requestId = async (proxy: ProxyProcess, trace: string, from = balancer) =>
      (await arrives(proxy, from, { "X-Amzn-Trace-Id": trace }))["x-request-id"];
    const [root, self] = ["1-67891233-abcdef012345678912345678", "1-67891234-12456789abcdef012345678"];
    assert.equal(await requestId(behindBalancer, `Root=${root}`), root);
    assert.equal(await requestId(behindBalancer, `Self=${self};Root=${root}`), self);
    const odd = ["", `root=${root}`, `Root=${root}x`, `X=1;Root=${root}`, "Root=1-67891233-abc", `Root=${root} x`];
    for (const trace of odd) assert.match(String(await requestId(behindBalancer, trace)), /^[0-9a-f]{32}$/, trace);
    assert.match(String(await requestId(behindBalancer, `Root=${root}`, "127.0.0.3")), /^[0-9a-f]{32}$/);
    assert.match(String(await requestId(direct, `Root=${root}`)), /^[0-9a-f]{32}$/);
  });

  it("is nothing that could name another client, path, method or connection", async () => {
    const forged = {
      Forwarded: "for=1.2.3.4",
      Proxy: "http://1.2.3.4",
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Server": "evil.example",
      "X-Forwarded-Port": "1",
      "X-Forwarded-Prefix": "/admin",
      "X-Original-URL": "/admin",
      "X-Rewrite-URL": "/admin",
      "X-HTTP-Method-Override": "DELETE",
      "X-Client-IP": "1.2.3.4",
      "True-Client-IP": "1.2.3.4",
      X_Forwarded_For: "1.2.3.4",
      TE: "trailers",
      "Proxy-Connection": "keep-alive",
      Upgrade: "websocket",
      Connection: "Upgrade, X-Real-IP",
      "HTTP2-Settings": "AAMAAABkAARAAAAAAAIAAAAA",
      Host: "Shop.Example:8443",
    };
    const headers = await arrives(behindBalancer, balancer, forged);
    assert.deepEqual(Object.keys(headers).sort(), [
      "host",
      "x-forwarded-for",
      "x-forwarded-host",
      "x-forwarded-proto",
      "x-real-ip",
      "x-request-id",
    ]);
    assert.deepEqual([headers.host, headers["x-forwarded-host"]], ["shop.example", "shop.example"]);
  });

  it("passes what is the caller's own business", async () => {
    const own = {
      Authorization: "Bearer t",
      Cookie: "a=1",
      Accept: "application/json",
      traceparent: "00-1-2-01",
      "X-Custom": "1",
    };
    const headers = await arrives(behindBalancer, balancer, own);
    assert.deepEqual(
      [headers.authorization, headers.cookie, headers.accept, headers.traceparent, headers["x-custom"]],
      Object.values(own),
    );
  });
});
