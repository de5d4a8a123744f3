import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { browserSecurityHeaders, defaultProxySettings, type ProxySettings, type Site } from "../../nginx";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

const sites: Site[] = [
  {
    routes: [
      { prefix: "/page", methods: ["GET"], responseHeaders: { "x-frame-options": "SAMEORIGIN", "X-Extra": "a; b" } },
      { path: "/old", methods: ["GET"], redirect: { to: "/new" } },
      {
        prefix: "/moved",
        methods: ["GET", "POST"],
        redirect: { to: "https://example.com", status: 308, keep: "target" },
      },
      { path: "/search", methods: ["GET"], redirect: { to: "/find", status: 301, keep: "query" } },
      {
        path: "/api/items/:id",
        methods: ["GET", "PUT"],
        cors: {
          origins: ["https://shop.example.com", "http://localhost:5173"],
          headers: ["X-Token"],
          credentials: true,
        },
      },
      { path: "/api/items/:id", methods: ["DELETE"] },
      { path: "/public", methods: ["GET"], cors: { origins: ["*"], exposeHeaders: ["X-Total"] } },
      { path: "/own", methods: ["GET", "OPTIONS"], cors: { origins: ["*"] } },
    ],
  },
  {
    hosts: ["closed.example.com"],
    routes: [{ path: "/api", methods: ["GET"] }],
    maintenance: { retryAfterSeconds: 600, admit: ["127.0.0.8/32"] },
    responseHeaders: { "X-Powered-By": "nothing" },
  },
];

