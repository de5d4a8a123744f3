import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { after, afterEach, before, describe, it } from "mocha";
import type { RemoteUpstream } from "../../nginx";
import { type Authority, certificatesMissing, makeAuthority } from "./certificates";
import { type DnsServer, startDnsServer } from "./dnsServer";
import { type Answer, ask } from "./httpClient";
import { isAtLeast } from "./nginxProgram";
import { freePort, nginxToTest, type ProxyProcess, startProxy } from "./proxyProcess";
import { outsideHost, s2At } from "./s2Settings";
import { startTlsUpstream, type TlsUpstream } from "./tlsUpstream";

/** Addresses that the outside host has, one after the other. */
const [one, other] = ["127.0.0.11", "127.0.0.12"] as const;
const patienceMilliseconds = 20_000;
const inside = /127\.0\.0\.1|example\.com|outside|upstream|resolve|:\d{4,5}/i;

describe("The name of an outside host", function () {
  this.timeout(60_000);
  let authority: Authority;
  const running: { stop(): Promise<unknown> }[] = [];

  before(async function () {
    const missing = isAtLeast([1, 27, 3], await nginxToTest())
      ? certificatesMissing()
      : "needs nginx 1.27.3 (server … resolve)";
    if (missing !== undefined) {
      console.log(`    not run: ${missing}`);
      this.skip();
    }
    authority = makeAuthority();
  });
  afterEach(async () => {
    for (const service of running.splice(0).reverse()) await service.stop();
  });
  after(() => authority?.remove());

  /** The outside host at both of its addresses, on one port. */
  async function startHost(): Promise<Record<typeof one | typeof other, TlsUpstream>> {
    const certificate = authority.issue(outsideHost);
    const port = await freePort();
    const [first, second] = [
      await startTlsUpstream(certificate, { host: one, port }),
      await startTlsUpstream(certificate, { host: other, port }),
    ];
    running.push(first, second);
    return { [one]: first, [other]: second };
  }

  async function startDns(names: Record<string, string[]>): Promise<DnsServer> {
    const dns = await startDnsServer(names);
    running.push(dns);
    return dns;
  }

  async function startInFront(port: number, dns: DnsServer, changes: Partial<RemoteUpstream> = { resolveSeconds: 1 }) {
    const tls = { certificateAuthorities: authority.file };
    const servers = [{ host: outsideHost, port }];
    const proxy = await startProxy(s2At({ servers, tls, resolvers: [dns.address], ...changes }));
    running.push(proxy);
    return proxy;
  }

  /** Asks until the answer is the wanted one; gives back all before it. */
  async function askUntil(proxy: ProxyProcess, wanted: (answer: Answer) => boolean): Promise<Answer[]> {
    const answers: Answer[] = [];
    const deadline = Date.now() + patienceMilliseconds;
    while (Date.now() < deadline) {
      const answer = await ask(proxy.port);
      if (wanted(answer)) return answers;
      answers.push(answer);
      await sleep(20);
    }
    throw new Error(`not within ${patienceMilliseconds} ms: ${JSON.stringify(answers.at(-1))}; ${proxy.errors()}`);
  }

  const isFrom = (address: string) => (answer: Answer) => answer.status === 200 && answer.body === address;

  it("is looked up again while nginx runs: requests move to its new address, and none fails meanwhile", async () => {
    const host = await startHost();
    const dns = await startDns({ [outsideHost]: [one] });
    const proxy = await startInFront(host[one].port, dns);
    await askUntil(proxy, isFrom(one));
    for (let n = 0; n < 10; n++) assert.ok(isFrom(one)(await ask(proxy.port)));
    assert.equal(host[one].handshakes.length, 1, "connections are kept although the name is looked up again");
    dns.names.set(outsideHost, [other]);
    const before = await askUntil(proxy, isFrom(other));
    assert.deepEqual(new Set(before.map(({ status, body }) => `${status} ${body}`)), new Set([`200 ${one}`]));
    for (let n = 0; n < 10; n++) assert.ok(isFrom(other)(await ask(proxy.port)));
    assert.deepEqual([host[one].handshakes.length, host[other].handshakes.length], [1, 1]);
    assert.deepEqual(
      new Set([...host[one].handshakes, ...host[other].handshakes].map(({ name }) => name)),
      new Set([outsideHost]),
    );
    assert.equal(host[other].requests[0]?.headers.host, `${outsideHost}:${host[other].port}`);
    assert.deepEqual(new Set(dns.questions), new Set([`A ${outsideHost}`]), "no IPv6 unless asked for");
    const addresses = (await proxy.requests(0)).map(({ upstream_addr }) => upstream_addr);
    assert.ok(addresses.includes(`${one}:${host[one].port}`) && addresses.includes(`${other}:${host[one].port}`));
  });

  it("has its TLS sessions resumed", async () => {
    const host = await startHost();
    const dns = await startDns({ [outsideHost]: [one] });
    const proxy = await startInFront(host[one].port, dns);
    await askUntil(proxy, isFrom(one));
    host[one].hangUp();
    await sleep(100);
    assert.ok(isFrom(one)(await ask(proxy.port)));
    assert.deepEqual(
      host[one].handshakes.map(({ resumed }) => resumed),
      [false, true],
    );
  });

  it("is looked up when its own time is over, where no other is set, and in IPv6 too where that is asked for", async () => {
    const host = await startHost();
    const dns = await startDns({ [outsideHost]: [one] });
    const proxy = await startInFront(host[one].port, dns, { ipv6: true });
    await askUntil(proxy, isFrom(one));
    dns.names.set(outsideHost, [other]);
    await askUntil(proxy, isFrom(other));
    assert.deepEqual(new Set(dns.questions), new Set([`A ${outsideHost}`, `AAAA ${outsideHost}`]));
  });

  it("cannot be looked up at the start: nginx runs, answers 502 and says why, and finds it when DNS is there", async () => {
    const host = await startHost();
    const dns = await startDns({ [outsideHost]: [one] });
    await dns.stop();
    const proxy = await startInFront(host[one].port, dns);
    const down = await ask(proxy.port);
    assert.deepEqual([down.status, JSON.parse(down.body).error], [502, "Bad Gateway"]);
    assert.doesNotMatch(down.body + JSON.stringify(down.headers), inside);
    assert.match(proxy.errors(), /no live upstreams while connecting to upstream.*"https:\/\/outside\/"/);
    assert.match(proxy.errors(), new RegExp(`while resolving, resolver: ${dns.address}`));
    const [line] = await proxy.requests(1);
    assert.deepEqual([line?.upstream_addr, line?.upstream_status], ["outside", "502"]);
    await dns.start();
    const before = await askUntil(proxy, isFrom(one));
    assert.deepEqual(new Set(before.map(({ status }) => status)), new Set([502]));
  });

  it("cannot be looked up later: its known address stays, and the error log says so", async () => {
    const host = await startHost();
    const dns = await startDns({ [outsideHost]: [one] });
    const proxy = await startInFront(host[one].port, dns);
    await askUntil(proxy, isFrom(one));
    await dns.stop();
    const deadline = Date.now() + patienceMilliseconds;
    while (!proxy.errors().includes(`${outsideHost} could not be resolved`) && Date.now() < deadline) {
      assert.ok(isFrom(one)(await ask(proxy.port)));
      await sleep(100);
    }
    assert.match(proxy.errors(), /example\.com could not be resolved \(110: Operation timed out\)/);
    assert.ok(isFrom(one)(await ask(proxy.port)));
    await dns.start();
  });

  it("does not exist any more: 502, which the log tells, until it exists again", async () => {
    const host = await startHost();
    const dns = await startDns({ [outsideHost]: [one] });
    const proxy = await startInFront(host[one].port, dns);
    await askUntil(proxy, isFrom(one));
    dns.names.delete(outsideHost);
    await askUntil(proxy, ({ status }) => status === 502);
    assert.match(proxy.errors(), /example\.com could not be resolved \(3: Host not found\)/);
    dns.names.set(outsideHost, [other]);
    await askUntil(proxy, isFrom(other));
  });

  it("has two addresses and one is dead: every GET is answered, and every POST too, for none was sent there", async () => {
    const host = await startHost();
    const dns = await startDns({ [outsideHost]: [one, other] });
    const proxy = await startInFront(host[one].port, dns);
    await askUntil(proxy, isFrom(one));
    await askUntil(proxy, isFrom(other));
    await host[one].stop();
    for (const method of ["GET", "POST", "GET", "POST", "GET", "POST"]) {
      const answer = await ask(proxy.port, { method, body: method === "POST" ? "x" : "" });
      assert.deepEqual([answer.status, answer.body], [200, other], method);
    }
    assert.match(proxy.errors(), new RegExp(`Connection refused.*upstream: "https://${one}:`));
  });
});
