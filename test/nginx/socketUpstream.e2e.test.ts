import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, before, describe, it } from "mocha";
import { defaultConnections, type ProxySettings } from "../../nginx";
import { buildApp } from "../app/appProcess";
import { inVolume } from "../app/socketApp";
import { ask } from "./httpClient";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { s1Settings } from "./s1Settings";

/** The sample's settings with a socket instead of a port, behind a balancer on loopback. */
function settings(socket: string): ProxySettings {
  return {
    ...s1Settings,
    clientAddress: { kind: "alb", subnets: ["127.0.0.0/24"] },
    upstreams: { app: { kind: "socket", socket, ...defaultConnections } },
  };
}

describe("An application behind a Unix socket", function () {
  this.timeout(60_000);
  let proxy: ProxyProcess | undefined;
  before(buildApp);
  afterEach(async () => {
    await proxy?.stop();
    proxy = undefined;
  });

  it("answers through a proxy of another user, and knows the client and the request's id", () =>
    inVolume(async ({ folder, start }) => {
      const socket = join(folder, "http.sock");
      const app = await start(socket);
      proxy = await startProxy(settings(socket));
      const headers = { "X-Forwarded-For": "198.51.100.1, 203.0.113.7", "X-Request-Id": "socket-request" };
      const answer = await ask(proxy.port, { path: "/api/users/1", headers });
      assert.equal(answer.status, 200);
      assert.match(answer.body, /User 1 found!/);
      const [line] = await proxy.requests(1);
      assert.deepEqual([line?.upstream_addr, line?.client], [`unix:${socket}`, "203.0.113.7"]);
      await app.end("SIGTERM");
      const own = app.requests.find((request) => request.request_id === "socket-request");
      assert.deepEqual([own?.client, own?.path, own?.status], ["203.0.113.7", "/api/users/1", 200]);
    }));

  it("is 502 while it is away, its path in the log and not in the answer, and is found again when it is back", () =>
    inVolume(async ({ folder, start }) => {
      const socket = join(folder, "http.sock");
      proxy = await startProxy(settings(socket));
      const away = await ask(proxy.port, { path: "/api/users/1" });
      assert.equal(away.status, 502);
      assert.doesNotMatch(away.body + JSON.stringify(away.headers), /unix|sock/);
      assert.match(proxy.errors(), /http\.sock failed/);
      const first = await start(socket);
      assert.equal((await ask(proxy.port, { path: "/api/users/1" })).status, 200);
      await first.end("SIGKILL");
      const second = await start(socket);
      assert.equal((await ask(proxy.port, { path: "/api/users/1" })).status, 200);
      await second.end("SIGTERM");
    }));
});