describe("What nginx says to visitors", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRecordingUpstream((request, response) => {
      response.setHeader("X-Powered-By", "Express");
      response.setHeader("X-Frame-Options", "ALLOWALL");
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Strict-Transport-Security", "max-age=1");
      response.end(`${request.method} ${request.url}`);
    });
    const settings: ProxySettings = {
      ...defaultProxySettings,
      upstreams: appAt(upstream.port),
      sites,
      clientAddress: { kind: "alb", subnets: ["127.0.0.0/24"] },
      responseHeaders: browserSecurityHeaders,
      strictTransportSecurity: { seconds: 31536000, includeSubdomains: true },
      errorPages: { message: "Call the desk, extension 7." },
    };
    proxy = await startProxy(settings);
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  const get = (path: string, headers = {}, more = {}) => ask(proxy.port, { path, headers, ...more });
  const reached = () => upstream.requests.splice(0).map(({ method, url }) => `${method} ${url}`);

  it("sets the headers of the table, in place of the application's, and removes those that are false", async () => {
    const { headers } = await get("/page/1");
    assert.equal(headers["x-frame-options"], "SAMEORIGIN");
    assert.equal(headers["x-extra"], "a; b");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["referrer-policy"], "strict-origin-when-cross-origin");
    assert.equal(headers["x-powered-by"], undefined);
    assert.equal(headers["access-control-allow-origin"], "*", "no cors setting: the application's own word stays");
    assert.equal((await get("/nothing")).headers["x-frame-options"], "DENY", "on error pages too");
  });

  it("asks for HTTPS only in answers to HTTPS", async () => {
    const value = "max-age=31536000; includeSubDomains";
    assert.equal((await get("/page", { "X-Forwarded-Proto": "https" })).headers["strict-transport-security"], value);
    assert.equal((await get("/nothing", { "X-Forwarded-Proto": "https" })).headers["strict-transport-security"], value);
    assert.equal((await get("/page", { "X-Forwarded-Proto": "http" })).headers["strict-transport-security"], undefined);
  });

  it("redirects with the status, the query or the whole target that the route asks for", async () => {
    reached();
    const redirected = async (path: string, more = {}) => {
      const { status, headers } = await get(path, {}, more);
      return [status, headers.location];
    };
    assert.deepEqual(await redirected("/old?x=1"), [302, "/new"]);
    assert.deepEqual(await redirected("/search?q=%0d%0aX:1&r"), [301, "/find?q=%0d%0aX:1&r"]);
    assert.deepEqual(await redirected("/moved/a%20b?c", { method: "POST" }), [
      308,
      "https://example.com/moved/a%20b?c",
    ]);
    assert.equal((await get("/old", {}, { method: "POST" })).status, 405);
    assert.deepEqual(reached(), []);
  });

  it("answers preflights itself, with the methods of the path and only to named origins", async () => {
    const preflight = (path: string, Origin: string) =>
      get(path, { Origin, "Access-Control-Request-Method": "PUT" }, { method: "OPTIONS" });
    const { status, headers, body } = await preflight("/api/items/1", "https://shop.example.com");
    assert.deepEqual([status, body], [204, ""]);
    assert.equal(headers["access-control-allow-origin"], "https://shop.example.com");
    assert.equal(headers["access-control-allow-methods"], "GET, HEAD, PUT, DELETE, OPTIONS");
    assert.equal(headers["access-control-allow-headers"], "X-Token");
    assert.equal(headers["access-control-allow-credentials"], "true");
    assert.equal(headers["access-control-max-age"], "600");
    assert.equal(headers.vary, "Origin");
    for (const origin of [
      "https://evil.example",
      "https://shop.example.com.evil.example",
      "null",
      "http://shop.example.com",
    ]) {
      assert.equal((await preflight("/api/items/1", origin)).headers["access-control-allow-origin"], undefined, origin);
    }
    assert.deepEqual(reached(), []);
    assert.equal(
      (await preflight("/own", "https://x.example")).body,
      "OPTIONS /own",
      "a route that names OPTIONS has its own",
    );
    reached();
  });

  it("names the origin in answers, in place of the application's word", async () => {
    const { headers } = await get("/api/items/1", { Origin: "http://localhost:5173" });
    assert.equal(headers["access-control-allow-origin"], "http://localhost:5173");
    assert.equal(
      (await get("/api/items/1", { Origin: "https://evil.example" })).headers["access-control-allow-origin"],
      undefined,
    );
    const open = await get("/public", { Origin: "https://evil.example" });
    assert.deepEqual(
      [open.headers["access-control-allow-origin"], open.headers["access-control-expose-headers"]],
      ["*", "X-Total"],
    );
    reached();
  });

  it("closes a site for all but those who are admitted, and not its health page", async () => {
    const closed = (path: string, client: string, Accept = "*/*") =>
      get(path, { Host: "closed.example.com", "X-Forwarded-For": client, Accept });
    const answer = await closed("/api", "198.51.100.7");
    assert.deepEqual([answer.status, answer.headers["retry-after"]], [503, "600"]);
    assert.equal((await closed("/unknown", "198.51.100.7")).status, 404);
    const traced = await ask(proxy.port, { method: "TRACE", path: "/api", headers: { Host: "closed.example.com" } });
    assert.equal(traced.status, 405, "no method of the path later either");
    assert.deepEqual(reached(), []);
    assert.equal((await closed("/api", "127.0.0.8")).status, 200);
    assert.equal((await closed("/api", "127.0.0.8, 198.51.100.7")).status, 503, "a forged client is not admitted");
    assert.equal((await get("/", { Host: "10.0.0.1" })).status, 200);
    assert.deepEqual(reached(), ["GET /api"]);
  });

  it("shows its own errors as a page to who asks for HTML first, and as JSON to everybody else", async () => {
    const asHtml = await get("/nothing", {
      Accept: "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
    });
    assert.equal(asHtml.headers["content-type"], "text/html");
    assert.equal(asHtml.headers.vary, "Accept");
    assert.match(
      asHtml.body,
      /<h1>404 Not Found<\/h1><p>Call the desk, extension 7\.<\/p><p>Request [A-Za-z0-9-]+<\/p>/,
    );
    for (const Accept of ["*/*", "application/json", "application/json, text/html", ""]) {
      const { status, headers, body } = await get("/nothing", { Accept });
      assert.deepEqual(
        [status, headers["content-type"], JSON.parse(body).status],
        [404, "application/json", 404],
        Accept,
      );
    }
  });
});
