import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { ClientAddress } from "../../nginx";
import { forgeries } from "./corpus/arrivals";
import { request } from "./corpus/attack";
import { forgedFields } from "./corpus/fields";
import { type StrictRequest, valuesOf } from "./corpus/strictRequest";
import { loggedLines } from "./loggedLines";
import { balancer, client, client6, stranger } from "./peers";
import { awsEndpointId, tlv, versionOne, versionTwo } from "./proxyHeader";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { exchange } from "./rawClient";
import { type RawUpstream, startRawUpstream } from "./rawUpstream";
import { appAt, s1Settings } from "./s1Settings";

const path = "/api/users/1";
const ends = { client };
const local = versionTwo({ command: 0 });

describe("A PROXY header", function () {
  this.timeout(60_000);
  let upstream: RawUpstream;
  let proxy: ProxyProcess;

  before(async () => {
    upstream = await startRawUpstream();
    proxy = await startProxy({
      ...s1Settings,
      clientAddress: { kind: "nlb-proxy-protocol", subnets: [`${balancer}/32`], scheme: "https" },
      upstreams: appAt(upstream.port),
    });
  });
  after(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  /** The requests that arrive of these bytes, and the statuses of the answers. */
  async function send(bytes: string, from = balancer): Promise<{ arrived: StrictRequest[]; statuses: number[] }> {
    upstream.forget();
    const { statuses } = await exchange(proxy.port, bytes, { from });
    const arrived = upstream.arrivals.map(({ read }) => {
      if ("violation" in read) throw new Error(`${read.violation} arrived of ${JSON.stringify(bytes)}`);
      return read;
    });
    return { arrived, statuses };
  }

  /** Addresses that the application is told, of a request behind this header. */
  async function toldBehind(header: string, from = balancer): Promise<string[]> {
    const { arrived } = await send(header + request(path), from);
    return arrived.flatMap((read) => [...valuesOf(read, "X-Forwarded-For"), ...valuesOf(read, "X-Forwarded-Proto")]);
  }

  /** What the log says of each of these exchanges that it has a line for, in order. */
  async function logged(exchanges: { bytes: string; from: string }[]): Promise<(string | number | undefined)[][]> {
    const quick = { last: "", patience: 200 };
    const lines = await loggedLines(
      proxy,
      async () => {
        for (const { bytes, from } of exchanges) await exchange(proxy.port, bytes, { from, ...quick });
      },
      (name) => exchange(proxy.port, versionTwo({ ends }) + request(name), { from: balancer, ...quick }),
    );
    return lines.map(({ uri, client: who, peer }) => [uri, who, peer]);
  }

  it("from the balancer names the client, in version 2 and 1, for IPv4 and IPv6", async () => {
    for (const header of [versionTwo({ ends }), versionOne(ends)])
      assert.deepEqual(await toldBehind(header), [client, "https"]);
    for (const header of [versionTwo({ ends: { client: client6 } }), versionOne({ client: client6 })])
      assert.deepEqual(await toldBehind(header), [client6, "https"]);
  });

  it("is read with the values that AWS and others add, and with unknown ones", async () => {
    const padding = tlv(0x04, "\0".repeat(300));
    for (const tlvs of [[awsEndpointId], [tlv(0x03, "\x01\x02\x03\x04"), awsEndpointId, padding], [tlv(0xee, "")]])
      assert.deepEqual(await toldBehind(versionTwo({ ends, tlvs })), [client, "https"]);
  });

  it("from anybody else is read and not believed", async () => {
    for (const header of [versionTwo({ ends }), versionTwo({ ends, tlvs: [awsEndpointId] }), versionOne(ends), local])
      assert.deepEqual(await toldBehind(header, stranger), [stranger, "http"]);
  });

  it("that names nobody leaves the balancer's own address", async () => {
    const noAddress = "PROXY TCP4 203.0.113.999 192.0.2.80 40000 80\r\n";
    for (const header of [local, versionTwo({}), "PROXY UNKNOWN\r\n", noAddress])
      assert.deepEqual(await toldBehind(header), [balancer, "https"]);
  });

  it("is asked of everybody: without one the connection is closed, with no answer and no line in the log", async () => {
    for (const from of [balancer, stranger]) {
      assert.deepEqual(await send(request(path), from), { arrived: [], statuses: [] });
    }
    assert.match(proxy.errors(), /broken header: "GET \/api\/users\/1[\s\S]*?while reading PROXY protocol/);
    const both = [balancer, stranger].map((from) => ({ bytes: request(path), from }));
    assert.deepEqual(await logged(both), []);
  });

  it("of another version, cut off or with a wrong length reaches nothing", async () => {
    const whole = versionTwo({ ends });
    const broken = [
      ...[0, 1, 3, 15].map((version) => versionTwo({ version, ends })),
      ...[1, 6, 12, 15, 16, 20].map((length) => whole.slice(0, length)),
      versionTwo({ ends, length: 65535 }),
      versionTwo({ ends, length: 4 }),
      whole.replace("QUIT", "QUiT"),
      "PROXY TCP4 203.0.113.9\r\n",
      `PROXY TCP4 ${"1".repeat(200)}\r\n`,
      "PROXY TCP4 203.0.113.9 192.0.2.80 40000 80\n",
      "proxy TCP4 203.0.113.9 192.0.2.80 40000 80\r\n",
    ];
    for (const header of broken) {
      const { arrived } = await send(header + request(path));
      assert.deepEqual(arrived, [], JSON.stringify(header));
    }
  });

  it("of the client's own, behind the balancer's, is a malformed request", async () => {
    for (const second of [versionOne({ client: "10.0.0.1" }), versionTwo({ ends: { client: "10.0.0.1" } })]) {
      const { arrived, statuses } = await send(versionTwo({ ends }) + second + request(path));
      assert.deepEqual([arrived, statuses[0]], [[], 400]);
    }
  });

  it("is the only word about the client: no field of any spelling adds to it", async () => {
    for (const [header, from, who, scheme] of [
      [versionTwo({ ends }), balancer, client, "https"],
      [versionTwo({ ends }), stranger, stranger, "http"],
    ] as const) {
      let arrivals = 0;
      for (const { id, bytes } of forgedFields({ method: "GET", path })) {
        for (const read of (await send(header + bytes, from)).arrived) {
          arrivals++;
          assert.deepEqual(forgeries(read, who, scheme), [], `${id}: ${bytes}`);
        }
      }
      assert.ok(arrivals > 500, `${arrivals} requests arrived to be looked at`);
    }
  });

  it("of a health check keeps it out of the log, and nothing else does", async () => {
    const health = request("/");
    const probe = request("/", { lines: ["Host: 10.0.0.7", "User-Agent: ELB-HealthChecker/2.0"] });
    assert.deepEqual(await logged([{ bytes: local + health, from: balancer }]), []);
    const others = [
      { bytes: versionTwo({ ends }) + probe, from: balancer },
      { bytes: local + probe, from: stranger },
      { bytes: local + request("/other"), from: balancer },
      { bytes: local + request("/?x"), from: balancer },
      { bytes: local + request("/", { method: "DELETE" }), from: balancer },
    ];
    assert.deepEqual(await logged(others), [
      ["/", client, balancer],
      ["/", stranger, stranger],
      ["/other", balancer, balancer],
      ["/?x", balancer, balancer],
      ["/", balancer, balancer],
    ]);
  });
});

describe("A PROXY header where none is expected", function () {
  this.timeout(60_000);
  const subnets = [`${balancer}/32`];
  const others: ClientAddress[] = [
    { kind: "direct" },
    { kind: "alb", subnets },
    { kind: "nlb-preserve", scheme: "https" },
    { kind: "cloudfront", subnets, origins: subnets },
    { kind: "api-gateway", subnets },
  ];

  for (const clientAddress of others) {
    it(`is refused as malformed, and reaches nothing, where the setting is ${clientAddress.kind}`, async () => {
      const upstream = await startRawUpstream();
      const proxy = await startProxy({ ...s1Settings, clientAddress, upstreams: appAt(upstream.port) });
      try {
        for (const header of [versionOne(ends), versionTwo({ ends }), local, "PROXY UNKNOWN\r\n"]) {
          for (const from of [balancer, stranger]) {
            const { statuses } = await exchange(proxy.port, header + request(path), { from });
            assert.deepEqual([statuses[0], upstream.arrivals.length], [400, 0], JSON.stringify(header));
          }
        }
      } finally {
        await proxy.stop();
        await upstream.stop();
      }
    });
  }
});
