import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { defaultUpstream, type Route } from "../../nginx";
import { ask } from "./httpClient";
import { startRelay } from "./inspectionService";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { relayAt } from "./s4Settings";

const methods: Route["methods"] = ["GET", "POST"];

describe("A service that relays", function () {
  this.timeout(60_000);
  let shop: RecordingUpstream;
  let wiki: RecordingUpstream;
  let relay: RecordingUpstream;
  let proxy: ProxyProcess;

  beforeEach(async () => {
    shop = await startRecordingUpstream();
    wiki = await startRecordingUpstream();
    relay = await startRelay(shop.port);
    proxy = await startProxy({
      ...relayAt({ app: shop.port, service: relay.port }),
      upstreams: { shop: { ...defaultUpstream, port: shop.port }, wiki: { ...defaultUpstream, port: wiki.port } },
      sites: [
        {
          routes: [
            { prefix: "/shop", methods, upstream: "shop" },
            { prefix: "/wiki", methods, upstream: "wiki" },
          ],
        },
      ],
    });
  });
  afterEach(async () => {
    await proxy?.stop();
    for (const one of [shop, wiki, relay]) await one?.stop();
  });

  it("gets every request to an application, whole, and passes it on itself", async () => {
    const answer = await ask(proxy.port, { path: "/shop/x?y=%2F1", method: "POST", body: "all of it" });
    assert.deepEqual([answer.status, answer.body], [200, "from upstream"]);
    const [seen] = relay.requests;
    assert.deepEqual([seen?.method, seen?.url, seen?.headers["content-length"]], ["POST", "/shop/x?y=%2F1", "9"]);
    assert.deepEqual([seen?.headers["x-real-ip"], seen?.headers["x-forwarded-for"]], ["127.0.0.1", "127.0.0.1"]);
    assert.equal(shop.requests[0]?.headers["x-relayed"], "yes");
    assert.equal(shop.requests.length, 1);
  });

  it("is told the upstream by the route, whatever the client says", async () => {
    for (const headers of [{}, { "X-Gatehouse-Upstream": "wiki" }, { "x-gatehouse-upstream": ["wiki", "other"] }]) {
      await ask(proxy.port, { path: "/shop/x", headers });
    }
    await ask(proxy.port, { path: "/wiki/x", headers: { "X-Gatehouse-Upstream": "shop" } });
    const told = relay.requests.map(({ headers }) => headers["x-gatehouse-upstream"]);
    assert.deepEqual(told, ["shop", "shop", "shop", "wiki"]);
  });

  it("is asked over connections that are kept", async () => {
    for (let n = 0; n < 20; n++) await ask(proxy.port, { path: "/shop/x" });
    assert.deepEqual([relay.requests.length, relay.connections()], [20, 1]);
  });

  it("is never gone around: where it is down the answer is 502, and no application sees the request", async () => {
    await relay.stop();
    for (const path of ["/shop/x", "/wiki/x"]) {
      const { status, body } = await ask(proxy.port, { path });
      assert.deepEqual([status, JSON.parse(body).error], [502, "Bad Gateway"]);
    }
    assert.equal((await ask(proxy.port, { path: "/" })).status, 200);
    assert.deepEqual([shop.connections(), wiki.connections()], [0, 0]);
    assert.match(proxy.errors(), /Connection refused/);
  });
});
