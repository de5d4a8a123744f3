import assert from "node:assert/strict";
import http from "node:http";
import { gunzipSync } from "node:zlib";
import { after, before, describe, it } from "mocha";
import { defaultCompression, defaultProxySettings } from "../../nginx";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

/** An answer as it came over the wire. */
function fetchBytes(port: number, path: string, headers: http.OutgoingHttpHeaders) {
  return new Promise<{ headers: http.IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    http
      .get({ port, host: "127.0.0.1", path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("end", () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
      })
      .once("error", reject);
  });
}

describe("Compression", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRecordingUpstream((request, response) => {
      const { searchParams } = new URL(request.url ?? "", "http://x");
      const body = "x".repeat(Number(searchParams.get("bytes")));
      response.setHeader("Content-Type", searchParams.get("type") ?? "application/json");
      response.setHeader("ETag", '"1"');
      if (searchParams.has("packed")) response.setHeader("Content-Encoding", "br");
      if (!searchParams.has("chunked")) response.setHeader("Content-Length", body.length);
      response.write(body.slice(0, 5));
      response.end(body.slice(5));
    });
    proxy = await startProxy({
      ...defaultProxySettings,
      upstreams: appAt(upstream.port),
      sites: [{ routes: [{ path: "/data", methods: ["GET"] }] }],
      compression: defaultCompression,
    });
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  const encoding = async (query: string, headers: http.OutgoingHttpHeaders = { "Accept-Encoding": "gzip, br" }) =>
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
    assert.equal(await encoding("bytes=5000&packed"), "br");
    assert.equal(await encoding("bytes=5000&type=image/png"), undefined);
    assert.equal(await encoding("bytes=10&chunked"), "gzip", "nginx does not know the length of what comes in pieces");
  });
});
