import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readRequest } from "./strictRequest";

const post = "POST /a HTTP/1.1\r\nHost: x\r\n";
const chunked = `${post}Transfer-Encoding: chunked\r\n\r\n`;

function kindOf(bytes: string): string {
  const read = readRequest(bytes);
  return read.kind === "request" ? `${read.request.body}|${read.rest}` : read.kind;
}

describe("The strict reader of requests", () => {
  it("reads target, fields and content, and leaves what follows", () => {
    const read = readRequest(`${post}X_a:  b c \r\nContent-Length: 3\r\n\r\nabcGET`);
    assert.deepEqual(read, {
      kind: "request",
      request: {
        method: "POST",
        target: "/a",
        version: "1.1",
        fields: [
          ["Host", "x"],
          ["X_a", "b c"],
          ["Content-Length", "3"],
        ],
        body: "abc",
      },
      rest: "GET",
    });
  });

  it("undoes chunked coding with extensions and trailers that the grammar has", () => {
    assert.equal(kindOf(`${chunked}3\r\nabc\r\n0\r\n\r\nGET`), "abc|GET");
    assert.equal(kindOf(`${chunked}3;a;b=c;d="e;\\"f"\r\nabc\r\n2\r\nde\r\n000\r\nX: 1\r\n\r\n`), "abcde|");
  });

  it("waits for what has not come yet", () => {
    const whole = `${chunked}3\r\nabc\r\n0\r\nX: 1\r\n\r\n`;
    for (let length = 0; length < whole.length; length++) assert.equal(kindOf(whole.slice(0, length)), "incomplete");
    assert.equal(kindOf(`${post}Content-Length: 3\r\n\r\nab`), "incomplete");
  });

  it("takes no request line that the grammar does not have", () => {
    for (const line of ["GET  /a HTTP/1.1", "GET /a b HTTP/1.1", "GET /a", "GET /a HTTP/1.2", "G@T /a HTTP/1.1"]) {
      assert.equal(kindOf(`${line}\r\nHost: x\r\n\r\n`), "violation", line);
    }
    assert.equal(kindOf("\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n"), "violation");
    assert.equal(kindOf("GET /a HTTP/1.1\nHost: x\n\r\n\r\n"), "violation");
  });

  it("takes no field that the grammar does not have, and one Host", () => {
    for (const line of ["X", " X: 1", "X : 1", "X: 1\r\n 2", "X: a\x01", "X: a\nY: b", "X\xff: 1", ": 1", "Host: y"]) {
      assert.equal(kindOf(`GET /a HTTP/1.1\r\nHost: x\r\n${line}\r\n\r\n`), "violation", line);
    }
    assert.equal(kindOf("GET /a HTTP/1.1\r\nX: 1\r\n\r\n"), "violation");
    assert.equal(kindOf("GET /a HTTP/1.0\r\nX: 1\r\n\r\n"), "|");
  });

  it("takes one idea of the length", () => {
    for (const lines of [
      "Content-Length: 3\r\nContent-Length: 3",
      "Content-Length: 3\r\nTransfer-Encoding: chunked",
      "Content-Length: +3",
      "Content-Length: 3, 3",
      "Content-Length:",
      "Transfer-Encoding: chunked, identity",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: \x0bchunked",
    ]) {
      assert.equal(kindOf(`${post}${lines}\r\n\r\n3\r\nabc\r\n0\r\n\r\n`), "violation", lines);
    }
    assert.equal(kindOf("POST /a HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "violation");
  });

  it("takes no chunk that the grammar does not have", () => {
    for (const body of [
      "0x3\r\nabc",
      "+3\r\nabc",
      " 3\r\nabc",
      "3 \r\nabc",
      "3;\r\nabc",
      "3;a=\x01\r\nabc",
      "3\nabc\r\n",
      "\r\nabc",
      "3\r\nabcd",
      "ffffffffffffffffff\r\nabc",
    ]) {
      assert.equal(kindOf(`${chunked}${body}\r\n0\r\n\r\n`), "violation", body);
    }
    assert.equal(kindOf(`${chunked}0\r\nno colon\r\n\r\n`), "violation");
  });
});
