import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { defaultCompression, defaultProxySettings } from "../../nginx";
import { ask, sendRaw } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

describe("Files of the proxy's image", function () {
  this.timeout(60_000);
  let filesRoot: string;
  let proxy: ProxyProcess;
  let upstream: RecordingUpstream;

  before(async () => {
    filesRoot = mkdtempSync(join(tmpdir(), "gatehouse-files-"));
    chmodSync(filesRoot, 0o755);
    mkdirSync(join(filesRoot, "web/assets"), { recursive: true });
    mkdirSync(join(filesRoot, "web/docs"));
    writeFileSync(join(filesRoot, "secret.txt"), "secret");
    writeFileSync(join(filesRoot, "web/index.html"), "<h1>home</h1>");
    writeFileSync(join(filesRoot, "web/docs/index.html"), "<h1>docs</h1>");
    writeFileSync(join(filesRoot, "web/assets/app.js"), "let x;".repeat(300));
    writeFileSync(join(filesRoot, "web/assets/a b.css"), "p {}");
    symlinkSync(join(filesRoot, "secret.txt"), join(filesRoot, "web/assets/link.txt"));
    upstream = await startRecordingUpstream();
    proxy = await startProxy({
      ...defaultProxySettings,
      filesRoot,
      upstreams: appAt(upstream.port),
      health: { ...defaultProxySettings.health, path: "/healthz" },
      compression: defaultCompression,
      sites: [
        {
          routes: [
            { prefix: "/api", methods: ["GET"] },
            { prefix: "/assets", methods: ["GET"], files: { folder: "web", maxAgeSeconds: 3600 } },
            { prefix: "/docs/old", methods: ["GET"], files: { folder: "web", fallback: "/gone.html" } },
            { prefix: "/", methods: ["GET"], files: { folder: "web", fallback: "/index.html" } },
          ],
        },
      ],
    });
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
    rmSync(filesRoot, { recursive: true, force: true });
  });

  const get = (path: string, headers = {}) => ask(proxy.port, { path, headers });

  it("are answered with their type, a validator and the age that the route gives", async () => {
    const script = await get("/assets/app.js");
    assert.deepEqual([script.status, script.headers["content-type"]], [200, "text/javascript; charset=utf-8"]);
    assert.equal(script.headers["cache-control"], "public, max-age=3600");
    assert.equal(script.headers["x-content-type-options"], "nosniff");
    assert.equal((await get("/assets/app.js", { "If-None-Match": script.headers.etag })).status, 304);
    const part = await get("/assets/app.js", { Range: "bytes=0-5" });
    assert.deepEqual([part.status, part.body], [206, "let x;"]);
    assert.equal((await get("/assets/a%20b.css")).body, "p {}");
    assert.equal((await get("/")).headers["cache-control"], "no-cache");
  });

  it("answer for a folder with its index, and never show the proxy's inner path", async () => {
    for (const path of ["/docs", "/docs/"]) assert.equal((await get(path)).body, "<h1>docs</h1>", path);
    for (const path of ["/assets", "/assets/"]) {
      const { status, headers, body } = await get(path);
      assert.deepEqual([status, headers.location, body.includes("gatehouse")], [404, undefined, false], path);
    }
  });

  it("fall back to the page of the application in the browser, where the route says so", async () => {
    assert.equal((await get("/some/screen?x")).body, "<h1>home</h1>");
    assert.equal((await get("/assets/none.js")).status, 404);
    assert.equal((await get("/docs/old/page")).status, 404, "a page that is not there either");
    assert.equal((await get("/apix")).body, "<h1>home</h1>");
    assert.equal((await get("/api/x")).body, "from upstream");
  });

  it("are the only ones: no way leads out of the folder", async () => {
    const ways = [
      "/assets/../../secret.txt",
      "/assets/%2e%2e/%2e%2e/secret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/assets/link.txt",
      "/../secret.txt",
      "/assets../secret.txt",
      "/.gatehouse/to/files/../secret.txt",
    ];
    for (const way of ways) {
      const answer = await sendRaw(
        proxy.port,
        `GET ${way} HTTP/1.1\r\nHost: x.example.com\r\nConnection: close\r\n\r\n`,
      );
      assert.doesNotMatch(answer, /\r\n\r\n.*secret/s, way);
      assert.doesNotMatch(answer, /^HTTP\/1\.1 5/, way);
    }
  });

  it("are compressed from 1000 bytes on, for who accepts it", async () => {
    const packed = await sendRaw(
      proxy.port,
      "GET /assets/app.js HTTP/1.1\r\nHost: x.example.com\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
    );
    assert.match(packed, /content-encoding: gzip/i);
    assert.match(packed, /vary: accept-encoding/i);
    assert.equal((await get("/", { "Accept-Encoding": "gzip" })).headers["content-encoding"], undefined);
  });
});
