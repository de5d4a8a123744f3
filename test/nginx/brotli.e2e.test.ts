import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { OutgoingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { after, before, describe, it } from "mocha";
import { defaultCompression, defaultProxySettings, type ProxySettings, renderProxy } from "../../nginx";
import { type DebianNginx, debianNginx } from "./debianNginx";
import { currentNginx } from "./eachNginx";
import { fetchBytes } from "./fetchBytes";
import { startPackableUpstream } from "./packableUpstream";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import type { RecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

/** Settings whose answers go through the module of that folder. */
function settingsWith(modules: string, level?: number): ProxySettings {
  return {
    ...defaultProxySettings,
    sites: [
      {
        routes: [
          { path: "/data", methods: ["GET"] },
          { path: "/events", methods: ["GET"], stream: true },
        ],
      },
    ],
    compression: { ...defaultCompression, brotli: { modules, ...(level !== undefined && { level }) } },
  };
}

describe("Brotli, with Debian's nginx and its module", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;
  let debian: DebianNginx;

  before(async function () {
    const found = await debianNginx();
    if (!("file" in found)) {
      console.log(`not run: ${found.missing}`);
      this.skip();
    }
    debian = found;
    upstream = await startPackableUpstream();
    proxy = await startProxy(
      { ...settingsWith(found.modules), upstreams: appAt(upstream.port) },
      { nginx: found.file },
    );
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  const fetch = (path: string, accepted?: string) => {
    const headers: OutgoingHttpHeaders = accepted === undefined ? {} : { "Accept-Encoding": accepted };
    return fetchBytes(proxy.port, path, headers);
  };
  const encoding = async (path: string, accepted?: string) => (await fetch(path, accepted)).headers["content-encoding"];

  it("goes before gzip for who accepts both, in whatever order, as browsers write it", async () => {
    for (const accepted of ["br", "gzip, br", "br, gzip", "gzip, deflate, br, zstd", "gzip;q=1.0, br;q=0.8"]) {
      const { headers, bytes } = await fetch("/data?bytes=5000", accepted);
      assert.equal(headers["content-encoding"], "br", accepted);
      assert.equal(brotliDecompressSync(bytes).toString(), "x".repeat(5000));
      assert.equal(headers.vary, "Accept-Encoding", "caches keep the forms apart");
      assert.equal(headers.etag, 'W/"1"', "the bytes are others, so the validator is weak");
    }
  });

  it("leaves gzip to who accepts that alone, and plain bytes to who accepts nothing", async () => {
    for (const accepted of ["gzip", "gzip, br;q=0", "gzip, bro"]) {
      const { headers, bytes } = await fetch("/data?bytes=5000", accepted);
      assert.equal(headers["content-encoding"], "gzip", accepted);
      assert.equal(gunzipSync(bytes).toString(), "x".repeat(5000));
      assert.equal(headers.vary, "Accept-Encoding");
    }
    for (const accepted of [undefined, "identity", "br;q=0"]) {
      const { headers, bytes } = await fetch("/data?bytes=5000", accepted);
      assert.deepEqual([headers["content-encoding"], bytes.length], [undefined, 5000], accepted);
      assert.equal(headers.vary, "Accept-Encoding");
    }
  });

  it("begins at the length at which gzip begins, for the same media types", async () => {
    assert.equal(await encoding("/data?bytes=999", "br"), undefined);
    assert.equal(await encoding("/data?bytes=1000", "br"), "br");
    assert.equal(await encoding("/data?bytes=5000&type=text/html", "br"), "br");
    assert.equal(await encoding("/data?bytes=5000&type=image/png", "br"), undefined);
  });

  it("is as thorough as its level says", async () => {
    const bytesAt = async (level: number) => {
      const settings = { ...settingsWith(debian.modules, level), upstreams: appAt(upstream.port) };
      const started = await startProxy(settings, { nginx: debian.file });
      const { bytes } = await fetchBytes(started.port, "/data?bytes=100000&varied", { "Accept-Encoding": "br" });
      await started.stop();
      return bytes.length;
    };
    const [quick, thorough] = [await bytesAt(1), await bytesAt(11)];
    assert.ok(thorough < 0.9 * quick, `${thorough} bytes at level 11, ${quick} at level 1`);
  });

  it("leaves alone what is compressed already, and streams, whose pieces it would collect", async () => {
    assert.equal(await encoding("/data?bytes=5000&packed=zstd", "br"), "zstd");
    assert.equal(await encoding("/events?bytes=5000", "gzip, br"), undefined);
  });
});

describe("An image without brotli's module", function () {
  this.timeout(60_000);

  it("is refused while it is built, when nginx tries the configuration, with the file that is missing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-brotli-"));
    const file = join(folder, "nginx.conf");
    writeFileSync(file, renderProxy(settingsWith("/nowhere/modules")));
    const nginx = await currentNginx();
    const tried = spawnSync(nginx, ["-t", "-p", folder, "-c", file, "-e", "stderr"], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    assert.notEqual(tried.status, 0);
    assert.match(tried.stderr, /\[emerg\] .*"\/nowhere\/modules\/ngx_http_brotli_filter_module\.so" failed/);
  });
});
