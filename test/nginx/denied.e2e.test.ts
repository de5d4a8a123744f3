import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { defaultDenied, scannerPaths, scannerUserAgents } from "../../nginx";
import { ask, sendRaw } from "./httpClient";
import { loggedLines } from "./loggedLines";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";

describe("A site that lets in everything below a prefix", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRecordingUpstream();
    proxy = await startProxy({
      ...s1Settings,
      sites: [
        { routes: [{ prefix: "/", methods: ["GET", "POST"] }] },
        { hosts: ["shop.example.com"], routes: [{ path: "/:file", methods: ["GET"] }] },
      ],
      health: { path: "/healthz", body: "fine" },
      denied: { ...defaultDenied, paths: [...scannerPaths, "/internal/"] },
      upstreams: appAt(upstream.port),
    });
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  async function statusOf(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<number> {
    upstream.requests.length = 0;
    const { status } = await ask(proxy.port, { path, headers, method });
    assert.equal(upstream.requests.length, status === 200 ? 1 : 0, path);
    return status;
  }

  it("answers 404 to every path with a word of the list, in any letter case and encoding", async () => {
    const around = (word: string) => [
      word.startsWith("/") ? `${word}x` : `/a/${word}`,
      `/a${word.startsWith("/") ? "" : "/"}${word.toUpperCase()}b?q=1`,
    ];
    for (const word of [...scannerPaths, "/internal/"])
      for (const path of around(word)) assert.equal(await statusOf(path), 404, path);
    const collected = [
      "/phpMyAdmin/scripts/setup.php",
      "/w00tw00t.at.ISC.SANS.DFind:)",
      "/.env.local",
      "/a/.git/config",
    ];
    for (const path of [...collected, "/%70hpmyadmin/", "/PHP%4dyAdmin", "/wp%2Dlogin.php"])
      assert.equal(await statusOf(path), 404, path);
    assert.equal(await statusOf("/wp-login.php", {}, "POST"), 404);
  });

  it("answers 403 as JSON to whoever calls himself by a name of the list", async () => {
    for (const name of scannerUserAgents)
      for (const agent of [name, `Mozilla/5.0 (${name.toUpperCase()}/1.0)`])
        assert.equal(await statusOf("/a", { "User-Agent": agent }), 403, agent);
    const { body } = await ask(proxy.port, { path: "/a", headers: { "User-Agent": "ZmEu" } });
    assert.equal(JSON.parse(body).error, "Forbidden");
  });

  it("lets everything else through, also a word in the query and in other fields", async () => {
    const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
    for (const path of ["/", "/a?next=/phpmyadmin", "/.well-known/security.txt", "/github/.github/x", "/environment"])
      assert.equal(await statusOf(path, { "User-Agent": browser, Referer: "http://x/wp-login.php" }), 200, path);
    assert.equal(await statusOf("/a"), 200, "and a request without User-Agent");
  });

  it("has a line in its log for each of them", async () => {
    const lines = await loggedLines(proxy, async () => {
      await statusOf("/phpmyadmin");
      await statusOf("/a", { "User-Agent": "ZmEu" });
    });
    assert.deepEqual(
      lines.map(({ uri, status, user_agent: agent, upstream_addr: to }) => [uri, status, agent, to]),
      [
        ["/phpmyadmin", 404, "", ""],
        ["/a", 403, "ZmEu", ""],
      ],
    );
  });

  it("does not change what nginx refuses anyway, nor the health page, nor a site of whole paths", async () => {
    assert.equal(await statusOf("/a//phpmyadmin"), 400);
    assert.equal((await ask(proxy.port, { path: "/healthz", headers: { "User-Agent": "x" } })).body, "fine");
    assert.match(await sendRaw(proxy.port, "TRACE /a HTTP/1.1\r\nHost: x\r\n\r\n"), /^HTTP\/1\.1 405 /);
    const scanner = "TRACE /a HTTP/1.1\r\nHost: x\r\nUser-Agent: zmeu\r\n\r\n";
    assert.match(await sendRaw(proxy.port, scanner), /^HTTP\/1\.1 403 [\s\S]*"error":"Forbidden"/);
    assert.equal(await statusOf("/wp-login.php", { Host: "shop.example.com", "User-Agent": "zmeu" }), 200);
  });
});
