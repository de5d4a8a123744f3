import assert from "node:assert/strict";
import { after, afterEach, before, it } from "mocha";
import { differences, forgeries } from "./corpus/arrivals";
import { request } from "./corpus/attack";
import { forgedFields, hopByHop } from "./corpus/fields";
import { readRequest, type StrictRequest, valuesOf } from "./corpus/strictRequest";
import { describeWithEachNginx } from "./eachNginx";
import { balancer, client, invented, stranger } from "./peers";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { exchange } from "./rawClient";
import { type RawUpstream, startRawUpstream } from "./rawUpstream";
import { appAt, s1Settings } from "./s1Settings";

const host = "Host: shop.example";
const path = "/api/users/1";

describeWithEachNginx("What a client cannot make the application believe", function (nginx) {
  this.timeout(60_000);
  let upstream: RawUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRawUpstream();
    proxy = await startProxy(
      {
        ...s1Settings,
        clientAddress: { kind: "alb", subnets: [`${balancer}/32`] },
        upstreams: appAt(upstream.port),
      },
      { nginx: nginx.file },
    );
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });
  afterEach(() => {
    assert.deepEqual([upstream.refusals, upstream.unfinished()], [[], []], "whatever arrives is a whole message");
  });

  /** The requests that arrive of these bytes. */
  async function arrive(bytes: string, from = stranger): Promise<StrictRequest[]> {
    upstream.forget();
    await exchange(proxy.port, bytes, { from });
    return upstream.arrivals.map(({ read }) => {
      if ("violation" in read) throw new Error(`${read.violation} arrived of ${JSON.stringify(bytes)}`);
      return read;
    });
  }

  /** The one request that arrives with these lines. */
  async function arrivesWith(lines: string[], from = stranger): Promise<StrictRequest> {
    const [only, ...more] = await arrive(request(path, { lines }), from);
    if (only === undefined || more.length > 0) throw new Error(`not one request arrived with ${JSON.stringify(lines)}`);
    return only;
  }

  /** Nothing arrives of any of these, and each is answered 400. */
  async function refused(requests: string[]): Promise<void> {
    for (const bytes of requests) {
      upstream.forget();
      const { statuses } = await exchange(proxy.port, bytes, { from: stranger });
      assert.deepEqual([statuses[0], upstream.arrivals.length], [400, 0], JSON.stringify(bytes));
    }
  }

  it("another name of the host: it arrives in lower case, without port and final dot", async () => {
    const names = {
      "shop.example": "shop.example",
      "SHOP.Example": "shop.example",
      "shop.example.": "shop.example",
      "shop.example:8443": "shop.example",
      "shop.example:": "shop.example",
      "192.0.2.1:80": "192.0.2.1",
      "[2001:DB8::1]:80": "[2001:db8::1]",
    };
    for (const [given, expected] of Object.entries(names)) {
      const read = await arrivesWith([`Host: ${given}`]);
      assert.deepEqual([valuesOf(read, "Host"), valuesOf(read, "X-Forwarded-Host")], [[expected], [expected]], given);
    }
  });

  it("a host with user information, a path, a list, a quote, an encoding or a control character", async () => {
    const names = [
      ...[
        "user@shop.example",
        "user:pass@shop.example",
        "shop.example:80@evil.example",
        "shop.example/admin",
        "a?b",
        "a#b",
      ],
      ...[
        "shop.example,evil.example",
        "shop.example evil.example",
        "shop.example\\evil",
        '"shop.example"',
        "<x>",
        "$host",
      ],
      ...[
        "a;b",
        "a%2fb",
        "a%00b",
        "a\x00b",
        "a\x01b",
        "a\x7fb",
        "a\xffb",
        "shop.example:80:80",
        "shop.example:x",
        "[::1",
        "::1",
      ],
      ...["shop..example", "..", "http://shop.example", "*", " ", ""],
    ];
    await refused(names.map((name) => request(path, { lines: [`Host: ${name}`] })));
  });

  it("two hosts, no host, and a host that hides behind a blank, a fold or another name", async () => {
    const lines = [
      [host, "Host: evil.example"],
      [host, host],
      [],
      ["Host : shop.example"],
      [" Host: shop.example"],
      [host, " evil.example"],
      ["H_ost: shop.example"],
    ];
    await refused([
      ...lines.map((own) => request(path, { lines: own })),
      ...lines.map((own) => request(path, { lines: own, version: "HTTP/1.0" })),
      `GET ${path} HTTP/1.1\r\n\r\n`,
    ]);
  });

  it("another host or path in the request line than in Host", async () => {
    const targets = [`http://evil.example${path}`, `http://shop.example${path}`, `https://shop.example${path}`];
    const forms = ["http:/x", "//evil.example/x", `http://user@shop.example${path}`, `shop.example:80${path}`, "?x"];
    await refused([...targets, ...forms].map((target) => request(target, { lines: [host] })));
  });

  it("another client, scheme, host, path or method, in any of the fields that some framework reads, in any spelling", async () => {
    let arrivals = 0;
    for (const { id, bytes } of forgedFields({ method: "GET", path })) {
      for (const read of await arrive(bytes)) {
        arrivals++;
        assert.deepEqual(forgeries(read, stranger), [], `${id}: ${bytes}`);
        assert.deepEqual(valuesOf(read, "Host"), ["shop.example"]);
      }
    }
    assert.ok(arrivals > 500, `${arrivals} requests arrived to be looked at`);
  });

  it("the same behind the balancer, which appends the client's address to whatever the client wrote", async () => {
    // The balancer overwrites these two itself, so here they could only be its own word.
    const overwritten = /x[-_]forwarded[-_]proto|x[-_]amzn/i;
    for (const { id, bytes } of forgedFields({ method: "GET", path })) {
      if (overwritten.test(bytes)) continue;
      const appended = bytes.replace("\r\n\r\n", `\r\nX-Forwarded-For: ${invented}, ${client}\r\n\r\n`);
      for (const read of await arrive(appended, balancer)) {
        assert.deepEqual(forgeries(read, client), [], `${id}: ${bytes}`);
      }
    }
  });

  it("an address behind the balancer where the last entry is none: then it is the balancer's own", async () => {
    const entries = {
      [`${invented}, ${client}`]: client,
      [`${invented},${client}`]: client,
      [`${client}:1234`]: client,
      "2001:db8::1": "2001:db8::1",
      [`${invented}, unknown`]: balancer,
      [`${invented}, for=${client}`]: balancer,
      [`${invented}, 999.1.1.1`]: balancer,
      [`${invented}, unix:/x`]: balancer,
      [`${client}\t`]: balancer,
      "": balancer,
    };
    for (const [given, expected] of Object.entries(entries)) {
      const read = await arrivesWith([host, `X-Forwarded-For: ${given}`], balancer);
      assert.deepEqual(
        [valuesOf(read, "X-Forwarded-For"), valuesOf(read, "X-Real-IP")],
        [[expected], [expected]],
        given,
      );
    }
    const two = await arrivesWith([host, `X-Forwarded-For: ${invented}`, `x-forwarded-for: ${client}`], balancer);
    assert.deepEqual(valuesOf(two, "X-Real-IP"), [client], "of several lines, the last");
  });

  it("that a field of the proxy's is to be dropped, by naming it in Connection", async () => {
    for (const name of [
      "X-Real-IP",
      "X-Forwarded-For",
      "X-Forwarded-Proto",
      "Host",
      "X-Request-Id",
      "Content-Length",
    ]) {
      for (const list of [`close, ${name}`, `keep-alive, ${name}`, name.toLowerCase()]) {
        const read = await arrivesWith([host, `Connection: ${list}`]);
        assert.deepEqual(forgeries(read, stranger), [], list);
      }
    }
  });

  it("a field for the next neighbour only: Connection, Keep-Alive, TE, Trailer, Upgrade and the like never arrive", async () => {
    for (const { bytes } of hopByHop({ method: "GET", path })) {
      for (const read of await arrive(bytes)) assert.deepEqual(forgeries(read, stranger), [], bytes);
    }
  });

  it("a field hidden in another one's value or name", async () => {
    const inside = [
      "X-A: 1\nX-Real-IP: 10.0.0.1",
      "X-A: 1\n\tX-Real-IP: 10.0.0.1",
      "X_Real_IP: 10.0.0.1",
      "X.Real.IP: 10.0.0.1",
    ];
    for (const line of [...inside, "X-Real-IP\xa0: 10.0.0.1", "X-Real-IP", "x-rEAL-iP: 10.0.0.1"]) {
      for (const read of await arrive(request(path, { lines: [host, line] }))) {
        assert.deepEqual(forgeries(read, stranger), [], line);
      }
    }
    const hidden = [
      "X-Real-IP : 10.0.0.1",
      "X-A: 1\rX-Real-IP: 10.0.0.1",
      "X-Real-IP\x00: 10.0.0.1",
      " X-Real-IP: 10.0.0.1",
    ];
    await refused(hidden.map((line) => request(path, { lines: [host, line] })));
  });

  it("anything about what is its own business: the rest of the request arrives as it was sent", async () => {
    const lines = [
      host,
      "Authorization: Bearer t",
      "Cookie: a=1; b=2",
      "Accept: a",
      "Accept: b",
      "X-Long: a, b ;c",
      "X-Empty:",
    ];
    const bytes = request(`${path}?q=%2e%2e/&r=1`, { lines });
    const sent = readRequest(bytes);
    const [read] = await arrive(bytes);
    if (sent.kind !== "request" || read === undefined) throw new Error("the request did not arrive");
    assert.deepEqual(differences(read, sent.request), []);
  });
});
