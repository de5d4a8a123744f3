import assert from "node:assert/strict";
import { after, before, it } from "mocha";
import { type AppProcess, buildApp, startApp } from "../app/appProcess";
import { describeWithEachNginx } from "./eachNginx";
import { ask, sendRaw } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { appAt, s1Settings } from "./s1Settings";

describeWithEachNginx("A proxy in front of the sample service", function (nginx) {
  this.timeout(60_000);
  let app: AppProcess;
  let proxy: ProxyProcess;

  before(async () => {
    buildApp();
    app = await startApp();
    proxy = await startProxy({ ...s1Settings, upstreams: appAt(app.port) }, { nginx: nginx.file });
  });
  after(async () => {
    await proxy?.stop();
    await app?.stop();
  });

  it("answers the health check itself, for any host", async () => {
    const seen = await app.requestsDuring(async () => {
      const answer = await ask(proxy.port, { headers: { Host: "10.0.0.17:8080" } });
      assert.deepEqual([answer.status, answer.body], [200, "Service is healthy"]);
      assert.equal(answer.headers["content-type"], "text/plain");
      assert.equal(answer.headers["x-content-type-options"], "nosniff");
      assert.equal((await ask(proxy.port, { method: "HEAD" })).status, 200);
      const post = await ask(proxy.port, { method: "POST" });
      assert.deepEqual([post.status, post.headers.allow], [405, "GET, HEAD"]);
    });
    assert.deepEqual(seen, []);
  });

  it("sends the application what its routes describe", async () => {
    const one = await ask(proxy.port, { path: "/api/users/1" });
    assert.equal(one.status, 200);
    assert.match(one.body, /User 1 found!/);
    const named = await ask(proxy.port, { path: "/api/users/by/username/ada?verbose=1" });
    assert.match(named.body, /User ada found!/);
    const head = await ask(proxy.port, { method: "HEAD", path: "/api/users/1" });
    assert.deepEqual([head.status, head.body], [200, ""]);
  });

  it("passes the application's own errors on unchanged", async () => {
    const unknown = await ask(proxy.port, { path: "/api/users/99" });
    assert.equal(unknown.status, 404);
    assert.match(unknown.body, /User 99 not found/);
    assert.equal((await ask(proxy.port, { path: "/api/users/x" })).status, 400);
  });

  it("answers 404 as JSON to what no route describes, and the application does not see it", async () => {
    const paths = ["/web/phpmyadmin", "/api", "/apixyz", "/api/users", "/api/users/1/x", "/api/users/1/", "/healthz"];
    const seen = await app.requestsDuring(async () => {
      for (const path of [...paths, "/.gatehouse/error"]) {
        const answer = await ask(proxy.port, { path });
        assert.equal(answer.status, 404, path);
        assert.equal(answer.headers["content-type"], "application/json");
        const { status, error, request_id } = JSON.parse(answer.body);
        assert.deepEqual([status, error, typeof request_id], [404, "Not Found", "string"]);
      }
    });
    assert.deepEqual(seen, []);
  });

  it("answers 405 with the methods that are allowed", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]) {
      const answer = await ask(proxy.port, { method, path: "/api/users/1" });
      assert.deepEqual([answer.status, answer.headers.allow], [405, "GET, HEAD"], method);
      assert.equal(JSON.parse(answer.body).error, "Method Not Allowed");
    }
  });

  it("refuses to be a tunnel", async () => {
    const answer = await sendRaw(
      proxy.port,
      "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\nConnection: close\r\n\r\n",
    );
    assert.match(answer, /^HTTP\/1\.1 40[05] /);
  });

  it("answers what is too large in JSON with the right status", async () => {
    const long = (count: number) => "a".repeat(count);
    const tooLong = await sendRaw(proxy.port, `GET /${long(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    assert.match(tooLong, /^HTTP\/1\.1 414 [\s\S]*"error":"URI Too Long"/);
    const header = await sendRaw(proxy.port, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${long(20_000)}\r\n\r\n`);
    assert.match(header, /^HTTP\/1\.1 431 [\s\S]*"error":"Request Header Fields Too Large"/);
    const body = "POST /api/users/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n";
    assert.match(await sendRaw(proxy.port, body), /^HTTP\/1\.1 413 [\s\S]*"error":"Content Too Large"/);
  });

  it("passes headers on that an application load balancer would let through", async () => {
    const cookies = { Cookie: "a".repeat(15_000), "X-Second": "b".repeat(15_000) };
    assert.equal((await ask(proxy.port, { path: "/api/users/1", headers: cookies })).status, 200);
  });

  it("says nothing about who made it or what is behind it", async () => {
    const { headers } = await ask(proxy.port, { path: "/api/users/1" });
    assert.deepEqual([headers.server, headers["x-powered-by"]], ["nginx", undefined]);
  });

  it("and the application log the same request under the same id, with the client's address", async () => {
    const headers = { "X-Request-Id": "test-request-2" };
    const [own] = await app.requestsDuring(() => ask(proxy.port, { path: "/api/users/2?secret=1", headers }));
    assert.deepEqual([own?.request_id, own?.path, own?.client], ["test-request-2", "/api/users/2", "127.0.0.1"]);
    const logged = (await proxy.requests(1)).find((line) => line.request_id === "test-request-2");
    assert.deepEqual([logged?.uri, logged?.status], ["/api/users/2?secret=1", 200]);
    assert.equal(logged?.upstream_addr, `127.0.0.1:${app.port}`);
  });
});
