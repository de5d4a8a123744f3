import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, it } from "mocha";
import type { ClientAddress, ClientLimits, ProxySettings, Route, Site } from "../../nginx";
import { type Answer, ask } from "./httpClient";
import { loggedLines } from "./loggedLines";
import { balancer, stranger } from "./peers";
import { type ProxyProcess, startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { appAt, s1Settings } from "./s1Settings";

const origin = "127.0.0.4";
const [alice, bob, invented] = ["203.0.113.9", "203.0.113.10", "198.51.100.1"];
const alb: ClientAddress = { kind: "alb", subnets: [`${balancer}/32`] };
/** So slow that no request comes back while a test runs. */
const three: ClientLimits = { rateLimit: { requests: 3, per: "minute" } };

const users: Route = { path: "/api/users/:id", methods: ["GET", "POST"] };
const orders: Route = { path: "/orders", methods: ["GET"] };

describe("A limit on a single client", function () {
  this.timeout(60_000);
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;

  afterEach(async () => {
    await proxy?.stop();
    await upstream?.stop();
  });

  async function start(site: Site, more: Partial<ProxySettings> = {}, listener?: RequestListener): Promise<void> {
    upstream = await startRecordingUpstream(listener);
    const settings = { ...s1Settings, clientAddress: alb, ...more, sites: [site], upstreams: appAt(upstream.port) };
    proxy = await startProxy(settings);
  }

  /** A request as the balancer passes it on. */
  function askAs(
    client: string,
    path = "/api/users/1",
    more: { method?: string; from?: string } = {},
  ): Promise<Answer> {
    return ask(proxy.port, { path, headers: { "X-Forwarded-For": client }, from: balancer, ...more });
  }

  /** Statuses of so many requests, one after the other. */
  async function statuses(count: number, client: string | ((n: number) => string), path?: string): Promise<number[]> {
    const given: number[] = [];
    for (let n = 0; n < count; n++) {
      given.push((await askAs(typeof client === "string" ? client : client(n), path)).status);
    }
    return given;
  }

  it("answers 429 with Retry-After to what goes over it, and the application does not see that", async () => {
    await start({ routes: [{ ...users, ...three }] });
    assert.deepEqual(await statuses(3, alice), [200, 200, 200]);
    const answer = await askAs(alice);
    assert.deepEqual([answer.status, answer.headers["retry-after"]], [429, "20"]);
    const { status, error, request_id: id } = JSON.parse(answer.body);
    assert.deepEqual([status, error], [429, "Too Many Requests"]);
    assert.match(id, /^[A-Za-z0-9._-]{8,}$/);
    assert.equal(upstream.requests.length, 3);
  });

  it("is each client's own, behind the same balancer", async () => {
    await start({ routes: [{ ...users, ...three }] });
    assert.deepEqual(await statuses(4, alice), [200, 200, 200, 429]);
    assert.deepEqual(await statuses(4, bob), [200, 200, 200, 429]);
    assert.deepEqual(await statuses(1, alice), [429]);
  });

  it("is not a new one for whoever forges an address, through the balancer or past it", async () => {
    await start({ routes: [{ ...users, ...three }] });
    assert.deepEqual(await statuses(4, (n) => `198.51.100.${n}, ${alice}`), [200, 200, 200, 429]);
    const past: number[] = [];
    for (let n = 0; n < 4; n++) past.push((await askAs(`198.51.100.${n}`, undefined, { from: stranger })).status);
    assert.deepEqual(past, [200, 200, 200, 429]);
    assert.deepEqual(await statuses(1, invented), [200], "a budget that nobody has touched");
  });

  it("is not a new one for a peer in the subnets that CloudFront comes from, whatever it writes", async () => {
    const clientAddress: ClientAddress = {
      kind: "cloudfront",
      subnets: [`${balancer}/32`],
      origins: [`${origin}/32`],
    };
    await start({ routes: [{ ...users, ...three }] }, { clientAddress });
    const viewers = (viewer: string) => statuses(4, (n) => `198.51.100.${n}, ${viewer}, ${origin}`);
    assert.deepEqual(await viewers(alice), [200, 200, 200, 429]);
    assert.deepEqual(await viewers("2001:db8:0:1::1"), [200, 200, 200, 429]);
    assert.deepEqual(await statuses(1, `2001:db8:0:1:8::2, ${origin}`), [429]);
    const peer: number[] = [];
    for (let n = 0; n < 4; n++) peer.push((await askAs(`198.51.100.${n}`, undefined, { from: origin })).status);
    assert.deepEqual(peer, [200, 200, 200, 429]);
  });

  it("is one for all addresses of an IPv6 network of 64 bits, and another for the next network", async () => {
    await start({ routes: [{ ...users, rateLimit: { requests: 1, per: "minute" } }] });
    const group = fc.oneof(fc.constant(0), fc.constantFrom(0x0a0a, 0x0a, 0x0a00), fc.nat(0xffff));
    const groups = fc.array(group, { minLength: 4, maxLength: 4 });
    const written = (all: number[]) => all.map((one) => one.toString(16)).join(":");
    const used = new Set<string>();
    await fc.assert(
      fc.asyncProperty(groups, fc.array(groups, { minLength: 2, maxLength: 4 }), async (network, hosts) => {
        fc.pre(!used.has(written(network)));
        used.add(written(network));
        const addresses = hosts.map((host) => written([...network, ...host]));
        const given = await statuses(addresses.length, (n) => addresses[n] ?? "");
        assert.deepEqual(given, [200, ...addresses.slice(1).map(() => 429)], `${addresses}`);
      }),
      { numRuns: 60 },
    );
  });

  it("gives a request back after the seconds that it named", async () => {
    await start({ routes: [{ ...users, rateLimit: { requests: 60, per: "minute", burst: 1 } }] });
    assert.deepEqual(await statuses(2, alice), [200, 429]);
    const { headers } = await askAs(alice);
    assert.equal(headers["retry-after"], "1");
    await sleep(1000 * Number(headers["retry-after"]));
    assert.deepEqual(await statuses(1, alice), [200]);
  });

  it("of a site is one budget for its routes, but for those that have one of their own or none", async () => {
    const login: Route = { path: "/login", methods: ["GET"], rateLimit: { requests: 1, per: "minute" } };
    const free: Route = { path: "/free", methods: ["GET"], rateLimit: false };
    await start({ ...three, routes: [users, orders, login, free] });
    assert.deepEqual(await statuses(2, alice), [200, 200]);
    assert.deepEqual(await statuses(2, alice, "/orders"), [200, 429]);
    assert.deepEqual(await statuses(2, alice, "/login"), [200, 429]);
    assert.deepEqual(await statuses(6, alice, "/free"), Array(6).fill(200));
  });

  it("of a route is that route's alone, also where two have the same numbers", async () => {
    await start({
      routes: [
        { ...users, ...three },
        { ...orders, ...three },
      ],
    });
    assert.deepEqual(await statuses(4, alice), [200, 200, 200, 429]);
    assert.deepEqual(await statuses(4, alice, "/orders"), [200, 200, 200, 429]);
  });

  it("does not count what the proxy refuses itself, nor the health page", async () => {
    await start({ ...three, routes: [users] });
    for (const path of ["/nothing", "/api/users/1/x", "/api//users", "/", "/"])
      assert.ok([200, 400, 404].includes((await askAs(alice, path)).status), path);
    assert.equal((await askAs(alice, undefined, { method: "DELETE" })).status, 405);
    assert.deepEqual(await statuses(4, alice), [200, 200, 200, 429]);
    assert.equal((await askAs(alice, "/nothing")).status, 404, "and what does not exist is still 404");
  });

  it("says in the log which one was gone over, and in a dry run refuses nothing", async () => {
    const paths = ["/api/users/1", "/orders"];
    const once: ClientLimits = { rateLimit: { requests: 1, per: "minute" } };
    await start({
      routes: [
        { ...users, ...once },
        { ...orders, ...once, limitDryRun: true },
      ],
    });
    const given: number[] = [];
    const lines = await loggedLines(proxy, async () => {
      for (const path of [...paths, ...paths]) given.push((await askAs(alice, path)).status);
    });
    assert.deepEqual(given, [200, 200, 429, 200]);
    assert.deepEqual(
      lines.map(({ status, limited }) => [status, limited]),
      [
        [200, ""],
        [200, ""],
        [429, "rate"],
        [200, "rate, dry run"],
      ],
    );
  });

  it("on requests at the same time refuses the ones too many, of that client only, until one is done", async () => {
    const waiting: (() => void)[] = [];
    const hold: RequestListener = (_request, response) => waiting.push(() => response.end("done"));
    await start({ connectionLimit: 2, routes: [users] }, {}, hold);
    const held = [askAs(alice), askAs(alice), askAs(bob)];
    while (waiting.length < 3) await sleep(10);
    const refused = await askAs(alice);
    assert.deepEqual([refused.status, refused.headers["retry-after"], waiting.length], [429, "1", 3]);
    for (const release of waiting.splice(0)) release();
    assert.deepEqual(
      (await Promise.all(held)).map(({ status }) => status),
      [200, 200, 200],
    );
    const next = askAs(alice);
    while (waiting.length < 1) await sleep(10);
    for (const release of waiting.splice(0)) release();
    assert.equal((await next).status, 200);
    const [line] = (await proxy.requests(5)).filter(({ status }) => status === 429);
    assert.equal(line?.limited, "connections");
  });

  it("leaves the application's own 429 as it is", async () => {
    await start({ ...three, routes: [users] }, {}, (_request, response) => response.writeHead(429).end("mine"));
    const answer = await askAs(alice);
    assert.deepEqual([answer.status, answer.body, answer.headers["retry-after"]], [429, "mine", undefined]);
  });
});
