import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { caddy } from "../../bench/proxy/contenders/caddy";
import type { Contender } from "../../bench/proxy/contenders/contender";
import { gatehouse } from "../../bench/proxy/contenders/gatehouse";
import { haproxy } from "../../bench/proxy/contenders/haproxy";
import { tutorial } from "../../bench/proxy/contenders/tutorials";
import { headers, path } from "../../bench/proxy/request";
import { onWorkbench } from "../../bench/proxy/workbench";
import { findProgram } from "../../local/findProgram";
import { ask } from "../nginx/httpClient";
import { freePort, nginxToTest } from "../nginx/proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "../nginx/recordingUpstream";

/** What the application must see of the bench's request, however it came. */
const seenByAll = {
  host: "shop.example.com",
  "x-real-ip": "203.0.113.7",
  "x-forwarded-for": "203.0.113.7",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "shop.example.com",
  "x-amzn-trace-id": headers["X-Amzn-Trace-Id"],
};

const forged = { Forwarded: "for=1.2.3.4", "X-Original-URL": "/admin", "X-Rewrite-URL": "/admin", "X-Host": "evil" };

const isInstalled = (program: string): boolean => findProgram(program, []) !== undefined;

describe("A proxy that the bench compares", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let nginx: string;
  before(async () => {
    upstream = await startRecordingUpstream();
    nginx = await nginxToTest();
  });
  after(() => upstream?.stop());

  async function onProxy(contender: Contender, use: (port: number) => Promise<void>): Promise<void> {
    await onWorkbench(async (bench) => {
      const port = await freePort();
      await bench.start(contender.name, contender.server({ port, upstream: { port: upstream.port } }));
      upstream.requests.length = 0;
      await use(port);
    });
  }

  async function doesTheSame(contender: Contender): Promise<void> {
    await onProxy(contender, async (port) => {
      const answer = await ask(port, { path, headers: { ...headers, ...forged } });
      assert.deepEqual([answer.status, answer.headers["x-content-type-options"]], [200, "nosniff"]);
      const [seen] = upstream.requests;
      for (const [name, value] of Object.entries(seenByAll)) assert.equal(seen?.headers[name], value, name);
      assert.match(String(seen?.headers["x-request-id"]), /^[0-9a-f-]{30,40}$/);
      for (const name of Object.keys(forged)) assert.equal(seen?.headers[name.toLowerCase()], undefined, name);
      assert.equal((await ask(port, { path: "/nope", headers })).status, 404);
      assert.equal((await ask(port, { path: "/", headers })).status, 200);
      assert.ok([404, 405].includes((await ask(port, { path, method: "DELETE", headers })).status));
      assert.equal(upstream.requests.length, 1);
    });
  }

  it("is the rendered one, with every feature of S1", () => doesTheSame(gatehouse(nginx, "TCP")));

  for (const [program, contender] of [
    ["haproxy", haproxy],
    ["caddy", caddy],
  ] as const) {
    it(`is ${program} with the same features`, function () {
      if (!isInstalled(program)) {
        console.log(`    not run: ${program} is not installed`);
        return this.skip();
      }
      return doesTheSame(contender(program));
    });
  }

  it("is a tutorial's, which passes on what a client forges, on a connection of its own", () =>
    onProxy(tutorial(nginx, "S1"), async (port) => {
      const before = upstream.connections();
      for (let n = 0; n < 3; n++)
        assert.equal((await ask(port, { path, headers: { ...headers, ...forged } })).status, 200);
      assert.equal(upstream.requests[0]?.headers["x-original-url"], "/admin");
      assert.equal(upstream.requests[0]?.headers.connection, "upgrade");
      assert.equal(upstream.connections() - before, 3);
    }));
});
