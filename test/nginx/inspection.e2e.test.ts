import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { RequestListener } from "node:http";
import { afterEach, describe, it } from "mocha";
import type { DecideInspection, ProxySettings, Route } from "../../nginx";
import { ask, sendRaw } from "./httpClient";
import { type Decision, type Question, sampleDecision, startInspectionService } from "./inspectionService";
import { loggedLines } from "./loggedLines";
import { freePort, nginxToTest, type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { decideAt } from "./s4Settings";

const routes: Route[] = [
  { prefix: "/api", methods: ["GET", "POST"] },
  { path: "/limited", methods: ["GET"], rateLimit: { requests: 1, per: "minute" } },
  { path: "/large", methods: ["POST"], bodyLimitBytes: 4 * 1024 * 1024 },
  { path: "/old", methods: ["GET"], redirect: { to: "/new" } },
  { path: "/shared", methods: ["GET"], cors: { origins: ["https://shop.example.com"] } },
];

describe("A service that decides", function () {
  this.timeout(60_000);
  let service: RecordingUpstream | undefined;
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;
  const questions: Question[] = [];

  afterEach(async () => {
    await proxy?.stop();
    await upstream?.stop();
    await service?.stop();
    service = undefined;
    questions.length = 0;
  });

  async function start(
    { decide = sampleDecision, ...changes }: Partial<DecideInspection> & { decide?: (q: Question) => Decision } = {},
    more: Partial<ProxySettings> = {},
    listener?: RequestListener,
  ): Promise<void> {
    service = await startInspectionService({
      decide: (question) => {
        questions.push(question);
        return decide(question);
      },
    });
    upstream = await startRecordingUpstream(listener);
    const settings = decideAt({ app: upstream.port, service: service.port }, changes);
    proxy = await startProxy({ ...settings, sites: [{ routes }], ...more });
  }

  /** With a service that is not there. */
  async function startWithout(changes: Partial<DecideInspection> = {}): Promise<void> {
    upstream = await startRecordingUpstream();
    const settings = decideAt({ app: upstream.port, service: await freePort() }, changes);
    proxy = await startProxy({ ...settings, sites: [{ routes }] });
  }

  it("needs a module that this nginx has", async () => {
    const { stderr } = spawnSync(await nginxToTest(), ["-V"], { encoding: "utf8" });
    assert.match(stderr, /--with-http_auth_request_module/);
  });

  it("lets on what it answers with 2xx, and the application gets its word in place of the client's", async () => {
    await start();
    const headers = { "X-Inspection-Score": "0" };
    const lines = await loggedLines(proxy, async () => {
      assert.equal((await ask(proxy.port, { path: "/api/users/1?x=%41", headers })).body, "from upstream");
    });
    assert.equal(upstream.requests[0]?.headers["x-inspection-score"], "7");
    assert.equal(upstream.requests[0]?.headers["x-original-method"], undefined);
    assert.equal(lines[0]?.inspection, "admitted");
    assert.match(String(lines[0]?.inspection_time), /^\d+\.\d{3}$/);
    const [question] = questions;
    assert.deepEqual([question?.method, question?.target], ["GET", "/api/users/1?x=%41"]);
    assert.equal(service?.requests[0]?.url, "/inspect");
    assert.equal(question?.headers["x-inspection-score"], undefined);
  });

  it("refuses with 403 and with 401, on the proxy's page, and the application sees nothing of it", async () => {
    await start();
    const lines = await loggedLines(proxy, async () => {
      const denied = await ask(proxy.port, { path: "/api/attack" });
      assert.deepEqual([denied.status, JSON.parse(denied.body).error], [403, "Forbidden"]);
      const unknown = await ask(proxy.port, { path: "/api/login", headers: { Accept: "text/html" } });
      assert.deepEqual([unknown.status, unknown.headers["www-authenticate"]], [401, 'Basic realm="shop"']);
      assert.match(unknown.body, /<h1>401 Unauthorized<\/h1>/);
      const known = await ask(proxy.port, { path: "/api/login", headers: { Authorization: "Basic eA==" } });
      assert.equal(known.status, 200);
    });
    assert.deepEqual(
      lines.map(({ status, inspection }) => [status, inspection]),
      [
        [403, "denied"],
        [401, "denied"],
        [200, "admitted"],
      ],
    );
    assert.equal(upstream.requests.length, 1);
  });

  it("is told by the proxy what is asked for and by whom, whatever the client says", async () => {
    await start();
    const forged = {
      "X-Original-Method": "OPTIONS",
      "X-Original-URI": "/harmless",
      "X-Original-URL": "/harmless",
      "X-Real-IP": "192.0.2.1",
      "X-Forwarded-For": "192.0.2.1",
      "X-Forwarded-Proto": "https",
      Forwarded: "for=192.0.2.1",
      "X-Request-Id": "a-given-id",
      "X-Other": "kept",
      Host: "shop.example.com",
    };
    await ask(proxy.port, { path: "/api/x", headers: forged });
    const [{ headers, ...told } = {} as Question] = questions;
    assert.deepEqual(told, { method: "GET", target: "/api/x", client: "127.0.0.1" });
    const names = [
      "x-forwarded-for",
      "x-forwarded-proto",
      "x-request-id",
      "x-other",
      "host",
      "x-original-url",
      "forwarded",
    ];
    assert.deepEqual(
      names.map((name) => headers[name]),
      ["127.0.0.1", "http", "a-given-id", "kept", "shop.example.com", undefined, undefined],
    );
  });

  it("gets no content, of known length or in chunks, and the application gets all of it", async () => {
    await start({}, {}, (request, response) => {
      let length = 0;
      request.on("data", (chunk: Buffer) => (length += chunk.length)).once("end", () => response.end(String(length)));
    });
    const body = "x".repeat(3 * 1024 * 1024);
    assert.equal((await ask(proxy.port, { method: "POST", path: "/large", body })).body, String(body.length));
    const headers = { "Transfer-Encoding": "chunked", Expect: "100-continue" };
    assert.equal((await ask(proxy.port, { method: "POST", path: "/api/x", body: "chunks", headers })).body, "6");
    assert.equal((await ask(proxy.port, { method: "HEAD", path: "/api/x" })).status, 200);
    assert.deepEqual(
      questions.map(({ method, headers: { "content-length": length, "transfer-encoding": coding, expect } }) => [
        method,
        length,
        coding,
        expect,
      ]),
      ["POST", "POST", "HEAD"].map((method) => [method, undefined, undefined, undefined]),
    );
    assert.deepEqual(new Set(service?.requests.map(({ method }) => method)), new Set(["GET"]));
  });

  it("is not asked about what the proxy answers by itself", async () => {
    await start();
    const preflight = { Origin: "https://shop.example.com", "Access-Control-Request-Method": "GET" };
    const asks = [
      { path: "/" },
      { path: "/old" },
      { path: "/none" },
      { path: "/api/../x" },
      { path: "/shared", method: "OPTIONS", headers: preflight },
      { path: "/api/x", method: "DELETE" },
      { path: "/api/x", method: "POST", body: "x".repeat(2 * 1024 * 1024) },
    ];
    const statuses: number[] = [];
    const lines = await loggedLines(proxy, async () => {
      for (const one of asks) statuses.push((await ask(proxy.port, one)).status);
    });
    assert.deepEqual(statuses, [200, 302, 404, 400, 204, 405, 413]);
    assert.deepEqual(new Set(lines.map(({ inspection }) => inspection)), new Set([""]));
    assert.equal(questions.length, 0);
  });

  it("is asked after the limits on a single client", async () => {
    await start();
    for (const status of [200, 429, 429]) assert.equal((await ask(proxy.port, { path: "/limited" })).status, status);
    assert.equal(questions.length, 1);
  });

  it("cannot be asked by a client, nor can its places be reached", async () => {
    await start({ onFailure: "admit" });
    for (const path of ["ask", "skipped", "undecided", "ask?x"]) {
      const { status } = await ask(proxy.port, { path: `/.gatehouse/inspection/${path}` });
      assert.equal(status, 404, path);
    }
    assert.equal(questions.length, 0);
  });

  it("may say as many headers, and as long ones, as the settings can name", async () => {
    const passHeaders = Array.from({ length: 8 }, (_, n) => `X${n}${"-a".repeat(15)}`);
    const headers = Object.fromEntries(passHeaders.map((name) => [name, `of ${name}`]));
    await start({ passHeaders, decide: () => ({ status: 204, headers }) });
    await ask(proxy.port, { path: "/api/x" });
    for (const name of passHeaders) assert.equal(upstream.requests[0]?.headers[name.toLowerCase()], `of ${name}`);
    assert.equal(proxy.errors(), "");
  });

  it("is asked 200 times over connections that are kept, 100 at once", async () => {
    await start({ keepAliveConnections: 100 });
    for (let round = 0; round < 2; round++) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, n) => ask(proxy.port, { path: n % 2 ? "/api/x" : "/api/attack" })),
      );
      assert.equal(answers.filter(({ status }) => status === 200).length, 50);
      assert.equal(answers.filter(({ status }) => status === 403).length, 50);
    }
    assert.equal(questions.length, 200);
    assert.ok(Number(service?.connections()) <= 100, `${service?.connections()} connections`);
    const before = service?.connections();
    for (let n = 0; n < 20; n++) await ask(proxy.port, { path: "/api/x" });
    assert.equal(service?.connections(), before);
  });

  describe("without an answer", () => {
    const refused = async (path = "/api/x") => {
      const { status, headers, body } = await ask(proxy.port, { path });
      assert.deepEqual([status, JSON.parse(body).error], [503, "Service Unavailable"]);
      assert.equal(headers["retry-after"], undefined);
    };

    it("is refused with 503 where the service is not there, and the logs say why", async () => {
      await startWithout();
      const lines = await loggedLines(proxy, () => refused());
      assert.deepEqual([lines[0]?.status, lines[0]?.inspection], [503, "failed"]);
      assert.match(proxy.errors(), /Connection refused.*subrequest: "\/.gatehouse\/inspection\/ask"/);
      assert.equal(upstream.requests.length, 0);
    });

    it("is let on where the service is not there and the settings say so, and the logs say that too", async () => {
      await startWithout({ onFailure: "admit" });
      const headers = { "X-Inspection-Score": "0" };
      const lines = await loggedLines(proxy, async () => {
        assert.equal((await ask(proxy.port, { path: "/api/x", headers })).status, 200);
        assert.equal((await ask(proxy.port, { path: "/api/x", method: "POST", body: "all of it" })).status, 200);
      });
      assert.deepEqual(
        lines.map(({ status, inspection }) => [status, inspection]),
        Array(2).fill([200, "skipped"]),
      );
      assert.equal(upstream.requests[0]?.headers["x-inspection-score"], undefined);
      assert.equal(upstream.requests[1]?.headers["content-length"], "9");
      assert.match(proxy.errors(), /Connection refused.*subrequest: "\/.gatehouse\/inspection\/ask"/);
    });

    for (const onFailure of ["refuse", "admit"] as const) {
      it(`ends after the time that the settings give, and the mode ${onFailure} holds`, async () => {
        await start({ onFailure, timeoutSeconds: 1, decide: () => undefined });
        const begin = Date.now();
        const lines = await loggedLines(proxy, async () => {
          if (onFailure === "refuse") await refused();
          else assert.equal((await ask(proxy.port, { path: "/api/x" })).status, 200);
        });
        const took = Date.now() - begin;
        assert.ok(took >= 900 && took < 5000, `${took} ms`);
        assert.equal(lines[0]?.inspection, onFailure === "refuse" ? "failed" : "skipped");
        assert.match(String(lines[0]?.inspection_time), /^1\.0|^0\.9/);
        assert.match(proxy.errors(), /upstream timed out/);
        assert.equal(upstream.requests.length, onFailure === "refuse" ? 0 : 1);
      });

      it(`is what any other status is too, for 3xx and 4xx refused also by the mode ${onFailure}`, async () => {
        let status = 0;
        await start({ onFailure, decide: () => ({ status, headers: { Location: "/x" } }) });
        const lines = await loggedLines(proxy, async () => {
          for (status of [302, 304, 400, 404, 407, 429, 431]) await refused();
          for (status of [500, 502, 503, 507]) {
            if (onFailure === "refuse") await refused();
            else assert.equal((await ask(proxy.port, { path: "/api/x" })).status, 200, String(status));
          }
        });
        const failed = onFailure === "refuse" ? 11 : 7;
        const outcomes = [...Array(failed).fill("failed"), ...Array(11 - failed).fill("skipped")];
        assert.deepEqual(
          lines.map(({ inspection }) => inspection),
          outcomes,
        );
        assert.equal(upstream.requests.length, 11 - failed);
        assert.match(proxy.errors(), /auth request unexpected status: 404/);
      });
    }

    it("is found again after a restart, though the connections to it were kept", async () => {
      await start();
      await ask(proxy.port, { path: "/api/x" });
      const port = Number(service?.port);
      await service?.stop();
      service = await startInspectionService(undefined, port);
      assert.equal((await ask(proxy.port, { path: "/api/x", method: "POST", body: "x" })).status, 200);
      assert.equal(service.requests.length, 1);
    });
  });

  it("leaves the errors of the application and of the proxy as they are", async () => {
    await start({}, {}, (_request, response) => {
      response.statusCode = 500;
      response.end("its own");
    });
    const own = await ask(proxy.port, { path: "/api/x" });
    assert.deepEqual([own.status, own.body], [500, "its own"]);
    await upstream.stop();
    const down = await ask(proxy.port, { path: "/api/x" });
    assert.deepEqual([down.status, JSON.parse(down.body).error], [502, "Bad Gateway"]);
  });

  it("is sent no request that is malformed, as no application is", async () => {
    await start();
    const answer = await sendRaw(proxy.port, "GET /api/x HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
    assert.match(answer, /^HTTP\/1\.1 400/);
    assert.equal(questions.length, 0);
  });
});
