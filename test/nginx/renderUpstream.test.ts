import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConnections, type ProxySettings, type RemoteUpstream, renderProxy } from "../../nginx";
import type { Directive } from "../../nginx/conf/directive";
import { proxyDirectives } from "../../nginx/render/renderProxy";
import { confTree, withoutComments } from "./confTree";
import { s1Settings } from "./s1Settings";
import { s2At, s2Settings } from "./s2Settings";
import { s3Settings } from "./s3Settings";

/** Blocks with this name and these arguments, wherever they are. */
function blocks(directives: Directive[], name: string, args: string): Directive[][] {
  return directives.flatMap((one) => [
    ...(one.block !== undefined && one.name === name && one.args.join(" ") === args ? [one.block] : []),
    ...blocks(one.block ?? [], name, args),
  ]);
}

/** The lines of a block whose name begins so. */
function lines(block: Directive[] | undefined, beginning: RegExp): string[] {
  return (block ?? []).map(({ name, args }) => [name, ...args].join(" ")).filter((line) => beginning.test(line));
}

function rendered(settings: ProxySettings, upstream = "outside") {
  const tree = confTree(renderProxy(settings));
  assert.deepEqual(tree, withoutComments(proxyDirectives(settings)));
  const [group] = blocks(tree, "upstream", upstream);
  const [place] = blocks(tree, "location", `= /.gatehouse/to/${upstream}`);
  return { group, place };
}

const outside = (changes: Partial<RemoteUpstream>) => rendered(s2At(changes));
const servers = (settings: ProxySettings, upstream: string) => lines(rendered(settings, upstream).group, /^server/);
const ip = { host: "10.0.0.9", port: 8080 };

describe("An outside host in nginx.conf", () => {
  const { group, place } = rendered(s2Settings);

  it("is looked up by nginx while it runs, by the VPC's resolver, for IPv4", () => {
    assert.deepEqual(lines(group, /^(?:server|resolver|zone)/), [
      "zone upstream_outside 1m",
      "resolver 169.254.169.253 ipv6=off",
      "resolver_timeout 10s",
      "server example.com:443 max_fails=3 fail_timeout=10s resolve",
    ]);
    const others = { resolvers: ["10.0.0.2", "[fd00:ec2::253]:53"], resolveSeconds: 30, ipv6: true };
    assert.deepEqual(lines(outside(others).group, /^resolver /), ["resolver 10.0.0.2 [fd00:ec2::253]:53 valid=30s"]);
  });

  it("is spoken to over verified TLS with its name, by its place in the settings and not by a variable", () => {
    assert.deepEqual(lines(place, /^proxy_(?:pass|ssl)/), [
      "proxy_pass https://outside$request_uri",
      "proxy_ssl_server_name on",
      "proxy_ssl_name example.com",
      "proxy_ssl_verify on",
      "proxy_ssl_verify_depth 3",
      "proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt",
      "proxy_ssl_protocols TLSv1.2 TLSv1.3",
    ]);
    const own = { tls: { serverName: "x.example", certificateAuthorities: "/own.pem" } };
    const chosen = lines(outside(own).place, /^proxy_ssl_(?:name|trusted)/);
    assert.deepEqual(chosen, ["proxy_ssl_name x.example", "proxy_ssl_trusted_certificate /own.pem"]);
  });

  it("gets its name as Host, with the port where it is not the scheme's, and keeps its redirects here", () => {
    const told = (changes: Partial<RemoteUpstream>) =>
      lines(outside(changes).place, /^(?:proxy_set_header Host|proxy_redirect|absolute_redirect)/);
    const redirects = (to: string) => [`proxy_redirect ${to}/ /`, "absolute_redirect off"];
    assert.deepEqual(told({}).sort(), [
      "absolute_redirect off",
      "proxy_redirect https://example.com/ /",
      "proxy_set_header Host example.com",
    ]);
    const tls = { serverName: "x.example" };
    const six = { host: "2001:db8::1", port: 80 };
    assert.deepEqual(told({ servers: [ip], tls }), [
      ...redirects("https://x.example:8080"),
      "proxy_set_header Host x.example:8080",
    ]);
    assert.deepEqual(told({ servers: [six], tls: false }), [
      ...redirects("http://[2001:db8::1]"),
      "proxy_set_header Host [2001:db8::1]",
    ]);
    assert.deepEqual(told({ hostHeader: "request" }), ["proxy_set_header Host $host"]);
  });

  it("is asked once more only as the settings say", () => {
    const retries = { on: ["timeout" as const, "503" as const], attempts: 3, seconds: 5 };
    assert.deepEqual(lines(outside({ retries }).place, /^proxy_next/), [
      "proxy_next_upstream error timeout http_503",
      "proxy_next_upstream_tries 3",
      "proxy_next_upstream_timeout 5s",
    ]);
    assert.ok(!renderProxy(s2Settings).includes("non_idempotent"));
  });
});

describe("Servers in nginx.conf", () => {
  it("that are alone with their address are never taken out, and need no zone, resolver or newer nginx", () => {
    const { group, place } = outside({ servers: [ip], tls: false });
    assert.deepEqual(lines(group, /^(?:server|resolver|zone|least)/), ["server 10.0.0.9:8080 max_fails=0"]);
    assert.deepEqual(lines(place, /^proxy_next/), ["proxy_next_upstream error"]);
  });

  it("that are several have weights and backups, and what the workers share about them", () => {
    const list = [
      { ...ip, weight: 3 },
      { host: "2001:db8::1", port: 80 },
      { ...ip, port: 81, backup: true },
    ];
    const changes = { servers: list, tls: false as const, hostHeader: "request" as const, failures: 1, failSeconds: 5 };
    const { group } = outside({ ...changes, balance: "leastConnections" });
    assert.deepEqual(lines(group, /^(?:server|resolver|zone|least)/), [
      "zone upstream_outside 1m",
      "least_conn",
      "server 10.0.0.9:8080 weight=3 max_fails=1 fail_timeout=5s",
      "server [2001:db8::1]:80 max_fails=1 fail_timeout=5s",
      "server 10.0.0.9:81 max_fails=1 fail_timeout=5s backup",
    ]);
    const always = outside({ ...changes, failures: 0 }).group;
    assert.equal(lines(always, /^server/)[1], "server [2001:db8::1]:80 max_fails=0");
    assert.deepEqual(lines(always, /^least_conn/), []);
  });

  it("that are linked stand there by their container's name", () => {
    const app = { kind: "linked" as const, host: "app", port: 3000, ...defaultConnections };
    assert.deepEqual(servers({ ...s1Settings, upstreams: { app } }, "app"), ["server app:3000 max_fails=0"]);
  });

  it("of several sites are each in a group of their own", () => {
    assert.deepEqual(servers(s3Settings, "shop"), ["server 127.0.0.1:3000 max_fails=0"]);
    assert.deepEqual(servers(s3Settings, "wiki"), ["server unix:/run/wiki/http.sock max_fails=0"]);
    assert.equal(servers(s3Settings, "api").length, 2);
  });
});
