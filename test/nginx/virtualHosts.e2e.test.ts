import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { defaultProxySettings, type ProxySettings } from "../../nginx";
import { ask, sendRaw } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

describe("nginx with sites of several names", function () {
  this.timeout(60_000);
  let shop: RecordingUpstream;
  let admin: RecordingUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    shop = await startRecordingUpstream();
    admin = await startRecordingUpstream();
    const settings: ProxySettings = {
      ...defaultProxySettings,
      upstreams: {
        shop: { ...appAt(shop.port).app },
        admin: { ...appAt(admin.port).app },
      } as ProxySettings["upstreams"],
      sites: [
        {
          hosts: ["shop.example.com", "*.shop.example.com"],
          routes: [
            { prefix: "/", methods: ["GET"], upstream: "shop" },
            { prefix: "/api", methods: ["POST"], upstream: "shop", bodyLimitBytes: 10 },
            { path: "/api/upload", methods: ["POST"], upstream: "shop", bodyLimitBytes: 1000 },
          ],
        },
        { hosts: ["admin.shop.example.com"], routes: [{ prefix: "/admin", methods: ["GET"], upstream: "admin" }] },
      ],
    };
    proxy = await startProxy(settings);
  });
  after(async () => {
    await proxy?.stop();
    await shop?.stop();
    await admin?.stop();
  });

  const status = async (Host: string, path: string, more = {}) =>
    (await ask(proxy.port, { path, headers: { Host }, ...more })).status;
  const asked = (upstream: RecordingUpstream) => upstream.requests.splice(0).map(({ url }) => url);

  it("sends each name's requests to its own application, an exact name before a wildcard", async () => {
    assert.equal(await status("shop.example.com", "/"), 200);
    assert.equal(await status("EU.Shop.Example.com:443", "/x?y"), 200);
    assert.equal(await status("admin.shop.example.com", "/admin/users"), 200);
    assert.equal(await status("admin.shop.example.com", "/"), 404);
    assert.deepEqual(asked(shop), ["/", "/x?y"]);
    assert.deepEqual(asked(admin), ["/admin/users"]);
  });

  it("answers an unknown name 421, but for the health page, and no application sees it", async () => {
    for (const host of [
      "example.com",
      "shop.example.com.evil.example",
      "xshop.example.com",
      "127.0.0.1",
      "localhost",
    ]) {
      const answer = await ask(proxy.port, { path: "/admin", headers: { Host: host } });
      assert.deepEqual([answer.status, JSON.parse(answer.body).error], [421, "Misdirected Request"], host);
      assert.equal(await status(host, "/"), 200, "health");
    }
    assert.match(await sendRaw(proxy.port, "GET /admin HTTP/1.0\r\n\r\n"), /^HTTP\/1\.1 400 /);
    for (const path of ["/", "/x"]) assert.equal(await status(".shop.example.com", path), 400, "an empty label");
    assert.deepEqual([asked(shop), asked(admin)], [[], []]);
  });

  it("takes a prefix for itself and all below, and not for a longer word", async () => {
    for (const path of ["/admin", "/admin/", "/admin/x/y?z"])
      assert.equal(await status("admin.shop.example.com", path), 200);
    for (const path of ["/adminx", "/admin-x/y", "/x/admin", "/ADMIN"]) {
      assert.equal(await status("admin.shop.example.com", path), 404, path);
    }
    asked(admin);
  });

  it("lets the narrowest route decide how much may be sent", async () => {
    const post = (path: string, bytes: number) =>
      status("shop.example.com", path, { method: "POST", body: "x".repeat(bytes) });
    assert.deepEqual([await post("/api/x", 10), await post("/api/x", 11)], [200, 413]);
    assert.deepEqual([await post("/api/upload", 1000), await post("/api/upload", 1001)], [200, 413]);
    assert.equal(await post("/other", 1), 405);
    asked(shop);
  });

  it("lets nobody name the places behind the gate", async () => {
    for (const path of [
      "/.gatehouse/to/shop",
      "/.gatehouse/to/shop?x",
      "/%2egatehouse/to/shop",
      "/x/../.gatehouse/to/admin",
    ]) {
      const answer = await ask(proxy.port, { path, headers: { Host: "admin.shop.example.com" } });
      assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    }
    assert.deepEqual([asked(shop), asked(admin)], [[], []]);
  });
});

describe("nginx with two hundred sites of long names", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess | undefined;

  before(async () => {
    upstream = await startRecordingUpstream();
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  it("starts, and knows the last one", async () => {
    const sites = Array.from({ length: 200 }, (_, n) => ({
      hosts: [`tenant-${n}.${"long-label.".repeat(20)}example.com`],
      routes: [{ path: `/only-${n}`, methods: ["GET" as const] }],
    }));
    proxy = await startProxy({ ...defaultProxySettings, upstreams: appAt(upstream.port), sites });
    const { port } = proxy;
    const status = async (path: string) => (await ask(port, { path, headers: { Host: sites[199]?.hosts[0] } })).status;
    assert.deepEqual([await status("/only-199"), await status("/only-198")], [200, 404]);
  });
});
