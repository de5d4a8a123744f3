import assert from "node:assert/strict";
import { after, afterEach, before, it } from "mocha";
import { type AppProcess, buildApp, startApp } from "../app/appProcess";
import { request } from "./corpus/attack";
import { describeWithEachNginx } from "./eachNginx";
import { isAtLeast } from "./nginxProgram";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type Exchange, exchange } from "./rawClient";
import { type RawUpstream, startRawUpstream } from "./rawUpstream";
import { appAt, s1Routes, s1Settings } from "./s1Settings";

const host = "Host: shop.example";
const chunked = "Transfer-Encoding: chunked";
/** A request that no route has, where content would be: a reader who loses count takes it for one. */
const hidden = request("/admin", { lines: [host] });
const whole = "5\r\nhello\r\n0\r\n\r\n";

describeWithEachNginx("What the application gets of a message with two meanings", function (nginx) {
  this.timeout(60_000);
  let upstream: RawUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRawUpstream();
    const routes = [...s1Routes, { path: "/orders", methods: ["POST" as const] }];
    proxy = await startProxy(
      { ...s1Settings, sites: [{ routes }], upstreams: appAt(upstream.port) },
      { nginx: nginx.file },
    );
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });
  afterEach(() => {
    assert.deepEqual([upstream.refusals, upstream.unfinished()], [[], []], "whatever arrives is a whole message");
    assert.equal(upstream.served(), upstream.arrivals.length, "and both parsers see the same messages");
  });

  function post(lines: string[], body: string, version = "HTTP/1.1"): Promise<Exchange> {
    upstream.forget();
    return exchange(proxy.port, request("/orders", { method: "POST", version, lines: [host, ...lines], body }));
  }

  /** What arrived: method, target and content of each, and how its length was told. */
  function arrived(): string[] {
    return upstream.arrivals.map(({ bytes, read }) => {
      if ("violation" in read) return `violation: ${read.violation}`;
      const framing = [...bytes.matchAll(/^(?:Content-Length|Transfer-Encoding): .*$/gim)].map(([line]) => line.trim());
      return [read.method, read.target, JSON.stringify(read.body), ...framing].join(" ");
    });
  }

  /** Refused with one of these statuses, and nothing arrives. */
  async function refused(cases: string[][], body: string, statuses: number[]): Promise<void> {
    for (const lines of cases) {
      const { statuses: given } = await post(lines, body);
      assert.ok(statuses.includes(given[0] ?? 0), `${JSON.stringify(lines)}: ${given}`);
      assert.deepEqual(arrived(), [], JSON.stringify(lines));
    }
  }

  it("is nothing, with two Content-Lengths, different or the same", async () => {
    const n = hidden.length;
    const pairs = [
      [`Content-Length: ${n}`, "Content-Length: 0"],
      ["Content-Length: 0", `Content-Length: ${n}`],
      [`Content-Length: ${n}`, `content-length: ${n}`],
      [`Content-Length: ${n}, ${n}`],
      [`Content-Length: ${n}, 0`],
    ];
    await refused(pairs, hidden, [400]);
  });

  it("is nothing, with a Content-Length that is no number", async () => {
    const n = hidden.length;
    const values = [
      `+${n}`,
      `-${n}`,
      `0x${n.toString(16)}`,
      `${n}.0`,
      `\x0b${n}`,
      `${n}\x00`,
      `"${n}"`,
      "",
      "1e1",
      `${n};`,
    ];
    await refused(
      [...values.map((value) => [`Content-Length: ${value}`]), ["Content-Length: 18446744073709551616"]],
      hidden,
      [400],
    );
  });

  it("is nothing, with Content-Length beside Transfer-Encoding in either order", async () => {
    for (const length of [0, 5, whole.length]) {
      const line = `Content-Length: ${length}`;
      const pairs = [
        [line, chunked],
        [chunked, line],
      ];
      await refused(pairs, whole + hidden, [400]);
    }
  });

  it("is nothing, with a Transfer-Encoding that only some readers take for chunked", async () => {
    const values = [
      ...[
        "chunked, identity",
        "identity, chunked",
        "chunked, chunked",
        "chunked,",
        ",chunked",
        "gzip, chunked",
        "identity",
      ],
      ...[
        "xchunked",
        "chunkedx",
        "chunked;q=1",
        '"chunked"',
        "\x0bchunked",
        "chunked\x0b",
        "\x0cchunked",
        "\xa0chunked",
      ],
      ...["\tchunked", "chunked\t", "chun\x00ked", "chunked\x00", "cow", ""],
    ];
    const lines = [
      ...values.map((value) => [`Transfer-Encoding: ${value}`]),
      [chunked, chunked],
      [chunked, "Transfer-Encoding: identity"],
      ["Transfer-Encoding : chunked"],
      ["Transfer-Encoding\t: chunked"],
      [" Transfer-Encoding: chunked"],
      ["Transfer-Encoding:", " chunked"],
      [chunked, " identity"],
      ["\x0bTransfer-Encoding: chunked"],
      ["Transfer-Encoding\x00: chunked"],
    ];
    await refused(lines, whole + hidden, [400, 501]);
  });

  it("is nothing, with a Transfer-Encoding in HTTP/1.0", async () => {
    assert.deepEqual((await post([chunked], whole, "HTTP/1.0")).statuses, [400]);
    assert.deepEqual(arrived(), []);
  });

  it("is the content once, counted anew, with any spelling of chunked that the standard has", async () => {
    for (const value of ["chunked", "Chunked", "CHUNKED", " chunked "]) {
      await post([`Transfer-Encoding: ${value}`], whole);
      assert.deepEqual(arrived(), ['POST /orders "hello" Content-Length: 5'], value);
    }
  });

  it("is no content, with a Transfer-Encoding or Content-Length spelt with an underscore, and no field of that name", async () => {
    for (const name of ["Transfer_Encoding: chunked", "Content_Length: 5"]) {
      const { statuses } = await post([name], whole);
      assert.deepEqual(arrived(), ['POST /orders ""'], name);
      assert.doesNotMatch(upstream.arrivals[0]?.bytes ?? "", /_/);
      assert.deepEqual(statuses, [200, 400], "the content is no request of its own");
    }
  });

  it("is nothing, with a chunk whose size or end is not plain", async () => {
    const bodies = [
      ...["0x5", "+5", "-5", " 5", "5_0", "", ";a", "5h", "10000000000000005", "ffffffffffffffff"].map(
        (size) => `${size}\r\nhello\r\n0\r\n\r\n`,
      ),
      "5\rhello\r\n0\r\n\r\n",
      "5;a\rb\r\nhello\r\n0\r\n\r\n",
      "5\r\nhello0\r\n\r\n",
      "5\r\nhelloXX0\r\n\r\n",
      "5\r\nhello\r\n-0\r\n\r\n",
      "5\r\nhello\r\n0\r\n\rX",
    ];
    for (const body of bodies) await refused([[chunked]], body, [400]);
  });

  it("is nothing, with chunk lines that end in a bare LF, from nginx 1.29.4 on; before, the content counted anew", async () => {
    const closed = isAtLeast([1, 29, 4], nginx.file);
    for (const body of [
      "5\nhello\r\n0\r\n\r\n",
      "5;a\nhello\r\n0\r\n\r\n",
      "5\r\nhello\n0\r\n\r\n",
      "5\r\nhello\r\n0\n\r\n",
    ]) {
      const { statuses } = await post([chunked], body);
      assert.equal(statuses[0], closed ? 400 : 200, body);
      assert.deepEqual(arrived(), closed ? [] : ['POST /orders "hello" Content-Length: 5'], body);
    }
  });

  it("is the content counted anew, without what stood behind a chunk's size, whatever it was", async () => {
    for (const rest of [
      ";a=b",
      ';a="b;c"',
      ";",
      ";;",
      " ",
      "\t",
      " x",
      ';a="',
      ";\x00\x01\xff",
      `;${"a".repeat(9000)}`,
    ]) {
      await post([chunked], `5${rest}\r\nhello\r\n0${rest}\r\n\r\n`);
      assert.deepEqual(arrived(), ['POST /orders "hello" Content-Length: 5'], JSON.stringify(rest));
    }
  });

  it("is the content without its trailers, whatever they say", async () => {
    for (const trailer of ["X-A: 1", "Content-Length: 9", "X-Real-IP: 10.0.0.1", "no colon", " fold", "X\x00: 1"]) {
      await post([chunked, "Trailer: X-A"], `5\r\nhello\r\n0\r\n${trailer}\r\n\r\n`);
      assert.deepEqual(arrived(), ['POST /orders "hello" Content-Length: 5'], trailer);
      assert.doesNotMatch(upstream.arrivals[0]?.bytes ?? "", /^Trailer|^X-A|10\.0\.0\.1/im);
    }
  });

  it("is nothing, with content in a GET or HEAD, which no route of S1 expects", async () => {
    const bodies: [string[], string][] = [
      [[`Content-Length: ${hidden.length}`], hidden],
      [[chunked], `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`],
      [[chunked], "0\r\n\r\n"],
    ];
    for (const method of ["GET", "HEAD"]) {
      for (const [lines, body] of bodies) {
        upstream.forget();
        const given = await exchange(proxy.port, request("/api/users/1", { method, lines: [host, ...lines], body }));
        assert.deepEqual([given.statuses[0], arrived()], [400, []], `${method} ${lines}`);
      }
      upstream.forget();
      await exchange(proxy.port, request("/api/users/1", { method, lines: [host, "Content-Length: 0"] }));
      assert.equal(upstream.arrivals.length, 1, `${method} without content may say so`);
    }
  });

  it("is nothing, with a folded line, white space in a name, or a control character where a line could end", async () => {
    const lines = [
      ["X-A: 1", " X-Real-IP: 10.0.0.1"],
      ["X-A: 1", "\tb"],
      [" X-A: 1"],
      ["X-A : 1"],
      ["X A: 1"],
      ["X-A: 1\rX-B: 2"],
      ["X-A: \x00"],
      ["\x00: 1"],
      [": 1"],
    ];
    await refused(lines, "", [400]);
  });

  it("is each of several requests sent at once, judged by itself", async () => {
    const allowed = request("/api/users/1", { lines: [host] });
    upstream.forget();
    const { statuses } = await exchange(proxy.port, allowed + hidden + allowed.repeat(3) + request("//x") + allowed);
    assert.deepEqual(statuses, [200, 404, 200, 200, 200, 400], "a path with two meanings ends the connection");
    assert.deepEqual(arrived(), Array(4).fill('GET /api/users/1 ""'));
  });

  it("is content that looks like a request as content, and nothing of it as a request", async () => {
    const { statuses } = await post([`Content-Length: ${hidden.length}`], hidden);
    assert.deepEqual(statuses, [200, 200]);
    assert.deepEqual(arrived(), [`POST /orders ${JSON.stringify(hidden)} Content-Length: ${hidden.length}`]);
  });

  it("is nothing of content that a refused request brought, even where it looks like an allowed request", async () => {
    const allowed = request("/api/users/1", { lines: [host] });
    upstream.forget();
    const lines = [host, `Content-Length: ${allowed.length}`];
    const refusal = await exchange(proxy.port, request("/unknown", { method: "POST", lines, body: allowed }));
    assert.deepEqual([refusal.statuses, arrived()], [[404, 200], []]);
  });

  it("is nothing of a message that ends before its content does", async () => {
    upstream.forget();
    const short = request("/orders", { method: "POST", lines: [host, "Content-Length: 10"], body: "hello" });
    const { closed } = await exchange(proxy.port, short, { last: "", patience: 300 });
    assert.deepEqual([closed, arrived()], [false, []]);
    const open = request("/orders", { method: "POST", lines: [host, chunked], body: "5\r\nhel" });
    await exchange(proxy.port, open, { last: "", patience: 300 });
    assert.deepEqual(arrived(), []);
  });

  it("is a plain request, with Upgrade: h2c, WebSocket or HTTP2-Settings, and no other protocol begins", async () => {
    const offers = [
      ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"],
      [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      ],
    ];
    for (const lines of offers) {
      upstream.forget();
      const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
      const given = await exchange(proxy.port, request("/api/users/1", { lines: [host, ...lines] }) + preface);
      assert.deepEqual([given.statuses[0], given.statuses.includes(101)], [200, false]);
      assert.deepEqual(arrived(), ['GET /api/users/1 ""']);
      assert.doesNotMatch(upstream.arrivals[0]?.bytes ?? "", /^(?:Connection|Upgrade|HTTP2-Settings):/im);
    }
  });

  it("is nothing of HTTP/0.9, HTTP/2, TLS or a PROXY header, text or binary", async () => {
    const plain = request("/api/users/1");
    const proxyV2 = "\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c\x0a\x00\x00\x01\x0a\x00\x00\x02\x01\xbb\x1f\x90";
    const beginnings = [
      "GET /api/users/1\r\n",
      `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0${plain}`,
      `\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03${plain}`,
      `PROXY TCP4 10.0.0.1 10.0.0.2 443 8080\r\n${plain}`,
      `PROXY UNKNOWN\r\n${plain}`,
      proxyV2 + plain,
    ];
    for (const bytes of beginnings) {
      upstream.forget();
      const { statuses } = await exchange(proxy.port, bytes);
      assert.ok(!statuses.includes(200), `${JSON.stringify(bytes)}: ${statuses}`);
      assert.deepEqual(arrived(), [], JSON.stringify(bytes));
    }
  });

  it("is nothing of lines, headers and numbers of headers that are too long, which get 414, 431 or 400", async () => {
    const long = "a".repeat(17_000);
    const cases: [string, number[]][] = [
      [request(`/api/users/${long}`), [414]],
      [request(`/api/users/1?${long}`), [414]],
      [request("/api/users/1", { lines: [host, `X-A: ${long}`] }), [431]],
      [request("/api/users/1", { lines: [host, `${long}: 1`] }), [431]],
      [request("/api/users/1", { lines: [`Host: ${long}`] }), [431]],
      [request("/api/users/1", { lines: [host, ...Array<string>(20_000).fill("X-A: 1")] }), [431, 400]],
      [request("/api/users/1", { method: "X".repeat(70_000) }), [414, 400]],
    ];
    for (const [bytes, expected] of cases) {
      upstream.forget();
      const { statuses } = await exchange(proxy.port, bytes);
      assert.ok(expected.includes(statuses[0] ?? 0), `${bytes.slice(0, 60)}: ${statuses}`);
      assert.deepEqual(arrived(), []);
    }
  });

  it("is nothing of TRACE, CONNECT and OPTIONS *; a path that no route has is 404 for them too", async () => {
    const cases: [string, number, string | undefined][] = [
      ["TRACE /api/users/1", 405, "GET, HEAD"],
      ["TRACE /unknown", 404, undefined],
      ["TRACE //api", 400, undefined],
      ["CONNECT evil.example:443", 400, undefined],
      ["OPTIONS *", 400, undefined],
      ["PROPFIND /unknown", 404, undefined],
    ];
    for (const [line, status, allow] of cases) {
      upstream.forget();
      const { statuses, text } = await exchange(proxy.port, `${line} HTTP/1.1\r\n${host}\r\n\r\n`);
      assert.equal(statuses[0], status, line);
      assert.equal(/^Allow: (.*)\r$/m.exec(text)?.[1], allow, line);
      assert.match(text, new RegExp(`"status":${status}`), line);
      assert.deepEqual(arrived(), []);
    }
  });
});

describeWithEachNginx("What Express gets of a control character in a field's value", function (nginx) {
  this.timeout(60_000);
  let app: AppProcess;
  let proxy: ProxyProcess;

  before(async () => {
    buildApp();
    app = await startApp();
    proxy = await startProxy({ ...s1Settings, upstreams: appAt(app.port) }, { nginx: nginx.file });
  });
  after(async () => {
    await proxy?.stop();
    await app?.stop();
  });

  it("is nothing: nginx has no check and passes it on, Node's parser refuses it before any code of the application", async () => {
    const seen = await app.requestsDuring(async () => {
      for (const octet of ["\x01", "\x08", "\x0b", "\x1f", "\x7f"]) {
        const given = await exchange(proxy.port, request("/api/users/1", { lines: [host, `X-A: a${octet}b`] }));
        assert.equal(given.statuses[0], 400, JSON.stringify(octet));
      }
    });
    assert.deepEqual(seen, []);
    const [, answered] = await app.requestsDuring(() => exchange(proxy.port, request("/api/users/1").repeat(2)));
    assert.equal(answered?.status, 200, "and the next requests are answered");
  });
});
