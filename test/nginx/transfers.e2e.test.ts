import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, it } from "mocha";
import { type ExpressApp, type Handler, startExpress } from "./expressApp";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { exchange } from "./rawClient";
import { appAt, s1Settings } from "./s1Settings";
import { peakDuring, usageOf } from "./workerUsage";

const mebibyte = 1024 * 1024;
const large = 64 * mebibyte;
/** What a worker may hold more while a large body passes: its buffers, a few times over. */
const moreMemory = 4 * mebibyte;

const chunk = Buffer.alloc(64 * 1024, "gatehouse ");

describe("What passes between a client and Express", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-transfers-"));
  const file = join(folder, "page.txt");
  const uploads: { bytes: number; sha256: string; headers: IncomingMessage["headers"] }[] = [];
  let app: ExpressApp;
  let proxy: ProxyProcess;

  const users: Handler = (request, response) => {
    if (request.method === "POST") {
      const hash = createHash("sha256");
      let bytes = 0;
      request.on("data", (part: Buffer) => {
        bytes += part.length;
        hash.update(part);
      });
      request.once("end", () => {
        uploads.push({ bytes, sha256: hash.digest("hex"), headers: request.headers });
        response.json({ bytes });
      });
    } else if (request.path === "/large") {
      sendLarge(response);
    } else {
      response.sendFile(file);
    }
  };

  before(async () => {
    writeFileSync(file, "0123456789".repeat(100));
    app = await startExpress(users);
    proxy = await startProxy({
      ...s1Settings,
      sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET", "POST"] }] }],
      bodyLimitBytes: large,
      upstreams: appAt(app.port),
    });
  });
  after(async () => {
    await proxy?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function master(): number {
    return proxy.child.pid ?? 0;
  }

  it("is the head of an answer to HEAD, with the length of what GET would bring", async () => {
    const get = await ask(proxy.port, { path: "/api/users/page" });
    const head = await ask(proxy.port, { method: "HEAD", path: "/api/users/page" });
    assert.deepEqual([head.status, head.body, get.body.length], [200, "", 1000]);
    for (const name of ["content-length", "content-type", "etag", "last-modified", "accept-ranges"]) {
      assert.deepEqual([name, head.headers[name]], [name, get.headers[name]]);
      assert.notEqual(get.headers[name], undefined, name);
    }
  });

  it("is a part of the answer to Range: one, several, from the end, and none that there is", async () => {
    const range = (value: string, more = {}) =>
      ask(proxy.port, { path: "/api/users/page", headers: { Range: value, ...more } });
    const first = await range("bytes=5-9");
    assert.deepEqual([first.status, first.body, first.headers["content-range"]], [206, "56789", "bytes 5-9/1000"]);
    assert.equal((await range("bytes=-3")).body, "789");
    const beyond = await range("bytes=1000-");
    assert.deepEqual([beyond.status, beyond.headers["content-range"]], [416, "bytes */1000"]);
    assert.equal((await range("bytes=0-0,2-2")).status, 200, "Express answers several ranges with all");
    const changed = await range("bytes=5-9", { "If-Range": '"another"' });
    assert.deepEqual([changed.status, changed.body.length], [200, 1000]);
  });

  it("is 304 or 412 where a condition says so", async () => {
    const page = (headers: http.OutgoingHttpHeaders) => ask(proxy.port, { path: "/api/users/page", headers });
    const { etag, "last-modified": modified } = (await page({})).headers;
    const same = await page({ "If-None-Match": etag });
    assert.deepEqual([same.status, same.body, same.headers.etag], [304, "", etag]);
    assert.equal((await page({ "If-Modified-Since": modified })).status, 304);
    assert.equal((await page({ "If-None-Match": '"another"' })).status, 200);
    assert.equal((await page({ "If-Match": '"another"' })).status, 412);
    assert.equal((await page({ "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" })).status, 412);
  });

  it("is 100 Continue from the proxy before a body, and 413 instead where the body would be too long", async () => {
    uploads.length = 0;
    const head = (length: number) =>
      `POST /api/users/1 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;
    assert.deepEqual((await exchange(proxy.port, `${head(5)}hello`)).statuses, [100, 200, 200]);
    assert.deepEqual([uploads.length, uploads[0]?.bytes, uploads[0]?.headers.expect], [1, 5, undefined]);
    const tooLong = await exchange(proxy.port, head(large + 1), { last: "", patience: 500 });
    assert.deepEqual([tooLong.statuses, uploads.length], [[413], 1]);
  });

  it("is a large upload, whole, in memory that does not grow with it", async () => {
    uploads.length = 0;
    const before = usageOf(master());
    const peak = await peakDuring(master(), () => upload(proxy.port, large));
    report("upload", before.memory, peak);
    assert.deepEqual([uploads[0]?.bytes, uploads[0]?.sha256], [large, sha256Of(large)]);
    assert.ok(peak.memory - before.memory < moreMemory, `${peak.memory - before.memory} bytes more`);
    assert.ok(peak.temporary <= large, "what does not fit the buffers waits in a file, once");
    assert.equal(usageOf(master()).temporary, 0, "and the file is gone");
  });

  it("is a large download to a client that reads slowly, whole, in memory that does not grow with it", async () => {
    const before = usageOf(master());
    const peak = await peakDuring(master(), async () => {
      const { bytes, sha256 } = await download(proxy.port, 500);
      assert.deepEqual([bytes, sha256], [large, sha256Of(large)]);
    });
    report("download", before.memory, peak);
    assert.ok(peak.memory - before.memory < moreMemory, `${peak.memory - before.memory} bytes more`);
    assert.ok(peak.temporary <= large, "what the client has not read yet waits in a file, once");
    assert.equal(usageOf(master()).temporary, 0, "and the file is gone");
  });

  it("is nothing to Express of an upload that breaks off", async () => {
    uploads.length = 0;
    const socket = http.request({
      port: proxy.port,
      method: "POST",
      path: "/api/users/1",
      headers: { "Content-Length": 9 },
    });
    socket.once("error", () => undefined);
    socket.write("half");
    await sleep(100);
    socket.destroy();
    assert.equal((await ask(proxy.port, { path: "/api/users/page" })).status, 200);
    assert.deepEqual(uploads, []);
  });
});

function report(what: string, before: number, { memory, temporary }: { memory: number; temporary: number }): void {
  const mib = (bytes: number) => `${(bytes / mebibyte).toFixed(1)} MiB`;
  console.log(
    `      ${what} of ${mib(large)}: workers ${mib(before)} before, ${mib(memory)} at most; file ${mib(temporary)}`,
  );
}

/** What `length` bytes of the repeated chunk hash to. */
function sha256Of(length: number): string {
  const hash = createHash("sha256");
  for (let sent = 0; sent < length; sent += chunk.length) hash.update(chunk);
  return hash.digest("hex");
}

/** `large` bytes, as fast as they are taken. */
function sendLarge(response: http.ServerResponse): void {
  response.setHeader("Content-Length", large);
  let sent = 0;
  const more = () => {
    while (sent < large) {
      sent += chunk.length;
      if (!response.write(chunk)) break;
    }
    if (sent < large) response.once("drain", more);
    else response.end();
  };
  more();
}

function upload(port: number, length: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { port, method: "POST", path: "/api/users/1", agent: false, headers: { "Content-Length": length } };
    const request = http.request(options, (response) => {
      response.resume().once("end", () => resolve());
    });
    request.once("error", reject);
    let sent = 0;
    const more = () => {
      while (sent < length) {
        sent += chunk.length;
        if (!request.write(chunk)) break;
      }
      if (sent < length) request.once("drain", more);
      else request.end();
    };
    more();
  });
}

/** Reads nothing for a while, then all. */
function download(port: number, pauseMilliseconds: number): Promise<{ bytes: number; sha256: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get({ port, path: "/api/users/large", agent: false }, (response) => {
      const hash = createHash("sha256");
      let bytes = 0;
      response.pause();
      setTimeout(() => {
        response.on("data", (part: Buffer) => {
          bytes += part.length;
          hash.update(part);
        });
        response.once("end", () => resolve({ bytes, sha256: hash.digest("hex") }));
        response.resume();
      }, pauseMilliseconds);
    });
    request.once("error", reject);
  });
}
