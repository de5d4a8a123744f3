import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "mocha";
import { exampleNames } from "../../../examples/run/names";
import { Arrivals } from "./arrivals";
import { balancer, DrivenExample, missingToDrive } from "./drivenExample";
import { client, entrances, forged, type Headers } from "./entrances";

interface Expected {
  /** What is between the clients and the proxy. @default "balancer" */
  entrance?: keyof typeof entrances;
  /** Whether an inspection service is in the task. */
  inspects?: true;
  /** Whether the application is in a network namespace of its own, which a link leads to. */
  linked?: true;
}

/** The examples whose proxy is before the one sample application. */
const examples: Record<string, Expected> = {
  "s0-ec2-bridge": { linked: true },
  "s1-low-cost": {},
  "s1-large": {},
  "s4-decide": { inspects: true },
  "s4-relay": { inspects: true },
  api: { entrance: "api" },
  canary: {},
  cdn: { entrance: "cdn" },
  "shared-tenant": {},
};

const allowed = "/api/users/1";
const stranger = "10.0.48.99";
const suspicious = [`${allowed}?q=<script>`, `${allowed}?q=1+union+select+2`];

describe("The examples that are driven on this machine", () => {
  it("are all but the one that has no task", () => {
    const driven = [...Object.keys(examples), "s2-fixed-address", "s3-many-sites"];
    assert.deepEqual([...driven, "shared-platform"].sort(), exampleNames());
  });
});

for (const [name, expected] of Object.entries(examples)) {
  describe(`The example ${name}, driven on this machine,`, function () {
    this.timeout(120_000);
    const arriving = entrances[expected.entrance ?? "balancer"];
    let example: DrivenExample;
    let application: Arrivals;

    before(async function () {
      const missing = missingToDrive();
      if (missing !== undefined) {
        console.log(`    not run: ${missing}`);
        this.skip();
      }
      example = await DrivenExample.make(name);
      await example.start();
      application = new Arrivals(example, "app", { path: "/api/users/4", headers: arriving({}) });
    });
    beforeEach(() => application.take());
    after(() => example?.stop());

    /** A client's request, as it arrives at the proxy. */
    const visit = (path: string, { method = "GET", headers = {} as Headers, from = balancer } = {}) =>
      example.ask({ path, method, headers: arriving({ Host: "users.example.com", ...headers }), from });

    async function reached(): Promise<unknown[]> {
      return (await application.take()).map(({ path }) => path);
    }

    it("runs with the example's own nginx.conf, byte for byte", () => {
      const { given, started } = example.conf;
      assert.equal(started, given);
      assert.match(given, /^http \{$/m);
    });

    it("has the health check answered by nginx", async () => {
      const { status, body } = await example.ask({ path: example.healthPath });
      assert.deepEqual([status, body], [200, "Service is healthy"]);
      assert.deepEqual(await reached(), []);
    });

    it("has an allowed path answered by the application", async () => {
      const { status, body } = await visit(allowed);
      assert.deepEqual([status, JSON.parse(body).message], [200, "User 1 found!"]);
      assert.deepEqual(await reached(), [allowed]);
    });

    it("answers other paths and methods itself, and the application hears nothing of them", async () => {
      const paths = { "/apixyz": 404, "/web/phpmyadmin": 404, "/healthz": 404, "//api/users/1": 400 };
      for (const [path, status] of Object.entries(paths)) assert.equal((await visit(path)).status, status, path);
      for (const method of ["PATCH", "TRACE"]) {
        const { status, headers } = await visit(allowed, { method });
        assert.equal(status, 405, method);
        assert.match(String(headers.allow), /GET/);
      }
      assert.deepEqual(await reached(), []);
    });

    it("takes the client from the entrance, and from nobody else, whatever a client forges", async () => {
      await visit(`${allowed}?through`, { headers: forged });
      await visit(`${allowed}?past`, { headers: forged, from: stranger });
      const told = (await application.take()).map((line) => line.client);
      assert.deepEqual(told, [client, stranger]);
      for (const [query, who, peer] of [
        ["through", client, balancer],
        ["past", stranger, stranger],
      ]) {
        const line = await example.line(({ uri }) => uri === `${allowed}?${query}`);
        assert.deepEqual([line.client, line.peer], [who, peer], query);
      }
    });

    if (expected.linked) {
      it("sends answers of less than 1000 bytes uncompressed, whatever the client accepts", async () => {
        const { status, headers } = await visit(allowed, { headers: { "Accept-Encoding": "gzip" } });
        assert.deepEqual([status, headers["content-encoding"]], [200, undefined]);
      });
    } else {
      it("leaves no way past the proxy: in the task's network, the other containers' ports are closed", async () => {
        const ports = example.behind.flatMap((container) => example.portsOf(container));
        assert.deepEqual(ports.sort(), expected.inspects ? [3000, 9000] : [3000]);
        for (const port of ports) {
          assert.deepEqual([await example.isOpen(port, "127.0.0.1"), await example.isOpen(port)], [true, false]);
        }
      });
    }

    if (expected.inspects) {
      it("has the inspection service refuse what it finds suspicious, and the application does not see it", async () => {
        for (const path of suspicious) {
          assert.equal((await visit(path, { headers: forged })).status, 403, path);
          const line = await example.line(({ refused }) => refused === path, "inspection");
          assert.equal(line.client, client, "the service is told who asked");
        }
        assert.deepEqual(await reached(), []);
      });
    }
  });
}
