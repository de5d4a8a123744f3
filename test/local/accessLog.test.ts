import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { answeredBy, readLog, traceRequest } from "../../local/accessLog";

const nginxLine = { request_id: "r1", trace_id: "Self=1-2;Root=1-abc", upstream_addr: "127.0.0.1:3000" };

describe("The two logs", () => {
  it("are read line by line, without the lines of other kinds and without a half one", () => {
    assert.deepEqual(readLog('{"a":1}\n2026/11/21 [notice] start\n{broken\n{"a":2}\n{"a":3'), [{ a: 1 }, { a: 2 }]);
  });

  it("are joined by the trace id and then by the request id", () => {
    const trace = traceRequest([{ trace_id: "Root=1-x" }, nginxLine], [{ request_id: "r1", client: "c" }], "1-abc");
    assert.equal(trace.proxy?.request_id, "r1");
    assert.equal(trace.application?.client, "c");
  });

  it("agree that the application answered, or that nginx did", () => {
    assert.equal(answeredBy({ proxy: nginxLine, application: { request_id: "r1" } }), "app");
    assert.equal(answeredBy({ proxy: { ...nginxLine, upstream_addr: "" } }), "nginx");
  });

  it("say so where they disagree, or where nginx has no line", () => {
    assert.equal(answeredBy({ proxy: nginxLine }), "nginx says app; no line in app's log");
    assert.equal(
      answeredBy({ proxy: { ...nginxLine, upstream_addr: "" }, application: {} }),
      "nginx says nginx; app's log has a line",
    );
    assert.equal(answeredBy({}), "no line in nginx's log");
  });
});
