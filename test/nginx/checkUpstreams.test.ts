import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  checkProxySettings,
  defaultConnections,
  defaultRemote,
  defaultUpstream,
  formatProblem,
  type ProxySettings,
  type RemoteServer,
  renderProxy,
} from "../../nginx";
import { runs } from "../share";
import { s1Settings } from "./s1Settings";
import { s2Settings } from "./s2Settings";
import { s3Settings } from "./s3Settings";

/** Fields of the upstream `app` with a problem, as a program without types would give it. */
function wrong(upstream: unknown): string[] {
  const problems = checkProxySettings({ ...s1Settings, upstreams: { app: upstream } } as ProxySettings);
  return problems.map(({ where }) => where.replace(/^upstreams\.app\.?/, ""));
}

const remote = (changes: object) =>
  wrong({ kind: "remote", servers: [{ host: "example.com", port: 443 }], ...defaultRemote, ...changes });
const servers = (...given: Partial<RemoteServer>[]) =>
  remote({ servers: given.map((server) => ({ host: "example.com", port: 443, ...server })) });

describe("An upstream of the settings", () => {
  it("is legal for an outside host and for many sites", () => {
    assert.deepEqual([checkProxySettings(s2Settings), checkProxySettings(s3Settings)], [[], []]);
    assert.deepEqual(remote({}), []);
  });

  it("of the kind port is on the loopback, and of the kind remote where it is the only server without TLS, is not", () => {
    const port = (host: string) => wrong({ ...defaultUpstream, host });
    for (const host of ["127.0.0.1", "127.0.0.9", "::1"]) assert.deepEqual(port(host), [], host);
    for (const host of ["10.0.0.9", "localhost", "fe80::1", "::1%lo", ""]) assert.deepEqual(port(host), ["host"], host);
    const plain = { tls: false, hostHeader: "request" };
    assert.deepEqual(remote({ ...plain, servers: [{ host: "127.0.0.1", port: 3000 }] }), ["servers[0].host"]);
    assert.deepEqual(remote({ ...plain, servers: [{ host: "10.0.0.9", port: 3000 }] }), []);
    const two = [3000, 3001].map((number) => ({ host: "127.0.0.1", port: number }));
    assert.deepEqual(remote({ ...plain, servers: two }), []);
  });

  it("of the kind linked has a container's name and a port", () => {
    const linked = (host: unknown, port: unknown = 3000) =>
      wrong({ kind: "linked", host, port, ...defaultConnections });
    for (const host of ["app", "app-1", "app_1", "A", "a".repeat(63)]) assert.deepEqual(linked(host), [], host);
    for (const host of ["", "localhost", "Localhost", "app.local", "1app", "app-", "a b", "a".repeat(64), 1, undefined])
      assert.deepEqual(linked(host), ["host"], String(host));
    assert.deepEqual(linked("app", 0), ["port"]);
    assert.deepEqual(linked("app", 8080), [], "the proxy's port in another container");
  });

  it("has servers with DNS names or addresses, ports, weights, each once, and not only backups", () => {
    for (const host of ["a.b-c.example", "10.0.0.9", "2001:db8::1"])
      assert.deepEqual(remote({ tls: { serverName: "x.example" }, servers: [{ host, port: 1 }] }), [], host);
    for (const host of ["", "app", "Example.com", "https://example.com", "example.com:443", "10.0.0.300", "fe80::1%e"])
      assert.deepEqual(servers({ host }), ["servers[0].host"], host);
    assert.deepEqual(servers({ host: "a..example" }, { port: 0 }, { weight: 0 }), [
      "servers[0].host",
      "servers[1].port",
      "servers[2].weight",
    ]);
    assert.deepEqual(servers({ weight: 100 }, { port: 444, weight: 1 }).length, 1, "two ports have no one Host");
    assert.deepEqual(servers({}, {}), ["servers[1]"]);
    assert.deepEqual(servers({ backup: true }), ["servers"]);
    assert.deepEqual(servers({ backup: 1 as never }), ["servers[0].backup"]);
    assert.deepEqual(servers({ name: "x" } as never), ["servers[0].name"]);
    for (const none of [undefined, [], "example.com", Array.from({ length: 33 }, () => ({}))])
      assert.deepEqual(remote({ servers: none }), ["servers"]);
  });

  it("has one name for certificates and one for Host, or says which", () => {
    const two = [
      { host: "a.example.com", port: 443 },
      { host: "b.example.com", port: 443 },
    ];
    assert.deepEqual(remote({ servers: two }), ["tls.serverName"]);
    assert.deepEqual(remote({ servers: two, tls: { serverName: "example.com" } }), []);
    assert.deepEqual(remote({ servers: two, tls: false }), ["hostHeader"]);
    assert.deepEqual(remote({ servers: two, tls: false, hostHeader: "request" }), []);
    assert.deepEqual(remote({ servers: [{ host: "10.0.0.9", port: 443 }] }), ["tls.serverName"]);
    assert.deepEqual(remote({ servers: [{ host: "10.0.0.9", port: 80 }], tls: false }), []);
    for (const serverName of ["10.0.0.9", "app", "*.example.com", 1])
      assert.deepEqual(remote({ tls: { serverName } }), ["tls.serverName"], String(serverName));
  });

  it("has TLS with a file of authorities, or none, by one word", () => {
    for (const tls of [true, undefined, null, "on", []]) assert.deepEqual(remote({ tls }), ["tls"]);
    for (const certificateAuthorities of ["ca.pem", "/a b", "/a;b", "/../x", "/$x", 1])
      assert.deepEqual(remote({ tls: { certificateAuthorities } }), ["tls.certificateAuthorities"]);
    assert.deepEqual(remote({ tls: { certificateAuthorities: "/etc/ssl/own.pem", verify: false } }), ["tls.verify"]);
  });

  it("has retries with known reasons, resolvers that are addresses, and numbers in their ranges", () => {
    const on = (...reasons: unknown[]) => remote({ retries: { on: reasons, attempts: 2, seconds: 10 } });
    assert.deepEqual([on(), on("timeout", "502", "503", "504")], [[], []]);
    assert.deepEqual([on("error"), on(502), on("502", "502")], [["retries.on"], ["retries.on"], ["retries.on"]]);
    assert.deepEqual(remote({ retries: { on: [], attempts: 0, seconds: 0 } }), ["retries.attempts", "retries.seconds"]);
    assert.deepEqual(remote({ retries: undefined }), ["retries"]);
    const resolver = (...resolvers: unknown[]) => remote({ resolvers });
    for (const given of ["10.0.0.2", "10.0.0.2:5353", "[fd00:ec2::253]", "[fd00:ec2::253]:53"])
      assert.deepEqual(resolver(given), [], given);
    for (const given of ["dns.example", "fd00:ec2::253", "10.0.0.2:0", "10.0.0.2:65536", "[10.0.0.2]", "", {}, null])
      assert.deepEqual(resolver(given), ["resolvers[0]"], String(given));
    assert.deepEqual([resolver(), resolver("10.0.0.2", "10.0.0.2")], [["resolvers"], ["resolvers[1]"]]);
    const numbers = { failures: -1, failSeconds: 0, resolveSeconds: 0, ipv6: 1, balance: "random", hostHeader: "x" };
    assert.deepEqual(remote(numbers).sort(), Object.keys(numbers).sort());
    assert.deepEqual(remote({ max_fails: 1 }), ["max_fails"]);
  });

  it("says where, what was given, what is legal and what to do", () => {
    const settings = { ...s1Settings, upstreams: { app: { ...defaultUpstream, host: "10.0.0.9" } } };
    const [line = ""] = checkProxySettings(settings).map(formatProblem);
    assert.equal(
      line,
      'upstreams.app.host: given "10.0.0.9"; legal: an address of the loopback (127.0.0.0/8, ::1); fix: use kind "remote" for a server outside the task',
    );
  });

  it("is judged without an exception, whatever a program without types hands in, and can be rendered if it is legal", () => {
    const anything = fc.anything({ withBigInt: false, withNullPrototype: true });
    const oneOf = (...likely: unknown[]) => fc.oneof(anything, fc.constantFrom(...likely));
    const server = fc.record(
      {
        host: oneOf("example.com", "10.0.0.9"),
        port: oneOf(443),
        weight: oneOf(undefined, 2),
        backup: oneOf(undefined),
      },
      { requiredKeys: [] },
    );
    const upstream = fc.record({
      ...Object.fromEntries(Object.entries(defaultRemote).map(([key, value]) => [key, oneOf(value, value, value)])),
      kind: oneOf("remote", "remote", "linked", "port", "socket"),
      servers: fc.oneof(anything, fc.array(fc.oneof(anything, server, server))),
      tls: oneOf(false, {}, { serverName: "example.com" }),
    });
    fc.assert(
      fc.property(fc.oneof(anything, fc.dictionary(fc.string(), fc.oneof(anything, upstream))), (upstreams) => {
        const settings = { ...s1Settings, upstreams } as unknown as ProxySettings;
        if (checkProxySettings(settings).length === 0) renderProxy(settings);
      }),
      { numRuns: runs(500) },
    );
  });
});
