import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import http from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "mocha";
import { defaultCompression, defaultProxySettings, type Route } from "../../nginx";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt } from "./s1Settings";

const routes: Route[] = [
  { path: "/events", methods: ["GET"], stream: true },
  { path: "/buffered", methods: ["GET"] },
  { path: "/socket", methods: ["GET"], webSocket: true },
  { path: "/cached/:id", methods: ["GET", "POST"], cache: { seconds: 60 } },
];

/** Times at which the pieces of an answer came, in milliseconds after the first byte was asked for. */
async function piecesOf(port: number, path: string): Promise<{ pieces: string[]; times: number[]; encoding?: string }> {
  const start = Date.now();
  return new Promise((resolve, reject) => {
    http
      .get({ port, host: "127.0.0.1", path, headers: { "Accept-Encoding": "gzip" }, agent: false }, (response) => {
        const pieces: string[] = [];
        const times: number[] = [];
        response.on("data", (chunk: Buffer) => {
          pieces.push(chunk.toString());
          times.push(Date.now() - start);
        });
        const encoding = response.headers["content-encoding"];
        response.once("end", () => resolve({ pieces, times, ...(encoding && { encoding }) }));
      })
      .once("error", reject);
  });
}

/** Asks for another protocol; resolves with the connection, or with the status of a plain answer. */
function upgrade(port: number, path: string, protocol: string): Promise<Socket | number> {
  return new Promise((resolve, reject) => {
    const headers = {
      Connection: "Upgrade",
      Upgrade: protocol,
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version": "13",
    };
    const request = http.get({ port, host: "127.0.0.1", path, headers, agent: false });
    request.once("upgrade", (response, socket: Socket) => {
      assert.equal(response.headers["sec-websocket-accept"], "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      resolve(socket);
    });
    request.once("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once("error", reject);
  });
}

describe("Answers that do not end at once", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;
  let answers = 0;

  before(async () => {
    upstream = await startRecordingUpstream(async (request, response) => {
      if (request.url?.startsWith("/cached")) {
        response.end(`answer ${++answers}`);
        return;
      }
      response.setHeader("Content-Type", "text/event-stream");
      for (const word of ["one", "two", "three"]) {
        response.write(`data: ${word}\n\n`);
        await sleep(300);
      }
      response.end();
    });
    proxy = await startProxy({
      ...defaultProxySettings,
      upstreams: appAt(upstream.port),
      sites: [{ routes }],
      compression: { ...defaultCompression, types: [...defaultCompression.types, "text/event-stream"] },
    });
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  it("reach the client piece by piece, uncompressed, where the route is a stream", async () => {
    const { pieces, times, encoding } = await piecesOf(proxy.port, "/events");
    assert.deepEqual(pieces, ["data: one\n\n", "data: two\n\n", "data: three\n\n"]);
    assert.ok((times[2] ?? 0) - (times[0] ?? 0) >= 500, `${times}`);
    assert.equal(encoding, undefined);
  });

  it("are collected and compressed on any other route", async () => {
    const { pieces, encoding } = await piecesOf(proxy.port, "/buffered");
    assert.equal(encoding, "gzip");
    assert.ok(pieces.length < 3, `${pieces.length} pieces`);
  });

  it("are kept for a while where the route says so, but not for one person, and not for another query", async () => {
    const body = async (path: string, headers = {}) => (await ask(proxy.port, { path, headers })).body;
    const first = await body("/cached/1");
    assert.equal(await body("/cached/1"), first);
    assert.notEqual(await body("/cached/1?x"), first);
    assert.notEqual(await body("/cached/1", { Authorization: "Basic eA==" }), first);
    assert.notEqual(await body("/cached/1", { Cookie: "session=1" }), first);
    assert.notEqual(await body("/cached/1", { Host: "other.example.com" }), first);
    assert.equal(await body("/cached/1"), first);
    const posted = await ask(proxy.port, { method: "POST", path: "/cached/1", body: "x" });
    assert.notEqual(posted.body, first);
    const before = answers;
    await Promise.all(Array.from({ length: 20 }, () => body("/cached/crowd")));
    assert.equal(answers, before + 1, "of many at once, one goes on");
  });
});

describe("A WebSocket", function () {
  this.timeout(60_000);
  let proxy: ProxyProcess;
  let server: http.Server;
  let upgrades: string[];

  before(async () => {
    upgrades = [];
    server = http.createServer((request, response) => {
      upgrades.push(`plain ${request.headers.upgrade ?? "no upgrade"} ${request.headers.connection}`);
      response.end();
    });
    server.on("upgrade", (request, socket) => {
      upgrades.push(`upgrade ${request.headers.upgrade}`);
      const accept = createHash("sha1").update(
        `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`,
      );
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest("base64")}\r\n\r\n`,
      );
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as { port: number };
    proxy = await startProxy({ ...defaultProxySettings, upstreams: appAt(port), sites: [{ routes }] });
  });
  after(async () => {
    await proxy?.stop();
    server?.closeAllConnections();
    server?.close();
  });

  it("passes bytes both ways", async () => {
    const socket = await upgrade(proxy.port, "/socket", "websocket");
    assert.ok(typeof socket !== "number");
    const echoed = new Promise<string>((resolve) => {
      socket.once("data", (bytes) => resolve(bytes.toString("hex")));
    });
    socket.write(Buffer.from("8a0568656c6c6f", "hex"));
    assert.equal(await echoed, "8a0568656c6c6f");
    socket.destroy();
    assert.deepEqual(upgrades.splice(0), ["upgrade websocket"]);
  });

  it("is the only protocol that a connection changes to, and only where the route allows it", async () => {
    assert.equal(await upgrade(proxy.port, "/socket", "h2c"), 200);
    assert.equal(await upgrade(proxy.port, "/socket", "websocket, h2c"), 200);
    assert.equal(await upgrade(proxy.port, "/buffered", "websocket"), 200);
    assert.deepEqual(upgrades.splice(0), Array(3).fill("plain no upgrade undefined"));
  });
});
