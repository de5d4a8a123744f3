import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { createApplication } from "../../app/src/application";
import { healthProblem } from "../../app/src/healthCheck";
import { createHttpServer, listen } from "../../app/src/httpServer";
import { isOpenBeyondLoopback, readSocketTables } from "../../app/src/listeningSockets";
import type { RequestLine } from "../../app/src/requestLog";
import { stop } from "../../app/src/stop";

const environment = { host: "127.0.0.1", port: 0, keepAliveSeconds: 65, stopSeconds: 1 };

describe("the application", () => {
  let server: Server;
  let port: number;
  let lines: RequestLine[];
  let errors: unknown[];

  beforeEach(async () => {
    lines = [];
    errors = [];
    const application = createApplication({
      request: (line) => lines.push(line),
      error: (_request, error) => errors.push(error),
    });
    server = createHttpServer(application, environment);
    port = await listen(server, environment);
  });
  afterEach(() => stop(server, 1));

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  };

  it("finds users by id and by user name", async () => {
    const byId = await ask("/api/users/1");
    assert.deepEqual([byId.status, byId.body.message], [200, "User 1 found!"]);
    const byName = await ask("/api/users/by/username/ada");
    assert.deepEqual([byName.status, byName.body.message, byName.body.user], [200, "User ada found!", byId.body.user]);
  });

  it("answers 404 for a user that is not there, and for a path that is not", async () => {
    assert.deepEqual((await ask("/api/users/99")).body.message, "User 99 not found");
    assert.deepEqual((await ask("/api/users/by/username/nobody")).status, 404);
    const nowhere = await ask("/nowhere", { headers: { "X-Request-Id": "id-1" } });
    assert.deepEqual(nowhere.body, {
      status: 404,
      error: "Not Found",
      message: "No such resource",
      request_id: "id-1",
    });
  });

  it("answers 400 for what can be no id, no user name and no path", async () => {
    for (const path of ["/api/users/one", "/api/users/0", "/api/users/by/username/A%20B", "/api/users/%ff"]) {
      assert.equal((await ask(path)).status, 400, path);
    }
    assert.deepEqual(errors, []);
  });

  it("says nothing about what it is made of", async () => {
    assert.equal((await ask("/")).headers.get("x-powered-by"), null);
  });

  it("logs one line a request, without the query, with the client that the proxy names", async () => {
    await ask("/api/users/1?token=secret", { headers: { "X-Request-Id": "id-2", "X-Forwarded-For": "203.0.113.9" } });
    const [line] = lines;
    assert.ok(line);
    assert.deepEqual(Object.keys(line), ["time", "request_id", "client", "method", "path", "status", "duration_ms"]);
    assert.deepEqual(
      [line.request_id, line.client, line.path, line.status],
      ["id-2", "203.0.113.9", "/api/users/1", 200],
    );
    assert.ok(!Number.isNaN(Date.parse(line.time)) && line.duration_ms >= 0);
  });

  it("makes a request id where the request brings none, the same in the answer and in the log", async () => {
    const { body } = await ask("/nowhere");
    assert.match(String(body.request_id), /^[0-9a-f-]{36}$/);
    assert.equal(lines[0]?.request_id, body.request_id);
  });

  it("keeps idle connections for as long as it is told, and waits longer for a header", () => {
    assert.equal(server.keepAliveTimeout, 65_000);
    assert.ok(server.headersTimeout > server.keepAliveTimeout);
  });

  it("is healthy on loopback, and not where it can be reached around the proxy", async () => {
    const tables = () => readSocketTables() ?? assert.fail("these tests need Linux's /proc/net/tcp");
    assert.equal(await healthProblem({ ...environment, port }, tables()), undefined);
    const everywhere = createHttpServer(
      createApplication({ request: () => undefined, error: () => undefined }),
      environment,
    );
    const open = await listen(everywhere, { ...environment, host: "0.0.0.0" });
    const problem = await healthProblem({ ...environment, port: open }, tables());
    assert.equal(problem, `HOST is 127.0.0.1, but port ${open} is open on other addresses too`);
    assert.equal(await healthProblem({ ...environment, host: "0.0.0.0", port: open }, tables()), undefined);
    await stop(everywhere, 1);
    assert.match((await healthProblem({ ...environment, port: open }, [])) ?? "", /^no 200 from .*ECONNREFUSED/);
  });
});

describe("the table of listening sockets", () => {
  const line = (address: string, state = "0A") =>
    `header\n 0: ${address}:0BB8 00000000:0000 ${state} 00000000:00000000`;

  for (const address of [
    "0100007F",
    "0900007F",
    "00000000000000000000000001000000",
    "0000000000000000FFFF00000100007F",
  ]) {
    it(`tells that ${address} is loopback`, () => assert.equal(isOpenBeyondLoopback(3000, [line(address)]), false));
  }

  for (const address of ["00000000", "0500000A", "0".repeat(32), "0000000000000000FFFF00000500000A", "7F00000A"]) {
    it(`tells that ${address} is not`, () => assert.equal(isOpenBeyondLoopback(3000, [line(address)]), true));
  }

  it("counts neither other ports nor sockets that do not listen", () => {
    assert.equal(isOpenBeyondLoopback(3001, [line("00000000")]), false);
    assert.equal(isOpenBeyondLoopback(3000, [line("0500000A", "01")]), false);
  });
});

describe("an error that the application did not expect", () => {
  it("is 500 without details to the caller, and whole in the log", async () => {
    const errors: unknown[] = [];
    const lines: RequestLine[] = [];
    const broken = () => {
      throw new Error("password=secret");
    };
    const log = {
      request: (line: RequestLine) => lines.push(line),
      error: (_: unknown, error: unknown) => errors.push(error),
    };
    const server = createHttpServer(createApplication(log, { users: broken }), environment);
    const port = await listen(server, environment);
    const answer = await fetch(`http://127.0.0.1:${port}/api/users/1`, { headers: { "X-Request-Id": "id-3" } });
    assert.equal(answer.status, 500);
    assert.deepEqual(await answer.json(), { status: 500, error: "Internal Server Error", request_id: "id-3" });
    assert.deepEqual(errors.map(String), ["Error: password=secret"]);
    assert.deepEqual(
      lines.map(({ status }) => status),
      [500],
    );
    await stop(server, 1);
  });

  it("is not a caller who left: that is logged as 499", async () => {
    const lines: RequestLine[] = [];
    const log = { request: (line: RequestLine) => lines.push(line), error: () => undefined };
    const server = createHttpServer(createApplication(log, { users: () => undefined }), environment);
    const port = await listen(server, environment);
    const request = get({ host: "127.0.0.1", port, path: "/api/users/1", agent: false }).once("error", () => undefined);
    await once(server, "request");
    request.destroy();
    while (lines.length === 0) await sleep(5);
    await stop(server, 1);
    assert.deepEqual(
      lines.map(({ status }) => status),
      [499],
    );
  });
});
