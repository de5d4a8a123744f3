import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { judge, type Observation } from "../../local/judge";
import { loopbackRow } from "../../local/loopbackRow";
import { type RequestCheck, requestChecks } from "../../local/requests";
import { printRows, summary } from "../../local/table";
import type { Route } from "../../nginx";

const check: RequestCheck = {
  method: "POST",
  path: "/a",
  expected: { status: 405, answeredBy: "nginx", json: true, text: "No", allow: ["GET", "HEAD"] },
};
const good: Observation = {
  status: 405,
  body: '{"error":"No"}',
  contentType: "application/json",
  allow: "HEAD, GET",
  trace: { proxy: { upstream_addr: "" } },
};

describe("A row", () => {
  it("is as expected when status, kind, text, Allow and answerer all are", () => {
    const row = judge(check, good);
    assert.equal(row.asExpected, true);
    assert.equal(row.got, '405 JSON "No" Allow: HEAD, GET');
  });

  const different: Record<string, Partial<Observation>> = {
    "another status": { status: 404 },
    "another text": { body: '{"error":"Yes"}' },
    "text that is no JSON": { body: "No" },
    "JSON that is not called so": { contentType: "text/html" },
    "a method more in Allow": { allow: "GET, HEAD, PUT" },
    "the application as the answerer": { trace: { proxy: { upstream_addr: "x" }, application: {} } },
    "no line in the log": { trace: {} },
  };
  for (const [what, change] of Object.entries(different)) {
    it(`is not as expected with ${what}`, () => {
      assert.equal(judge(check, { ...good, ...change }).asExpected, false);
    });
  }

  it("compares the client that the application logged", () => {
    const client: RequestCheck = {
      method: "GET",
      path: "/",
      expected: { status: 200, answeredBy: "app", client: "c" },
    };
    const logged = (address: string): Observation => ({
      ...good,
      status: 200,
      trace: { proxy: { upstream_addr: "x" }, application: { client: address } },
    });
    assert.equal(judge(client, logged("c")).asExpected, true);
    assert.equal(judge(client, logged("6.6.6.6")).asExpected, false);
  });
});

describe("The row about listening sockets", () => {
  const on = (address: string, port: number) => ({ address, port, inode: "1" });

  it("is good only for one socket on the loopback", () => {
    assert.equal(loopbackRow("app", 3000, [on("127.0.0.1", 3000), on("0.0.0.0", 8080)]).asExpected, true);
    assert.equal(loopbackRow("app", 3000, [on("0.0.0.0", 3000)]).asExpected, false);
    assert.equal(loopbackRow("app", 3000, [on("127.0.0.1", 3000), on("[::]", 3000)]).asExpected, false);
    assert.equal(loopbackRow("app", 3000, []).asExpected, false);
  });

  it("says that it was not run where there is no table", () => {
    const row = loopbackRow("app", 3000, undefined);
    assert.equal(row.asExpected, undefined);
    assert.match(row.got, /^not run/);
  });
});

describe("The requests", () => {
  it("try each route of the stack with a method that it refuses and with a path that only begins like it", () => {
    const checks = requestChecks([{ routes: [{ path: "/orders/:order", methods: ["GET", "POST"] }] }], true);
    const refused = checks.find(({ method, path }) => method === "DELETE" && path === "/orders/1");
    assert.deepEqual(refused?.expected.allow, ["GET", "POST", "HEAD"]);
    assert.equal(checks.find(({ path }) => path === "/ordersxyz/1")?.expected.status, 404);
  });

  it("know that a path which two routes describe lets through what either does, and has no near miss", () => {
    const routes: Route[] = [
      { path: "/:shop/orders", methods: ["GET"] },
      { path: "/main/orders", methods: ["POST"] },
    ];
    const checks = requestChecks([{ routes }], true);
    assert.deepEqual(
      checks.find(({ path, method }) => path === "/main/orders" && method === "DELETE")?.expected.allow?.sort(),
      ["GET", "HEAD", "POST"],
    );
    assert.equal(
      checks.find(({ path }) => path === "/mainxyz/orders"),
      undefined,
    );
  });

  it("leave out the forged address where nobody can have an address of their own", () => {
    const forged = (loopbackRange: boolean) =>
      requestChecks([], loopbackRange).filter(({ expected }) => expected.client);
    assert.equal(forged(true).length, 1);
    assert.equal(forged(false).length, 0);
  });
});

describe("The table", () => {
  it("marks what is good, what is not, and what was not run, and counts them", () => {
    const row = { request: "GET /", expected: "e", got: "g", answeredBy: "nginx" };
    const rows = [true, false, undefined].map((asExpected) => ({ ...row, asExpected }));
    const marks = printRows(rows)
      .split("\n")
      .flatMap((line) => /([✓✗–]) │$/.exec(line)?.[1] ?? []);
    assert.deepEqual(marks, ["✓", "✗", "–"]);
    assert.equal(summary(rows), "1 of 3 as expected, 1 not run");
  });
});
