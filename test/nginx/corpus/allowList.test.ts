import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { AllowList } from "./allowed";
import { judge, judgeAll } from "./allowList";

const allowed: AllowList = {
  allowed: [
    { segments: ["api", "users", ":"], methods: ["GET", "HEAD"] },
    { segments: ["orders"], methods: ["POST"] },
  ],
};

function kindOf(target: string, method = "GET", more = ""): string {
  return judge(`${method} ${target} HTTP/1.1\r\nHost: x\r\n${more}\r\n`, allowed).kind;
}

describe("The oracle of the corpus", () => {
  it("finds requests of the list inside it", () => {
    for (const target of [
      "/api/users/1",
      "/api/users/caf%C3%A9?q=%2e%2e/..",
      "/api/users/...",
      "/api/users/%ef%bc%8e",
    ]) {
      assert.equal(kindOf(target), "inside", target);
    }
    assert.equal(kindOf("/api/users/1", "HEAD"), "inside");
    assert.equal(kindOf("/orders", "POST", "Content-Length: 0\r\n"), "inside");
    assert.equal(judge("GET /api/users/1 HTTP/1.0\r\nHost: [::1]:80\r\n\r\n", allowed).kind, "inside");
  });

  it("finds other paths and methods outside it", () => {
    for (const target of ["/", "/api", "/api/users", "/api/users/", "/api/users/1/", "/API/users/1", "/orders"]) {
      assert.equal(kindOf(target), "outside", target);
    }
    assert.equal(kindOf("/api/users/1", "POST"), "outside");
    assert.equal(kindOf("/api/users/1", "get"), "outside");
  });

  it("finds paths outside it that some reader takes for another path", () => {
    for (const last of [
      "..",
      ".",
      "%2e%2e",
      "%252E.",
      "%25252e%25252e",
      "a%2fb",
      "a%255cb",
      "a\\b",
      "a;b",
      "..%3b",
      "a%00",
      "a%250d",
      "%c0%ae%c0%ae",
      "%e0%80%ae.",
      "%f0%80%80%ae.",
      "a%c0%afb",
      "a%09",
      "a%7f",
    ]) {
      assert.equal(kindOf(`/api/users/${last}`), "outside", last);
    }
    for (const target of ["//api/users/1", "/api//users/1", "/x/../api/users/1", "http://x/api/users/1", "*"]) {
      assert.equal(kindOf(target), "outside", target);
    }
  });

  it("finds content in a GET outside it, and messages with two meanings", () => {
    assert.equal(kindOf("/api/users/1", "GET", "Content-Length: 2\r\n\r\nab"), "outside");
    assert.equal(kindOf("/api/users/1", "GET", "Transfer-Encoding: chunked\r\n\r\n0\r\n"), "outside");
    assert.equal(kindOf("/orders", "POST", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"), "outside");
    assert.equal(kindOf("/orders", "POST", "Content-Length: 9\r\n"), "outside");
    assert.equal(judge("GET /api/users/1 HTTP/1.1\r\nHost: a@b\r\n\r\n", allowed).kind, "outside");
  });

  it("leaves open what the standards leave open", () => {
    assert.equal(kindOf("/api/users/a%2eb"), "either");
    assert.equal(kindOf("/api/users/a%25%32eb"), "either");
    assert.equal(kindOf("/api/users/%c3%28%c1"), "either");
    assert.equal(kindOf('/api/users/1?a="<b>|c'), "either");
    assert.equal(kindOf(`/api/users/1?${"a".repeat(8000)}`), "either");
    assert.equal(judge("\r\nGET /api/users/1 HTTP/1.1\nHost: x\n\n", allowed).kind, "either");
    assert.equal(judge("GET /admin HTTP/1.1\nHost: x\n\n", allowed).kind, "outside");
    for (const line of ["X-A", "X(A: 1", "X\xffA: 1", "X-A: 1\r\r"]) {
      assert.equal(kindOf("/api/users/1", "GET", `${line}\r\n`), "either", line);
    }
    for (const line of ["X A: 1", " X-A: 1", "X-A : 1", "X-A: \x01", "X\x01A: 1", "Host", "Content-Length"]) {
      assert.equal(kindOf("/api/users/1", "GET", `${line}\r\n`), "outside", line);
    }
  });

  it("leaves open chunks with text that is no extension, and lines in them that end in a bare LF where told so", () => {
    const chunked = (body: string) =>
      `POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${body}0\r\n\r\n`;
    assert.equal(judge(chunked("5;a=b\r\nhello\r\n"), allowed).kind, "inside");
    assert.equal(judge(chunked('5;="\x01\r\nhello\r\n'), allowed).kind, "either");
    assert.equal(judge(chunked("5\nhello\r\n"), allowed).kind, "outside");
    assert.equal(judge(chunked("5\nhello\n"), allowed, { bareLf: true }).kind, "either");
    assert.equal(judge(chunked("5\rhello\r\n"), allowed, { bareLf: true }).kind, "outside");
  });

  it("judges one request after another, up to the first of which nobody can say where it ends", () => {
    const good = "GET /api/users/1 HTTP/1.1\r\nHost: x\r\n\r\n";
    const bad = "GET /admin HTTP/1.1\r\nHost: x\r\n\r\n";
    const kinds = (bytes: string) => judgeAll(bytes, allowed).map(({ kind }) => kind);
    assert.deepEqual(kinds(good + bad + good), ["inside", "outside", "inside"]);
    assert.deepEqual(kinds(`${good}GET /a HTTP/1.1\r\n\r\n${good}`), ["inside", "outside"]);
  });

  it("looks for the site first, then for the first entry that has path and method", () => {
    const list: AllowList = {
      allowed: [
        {
          hosts: ["shop.example", "*.shop.example"],
          segments: ["cart"],
          methods: ["GET", "POST"],
          application: "cart",
        },
        { hosts: ["shop.example", "*.shop.example"], segments: [], below: true, methods: ["GET"], application: "shop" },
        { hosts: ["api.shop.example"], segments: ["v1"], below: true, methods: ["GET"], application: "api" },
        { hosts: ["api.shop.example"], pattern: /^\/v[2-9]$/, methods: ["GET"], application: "api" },
      ],
    };
    const at = (host: string, target: string, method = "GET") => {
      const verdict = judge(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, list);
      return verdict.kind === "outside" ? verdict.why : verdict.application;
    };
    assert.equal(at("shop.example", "/cart"), "cart");
    assert.equal(at("SHOP.example.:8080", "/cart/"), "shop");
    assert.equal(at("de.shop.example", "/"), "shop");
    assert.equal(at("shop.example", "/x", "POST"), "no method of the route");
    assert.equal(at("api.shop.example", "/v1/users"), "api");
    assert.equal(at("api.shop.example", "/v2"), "api");
    assert.equal(at("api.shop.example", "/v12"), "no route");
    assert.equal(at("xshop.example", "/cart"), "no site of that name");
    assert.equal(at("shop.example", "/x//y"), "an empty segment");
    assert.equal(at("shop.example", "/x/../y"), "another path once it is decoded");
  });

  it("finds what is denied outside it, whatever else lets it in", () => {
    const list: AllowList = {
      allowed: [{ segments: [], below: true, methods: ["GET"] }],
      denied: { paths: ["/.env", "wp-login"], userAgents: ["zgrab"] },
    };
    const whyNot = (target: string, agent: string) => {
      const verdict = judge(`GET ${target} HTTP/1.1\r\nHost: x\r\nUser-Agent: ${agent}\r\n\r\n`, list);
      return verdict.kind === "outside" ? verdict.why : verdict.kind;
    };
    assert.equal(whyNot("/x", "curl"), "inside");
    assert.equal(whyNot("/x?wp-login", "curl"), "inside");
    assert.equal(whyNot("/blog/WP-%6Cogin.php", "curl"), "a word in the path");
    assert.equal(whyNot("/x", "Mozilla/5.0 ZGrab/0.x"), "a user agent");
  });
});
