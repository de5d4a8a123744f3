import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import type { Route } from "../../nginx";
import { ask } from "./httpClient";
import { type Decision, type Question, sampleDecision, startInspectionService } from "./inspectionService";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import type { RecordingUpstream } from "./recordingUpstream";
import { decideAt, s4Settings } from "./s4Settings";

const get = { methods: ["GET" as const] };
const routes: Route[] = [
  { prefix: "/socket", ...get, webSocket: true },
  { prefix: "/events", ...get, stream: true },
  { prefix: "/cached", ...get, cache: { seconds: 60 } },
  { prefix: "/pages", ...get, files: { folder: "web", fallback: "/pages/index.html" } },
  { path: "/api/users/:id", ...get },
];

/** An application with a socket that echoes, a stream, and answers of which no two are alike. */
function application(): http.Server {
  let answers = 0;
  const server = http.createServer((request, response) => {
    if (!request.url?.startsWith("/events")) {
      response.end(`answer ${++answers}`);
      return;
    }
    response.setHeader("Content-Type", "text/event-stream");
    response.write("data: one\n\n");
    setTimeout(() => response.end("data: two\n\n"), 300);
  });
  server.on("upgrade", (_request, socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    socket.pipe(socket);
  });
  return server;
}

/** Asks for a WebSocket and sends two bytes over it; resolves with all that came back within a moment. */
function overSocket(port: number, path: string): Promise<string> {
  const head = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(head));
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      const opened = text.includes("\r\n\r\n");
      text += chunk.toString("latin1");
      if (!opened && text.startsWith("HTTP/1.1 101")) socket.write("hi");
      else socket.destroy();
    });
    socket.setTimeout(5000, () => socket.destroy(new Error(`no end after ${JSON.stringify(text)}`)));
    socket.once("error", reject).once("close", () => resolve(text));
  });
}

describe("What a service that decides is asked about", function () {
  this.timeout(60_000);
  const asked: string[] = [];
  const inspector: { decide: (question: Question) => Decision } = { decide: sampleDecision };
  let filesRoot: string;
  let app: http.Server;
  let service: RecordingUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    filesRoot = mkdtempSync(join(tmpdir(), "gatehouse-inspected-"));
    chmodSync(filesRoot, 0o755);
    mkdirSync(join(filesRoot, "web/pages"), { recursive: true });
    for (const name of ["index", "other", "attack"]) writeFileSync(join(filesRoot, `web/pages/${name}.html`), name);
    app = application();
    await new Promise<void>((resolve) => {
      app.listen(0, "127.0.0.1", resolve);
    });
    service = await startInspectionService({
      decide: (question) => {
        asked.push(`${question.method} ${question.target}`);
        return inspector.decide(question);
      },
    });
    const settings = decideAt({ app: (app.address() as AddressInfo).port, service: service.port });
    proxy = await startProxy({ ...settings, filesRoot, sites: [{ routes }] });
  });
  afterEach(() => {
    asked.length = 0;
    inspector.decide = sampleDecision;
  });
  after(async () => {
    await proxy?.stop();
    await service?.stop();
    app?.closeAllConnections();
    app?.close();
    rmSync(filesRoot, { recursive: true, force: true });
  });

  const body = async (path: string) => {
    const { status, body: text } = await ask(proxy.port, { path });
    return `${status} ${text}`;
  };

  it("is a WebSocket before it opens, once, without the words that ask for it", async () => {
    assert.match(await overSocket(proxy.port, "/socket/1"), /^HTTP\/1\.1 101 .*hi$/s);
    assert.match(await overSocket(proxy.port, "/socket/attack"), /^HTTP\/1\.1 403 /);
    assert.deepEqual(asked, ["GET /socket/1", "GET /socket/attack"]);
    const { upgrade, connection } = service.requests.at(-1)?.headers ?? {};
    assert.deepEqual([upgrade, connection], [undefined, undefined]);
  });

  it("is a stream before it begins, and then its pieces come one by one", async () => {
    const pieces: string[] = [];
    await new Promise<void>((resolve, reject) => {
      http
        .get({ port: proxy.port, host: "127.0.0.1", path: "/events/1", agent: false }, (response) => {
          response.on("data", (chunk: Buffer) => pieces.push(chunk.toString())).once("end", resolve);
        })
        .once("error", reject);
    });
    assert.deepEqual(pieces, ["data: one\n\n", "data: two\n\n"]);
    assert.match(await body("/events/attack"), /^403/);
    assert.deepEqual(asked, ["GET /events/1", "GET /events/attack"]);
  });

  it("is an answer that was kept, each time, and one for each word of the service", async () => {
    const first = await body("/cached/1");
    assert.equal(await body("/cached/1"), first);
    inspector.decide = () => ({ status: 204, headers: { "X-Inspection-Score": "9" } });
    const other = await body("/cached/1");
    assert.notEqual(other, first);
    assert.equal(await body("/cached/1"), other);
    inspector.decide = () => ({ status: 403 });
    assert.match(await body("/cached/1"), /^403/);
    inspector.decide = sampleDecision;
    assert.equal(await body("/cached/1"), first);
    assert.equal(asked.length, 6);
  });

  it("is a file, a folder's index and the page that stands in for none, each once", async () => {
    assert.equal(await body("/pages/other.html"), "200 other");
    assert.equal(await body("/pages"), "200 index");
    assert.equal(await body("/pages/some/screen"), "200 index");
    assert.match(await body("/pages/attack.html"), /^403/);
    assert.deepEqual(
      asked,
      ["/pages/other.html", "/pages", "/pages/some/screen", "/pages/attack.html"].map((path) => `GET ${path}`),
    );
  });

  it("is told the client that the balancer names, as the application and the log are", async () => {
    const balancer = "127.0.0.2";
    const settings = decideAt({ app: (app.address() as AddressInfo).port, service: service.port });
    const behind = await startProxy({
      ...settings,
      ...s4Sites,
      clientAddress: { kind: "alb", subnets: [`${balancer}/32`] },
    });
    try {
      const headers = { "X-Forwarded-For": "192.0.2.66, 203.0.113.9", "X-Forwarded-Proto": "https" };
      await ask(behind.port, { path: "/api/users/1", headers, from: balancer });
      await ask(behind.port, { path: "/api/users/1", headers, from: "127.0.0.3" });
      const told = service.requests.slice(-2).map(({ headers: one }) => [one["x-real-ip"], one["x-forwarded-proto"]]);
      assert.deepEqual(told, [
        ["203.0.113.9", "https"],
        ["127.0.0.3", "http"],
      ]);
      assert.deepEqual(
        (await behind.requests(2)).map(({ client, inspection }) => [client, inspection]),
        [
          ["203.0.113.9", "admitted"],
          ["127.0.0.3", "admitted"],
        ],
      );
    } finally {
      await behind.stop();
    }
  });
});

const s4Sites = { sites: s4Settings.sites };
