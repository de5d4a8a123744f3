import assert from "node:assert/strict";
import fc from "fast-check";
import { afterEach, describe, it } from "mocha";
import type { ClientAddress } from "../../nginx";
import { forgeries } from "./corpus/arrivals";
import { request } from "./corpus/attack";
import { forgedFields } from "./corpus/fields";
import { type StrictRequest, valuesOf } from "./corpus/strictRequest";
import { ask } from "./httpClient";
import { loggedLines } from "./loggedLines";
import { balancer, client, client6, invented, stranger } from "./peers";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { exchange } from "./rawClient";
import { type RawUpstream, startRawUpstream } from "./rawUpstream";
import { appAt, s1Settings } from "./s1Settings";

/** An interface that CloudFront comes through; not one of the balancer's. */
const origin = "127.0.0.4";
const host = "Host: shop.example";
const path = "/api/users/1";
const trace = "1-5759e988-bd862e3fe1be46a994272793";

const subnets = [`${balancer}/32`];
const cloudFront: ClientAddress = { kind: "cloudfront", subnets, origins: [`${origin}/32`] };
const apiGateway: ClientAddress = { kind: "api-gateway", subnets };

describe("The client's address", function () {
  this.timeout(60_000);
  let upstream: RawUpstream;
  let proxy: ProxyProcess;

  afterEach(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  async function start(clientAddress: ClientAddress): Promise<void> {
    upstream = await startRawUpstream();
    proxy = await startProxy({ ...s1Settings, clientAddress, upstreams: appAt(upstream.port) });
  }

  /** The requests that arrive of these bytes. */
  async function arrive(bytes: string, from: string): Promise<StrictRequest[]> {
    upstream.forget();
    await exchange(proxy.port, bytes, { from });
    return upstream.arrivals.map(({ read }) => {
      if ("violation" in read) throw new Error(`${read.violation} arrived of ${JSON.stringify(bytes)}`);
      return read;
    });
  }

  /** What the application is told about the client of a request with these fields. */
  async function told(lines: string[], from: string): Promise<string[]> {
    const [only, ...more] = await arrive(request(path, { lines: [host, ...lines] }), from);
    if (only === undefined || more.length > 0) throw new Error(`not one request arrived with ${JSON.stringify(lines)}`);
    return ["X-Real-IP", "X-Forwarded-For", "X-Forwarded-Proto"].flatMap((name) => valuesOf(only, name));
  }

  /** No forged field of any spelling changes what the application is told, with these fields added on the way. */
  async function nothingForged(from: string, who: string, scheme: string, added: string[] = []): Promise<void> {
    let arrivals = 0;
    for (const { id, bytes } of forgedFields({ method: "GET", path })) {
      // The balancer overwrites this one itself, so here it could only be its own word.
      if (from === balancer && /x[-_]amzn/i.test(bytes)) continue;
      const passed = bytes.replace("\r\n\r\n", ["", ...added, "", ""].join("\r\n"));
      for (const read of await arrive(passed, from)) {
        arrivals++;
        assert.deepEqual(forgeries(read, who, scheme), [], `${id}: ${passed}`);
      }
    }
    assert.ok(arrivals > 400, `${arrivals} requests arrived to be looked at`);
  }

  async function loggedAs(headers: Record<string, string>, from: string, asked = "/"): Promise<unknown[]> {
    const lines = await loggedLines(proxy, async () => {
      await ask(proxy.port, { path: asked, headers, from });
    });
    return lines.map(({ client: who, peer }) => [who, peer]);
  }

  describe("behind CloudFront and an internal balancer", () => {
    const https = (who: string) => [who, who, "https"];

    it("is the viewer, whom CloudFront appended before its own interface, in IPv4 and IPv6", async () => {
      await start(cloudFront);
      const viewers = {
        [client]: client,
        [`${client}:5000`]: client,
        [client6]: client6,
        [`[${client6}]:50`]: client6,
      };
      for (const [written, who] of Object.entries(viewers)) {
        for (const last of [origin, `${origin}:1234`, balancer])
          assert.deepEqual(await told([`X-Forwarded-For: ${written}, ${last}`], balancer), https(who), written);
      }
    });

    it("is never what the viewer wrote, whatever that is, also an address of the trusted networks", async () => {
      await start(cloudFront);
      const entry = fc.oneof(
        fc.constantFrom(origin, balancer, stranger, invented, client6, "unknown", "", " ", "::1", `${origin}:1`, "_x"),
        fc.ipV4(),
        fc.ipV6(),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(entry, { maxLength: 6 }),
          fc.constantFrom(client, client6),
          async (forged, viewer) => {
            const value = [...forged, viewer, origin].join(", ");
            assert.deepEqual(await told([`X-Forwarded-For: ${value}`], balancer), https(viewer), value);
          },
        ),
        {
          numRuns: 150,
          examples: [
            [[origin], client],
            [[balancer, origin], client],
            [[invented], client],
          ],
        },
      );
      const lines = [`X-Forwarded-For: ${origin}, ${invented}`, `x-forwarded-for: ${client}, ${origin}`];
      assert.deepEqual(await told(lines, balancer), https(client), "of several lines, the last");
      await nothingForged(balancer, client, "https", [`X-Forwarded-For: ${invented}, ${client}, ${origin}`]);
    });

    it("is the peer where that is not the balancer, also one of the subnets that CloudFront comes from", async () => {
      await start(cloudFront);
      for (const peer of [stranger, origin]) {
        assert.deepEqual(await told([`X-Forwarded-For: ${client}, ${origin}`], peer), [peer, peer, "http"]);
        assert.deepEqual(await loggedAs({ "X-Forwarded-For": `${client}, ${origin}` }, peer, "/x"), [[peer, peer]]);
      }
      await nothingForged(origin, origin, "http");
    });

    it("is logged for every request but the balancer's own health checks", async () => {
      await start(cloudFront);
      const probe = { "User-Agent": "ELB-HealthChecker/2.0" };
      assert.deepEqual(await loggedAs(probe, balancer), []);
      assert.deepEqual(await loggedAs(probe, origin), [[origin, origin]]);
      assert.deepEqual(await loggedAs({ ...probe, "X-Forwarded-For": `${client}, ${origin}` }, balancer), [
        [client, balancer],
      ]);
    });
  });

  describe("behind an HTTP API of API Gateway and an internal balancer", () => {
    const header = "Gatehouse-Client-Address";

    it("is what the API wrote, and that field does not arrive", async () => {
      await start(apiGateway);
      for (const who of [client, client6]) {
        const lines = [`X-Forwarded-For: ${invented}, 10.0.0.9`, `${header}: ${who}`, "X-Forwarded-Proto: http"];
        assert.deepEqual(await told(lines, balancer), [who, who, "https"]);
        const [read] = await arrive(request(path, { lines: [host, ...lines] }), balancer);
        assert.deepEqual(read && valuesOf(read, header), []);
      }
      await nothingForged(balancer, client, "https", [`${header}: ${client}`]);
    });

    it("is the peer where the field comes from anybody else, and it does not arrive either", async () => {
      await start(apiGateway);
      assert.deepEqual(await told([`${header}: ${client}`], stranger), [stranger, stranger, "http"]);
      for (const name of [header, header.toLowerCase(), header.replaceAll("-", "_")]) {
        const [read] = await arrive(request(path, { lines: [host, `${name}: ${client}`] }), stranger);
        assert.deepEqual(
          read?.fields.filter(([, value]) => value === client),
          [],
          name,
        );
      }
      await nothingForged(stranger, stranger, "http");
    });

    it("is the balancer's own where the API wrote none, whatever X-Forwarded-For says", async () => {
      await start(apiGateway);
      for (const lines of [[`X-Forwarded-For: ${client}`], [`${header}: unknown`], [`${header}:`]])
        assert.deepEqual(await told(lines, balancer), [balancer, balancer, "https"], `${lines}`);
    });

    it("is logged for every request but the balancer's own health checks", async () => {
      await start(apiGateway);
      const probe = { "User-Agent": "ELB-HealthChecker/2.0" };
      assert.deepEqual(await loggedAs(probe, balancer), []);
      assert.deepEqual(await loggedAs({ ...probe, [header]: client }, balancer), [[client, balancer]]);
      assert.deepEqual(await loggedAs({ ...probe, "X-Forwarded-For": client }, balancer), [[balancer, balancer]]);
      assert.deepEqual(await loggedAs(probe, stranger), [[stranger, stranger]]);
    });
  });

  describe("behind a Network Load Balancer that keeps it", () => {
    it("is the peer, with the listener's scheme, and no field of any spelling changes it", async () => {
      await start({ kind: "nlb-preserve", scheme: "https" });
      for (const peer of [balancer, stranger])
        assert.deepEqual(await told([`X-Forwarded-For: ${client}`, "X-Forwarded-Proto: http"], peer), [
          peer,
          peer,
          "https",
        ]);
      await nothingForged(stranger, stranger, "https");
    });

    it("is logged for every request, also one that looks like a health check", async () => {
      await start({ kind: "nlb-preserve", scheme: "http" });
      assert.deepEqual(await loggedAs({ "User-Agent": "ELB-HealthChecker/2.0" }, stranger), [[stranger, stranger]]);
    });
  });

  it("comes with the balancer's trace id wherever an Application Load Balancer is in the way, from it alone", async () => {
    const kinds: ClientAddress[] = [
      { kind: "alb", subnets },
      cloudFront,
      apiGateway,
      { kind: "nlb-preserve", scheme: "https" },
      { kind: "direct" },
    ];
    for (const clientAddress of kinds) {
      await start(clientAddress);
      const lines = [host, `X-Amzn-Trace-Id: Self=${trace};Root=1-67891233-abcdef012345678912345678`];
      for (const from of [balancer, stranger]) {
        const [read] = await arrive(request(path, { lines }), from);
        const isBelieved = from === balancer && "subnets" in clientAddress;
        assert.equal(read && valuesOf(read, "X-Amzn-Trace-Id").length, isBelieved ? 1 : 0, clientAddress.kind);
        assert.equal(read && valuesOf(read, "X-Request-Id")[0] === trace, isBelieved, clientAddress.kind);
      }
      await proxy.stop();
      await upstream.stop();
    }
  });
});
