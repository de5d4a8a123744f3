import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { after, before, describe, it } from "mocha";
import { type Compression, defaultCompression, defaultProxySettings, type ProxySettings } from "../../nginx";
import { fetchBytes } from "./fetchBytes";
import { startPackableUpstream } from "./packableUpstream";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import type { RecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

const settings: ProxySettings = {
  ...defaultProxySettings,
  sites: [{ routes: [{ path: "/data", methods: ["GET"] }] }],
  compression: defaultCompression,
};

describe("Compression", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startPackableUpstream();
    proxy = await startProxy({ ...settings, upstreams: appAt(upstream.port) });
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  const encoding = async (query: string, headers: OutgoingHttpHeaders = { "Accept-Encoding": "gzip, br" }) =>
    (await fetchBytes(proxy.port, `/data?${query}`, headers)).headers["content-encoding"];

  it("begins at 1000 bytes", async () => {
    assert.equal(await encoding("bytes=999"), undefined);
    assert.equal(await encoding("bytes=1000"), "gzip");
    const { bytes, headers } = await fetchBytes(proxy.port, "/data?bytes=5000", { "Accept-Encoding": "gzip" });
    assert.equal(gunzipSync(bytes).toString(), "x".repeat(5000));
    assert.equal(headers.vary, "Accept-Encoding");
    assert.equal(headers.etag, 'W/"1"', "the bytes are others, so the validator is weak");
  });

  it("is for who accepts it, and says to caches that it depends on that", async () => {
    assert.equal(await encoding("bytes=5000", {}), undefined);
    assert.equal(await encoding("bytes=5000", { "Accept-Encoding": "gzip;q=0" }), undefined);
    assert.equal((await fetchBytes(proxy.port, "/data?bytes=5000", {})).headers.vary, "Accept-Encoding");
  });

  it("works behind a CDN, which says so", async () => {
    assert.equal(await encoding("bytes=5000", { "Accept-Encoding": "gzip", Via: "1.1 cdn" }), "gzip");
  });

  it("leaves alone what is compressed already, or does not get smaller", async () => {
    assert.equal(await encoding("bytes=5000&packed=br"), "br");
    assert.equal(await encoding("bytes=5000&type=image/png"), undefined);
    assert.equal(await encoding("bytes=10&chunked"), "gzip", "nginx does not know the length of what comes in pieces");
  });

  it("begins where minimumBytes says, and is as thorough as level says", async () => {
    const packedWith = async (changes: Partial<Compression>) => {
      const compression = { ...defaultCompression, ...changes };
      const started = await startProxy({ ...settings, upstreams: appAt(upstream.port), compression });
      const fetch = (bytes: number) =>
        fetchBytes(started.port, `/data?bytes=${bytes}&varied`, { "Accept-Encoding": "gzip" });
      const [short, long, longest] = [await fetch(199), await fetch(200), await fetch(100_000)];
      await started.stop();
      return [short.headers["content-encoding"], long.headers["content-encoding"], longest.bytes.length] as const;
    };
    const [short, long, thorough] = await packedWith({ minimumBytes: 200, level: 9 });
    assert.deepEqual([short, long], [undefined, "gzip"]);
    const [, other, quick] = await packedWith({ minimumBytes: 201, level: 1 });
    assert.equal(other, undefined);
    assert.ok(thorough < 0.9 * quick, `${thorough} bytes at level 9, ${quick} at level 1`);
  });
});
