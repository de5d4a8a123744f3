import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "mocha";
import { describeWithEachNginx } from "./eachNginx";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { s3At } from "./s3Settings";

/** What a visitor must not read. */
const inside = /127\.0\.0\.1|shop|api|wiki|upstream|refused|sock|:\d{4,5}/i;

describeWithEachNginx("Many sites behind one gate", function (nginx) {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-s3-"));
  const socket = join(folder, "http.sock");
  let shop: RecordingUpstream;
  let api: [RecordingUpstream, RecordingUpstream];
  let wiki: Server;
  let proxy: ProxyProcess;

  before(async () => {
    chmodSync(folder, 0o755);
    const says = (text: string) => startRecordingUpstream((_request, response) => response.end(text));
    shop = await says("shop");
    api = [await says("api"), await says("api")];
    wiki = createServer((_request, response) => response.end("wiki"));
    await new Promise<void>((resolve) => {
      wiki.listen(socket, resolve);
    });
    chmodSync(socket, 0o777);
    const servers = api.map(({ port }) => ({ host: "127.0.0.1", port }));
    const [first, second] = servers;
    if (first === undefined || second === undefined) throw new Error("two servers were started");
    proxy = await startProxy(s3At({ shop: shop.port, api: [first, second], wiki: socket }), { nginx: nginx.file });
  });
  after(async () => {
    await proxy?.stop();
    for (const one of [shop, ...(api ?? [])]) await one?.stop();
    if (wiki?.listening) await new Promise((resolve) => wiki.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (host: string, path: string, method = "GET") => ask(proxy.port, { path, method, headers: { Host: host } });

  it("has each name answered by its own application, with the name that was asked for as Host", async () => {
    const cases = [
      ["shop.example.com", "/", "shop"],
      ["de.shop.example.com", "/x/y", "shop"],
      ["shop.example.com", "/api/prices", "api"],
      ["api.example.com", "/v1/users", "api"],
      ["api.example.com", "/v2/status", "api"],
      ["wiki.example.com", "/pages/home", "wiki"],
    ] as const;
    for (const [host, path, body] of cases) {
      const answer = await at(host, path);
      assert.deepEqual([answer.status, answer.body], [200, body], host + path);
    }
    assert.deepEqual(
      shop.requests.map(({ headers }) => headers.host),
      ["shop.example.com", "de.shop.example.com"],
    );
    assert.deepEqual(
      new Set(api.map(({ requests }) => requests.length > 0)),
      new Set([true]),
      "both servers are asked",
    );
  });

  it("gives a name that no site has no application, and the health page all the same", async () => {
    const before = shop.requests.length;
    for (const host of ["example.com", "evil.example", "127.0.0.1", "xshop.example.com"]) {
      assert.equal((await at(host, "/")).status, 421, host);
      assert.equal((await at(host, "/healthz")).status, 200, host);
    }
    assert.equal((await at("wiki.example.com", "/v1/users")).status, 404);
    assert.equal((await at("wiki.example.com", "/pages/home", "DELETE")).status, 405);
    assert.equal(shop.requests.length, before);
  });

  it("answers 502 for the site whose application is down, names it in the log alone, and serves the others", async () => {
    await shop.stop();
    const down = await at("shop.example.com", "/cart/1");
    assert.deepEqual([down.status, JSON.parse(down.body).error], [502, "Bad Gateway"]);
    assert.doesNotMatch(down.body + JSON.stringify(down.headers), inside);
    const where = `127\\.0\\.0\\.1:${shop.port}`;
    assert.match(proxy.errors(), new RegExp(`Connection refused.*upstream: "http://${where}/cart/1".*shop\\.example`));
    const line = (await proxy.requests(1)).find(({ status }) => status === 502);
    assert.deepEqual(
      [line?.host, line?.upstream_addr, line?.upstream_status],
      ["shop.example.com", `127.0.0.1:${shop.port}`, "502"],
    );
    for (const [host, path] of [
      ["api.example.com", "/v1/users"],
      ["wiki.example.com", "/pages/home"],
    ] as const)
      assert.equal((await at(host, path)).status, 200, host);
  });
});
