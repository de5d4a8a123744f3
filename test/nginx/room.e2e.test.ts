import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, it } from "mocha";
import { defaultProxySettings, type RateLimit } from "../../nginx";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { exchange } from "./rawClient";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

/** nginx looks every ten seconds whether a cache has grown too large (ngx_http_file_cache_manager). */
const cacheManagerMilliseconds = 10_000;

/** More than 8,000 clients, which is what a MiB has room for; each asks once. */
const crowd = Array.from({ length: 9000 }, (_, index) => `10.1.${index >> 8}.${index & 255}`);

describe("Room", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream | undefined;
  let proxy: ProxyProcess | undefined;

  afterEach(async () => {
    await proxy?.stop();
    await upstream?.stop();
    proxy = upstream = undefined;
  });

  it("for kept answers is cacheMegabytes: those that nobody asked for longest go", async () => {
    upstream = await startRecordingUpstream((_request, response) => response.end(Buffer.alloc(700_000)));
    proxy = await startProxy({
      ...defaultProxySettings,
      upstreams: appAt(upstream.port),
      sites: [{ routes: [{ path: "/pictures/:id", methods: ["GET"], cache: { seconds: 600 } }] }],
      health: { path: "/healthz", body: "well" },
      cacheMegabytes: 1,
    });
    const { port } = proxy;
    const fetch = (id: number) => ask(port, { path: `/pictures/${id}` });
    const asked = () => upstream?.requests.map(({ url }) => url);
    for (const id of [1, 2, 2]) await fetch(id);
    assert.deepEqual(asked(), ["/pictures/1", "/pictures/2"], "both are kept");
    await sleep(cacheManagerMilliseconds + 1000);
    for (const id of [2, 1]) await fetch(id);
    assert.deepEqual(asked(), ["/pictures/1", "/pictures/2", "/pictures/1"], "the first had to go");
  });

  it("for the clients of a limit is zoneMebibytes: those that asked longest ago are forgotten", async () => {
    upstream = await startRecordingUpstream();
    const { port: app } = upstream;
    const limited = async (rateLimit: RateLimit) => {
      const started = await startProxy({
        ...defaultProxySettings,
        clientAddress: { kind: "alb", subnets: ["127.0.0.0/24"] },
        upstreams: appAt(app),
        sites: [{ routes: [{ path: "/x", methods: ["GET"] }], rateLimit }],
      });
      const request = (client: string) => `GET /x HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${client}\r\n\r\n`;
      const statuses = async (clients: string[]) =>
        (await exchange(started.port, clients.map(request).join(""), { patience: 20_000 })).statuses.slice(0, -1);
      const before = await statuses(["203.0.113.9", "203.0.113.9"]);
      const others = await statuses(crowd);
      const after = await statuses(["203.0.113.9"]);
      await started.stop();
      assert.deepEqual([before, new Set(others)], [[200, 429], new Set([200])]);
      return after;
    };
    const limit: RateLimit = { requests: 1, per: "minute", burst: 1 };
    assert.deepEqual(await limited({ ...limit, zoneMebibytes: 1 }), [200], "a MiB has forgotten the first client");
    assert.deepEqual(await limited({ ...limit, zoneMebibytes: 4 }), [429], "four MiB know it still");
  });
});
