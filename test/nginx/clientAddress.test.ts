import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { type ClientAddress, checkProxySettings, formatProblem, renderProxy } from "../../nginx";
import type { Directive } from "../../nginx/conf/directive";
import { confTree } from "./confTree";
import { s1Settings } from "./s1Settings";

const subnets = ["10.0.0.0/24", "10.0.1.0/24"];
const kinds: ClientAddress[] = [
  { kind: "direct" },
  { kind: "alb", subnets },
  { kind: "nlb-preserve", scheme: "https" },
  { kind: "nlb-proxy-protocol", subnets, scheme: "http" },
  { kind: "cloudfront", subnets, origins: ["10.0.8.0/24", "10.0.1.0/24"] },
  { kind: "api-gateway", subnets },
];

/** Problems of this setting, as `field: legal; fix`. */
function where(clientAddress: unknown): string[] {
  return checkProxySettings({ ...s1Settings, clientAddress: clientAddress as ClientAddress }).map((one) => one.where);
}

/** Directives with this name at any depth, as a line of arguments each; of a block, its entries. */
function find(directives: Directive[], name: string): string[] {
  return directives.flatMap((directive) => [
    ...(directive.name === name ? [directive.args.join(" ")] : []),
    ...find(directive.block ?? [], name),
  ]);
}

function rendered(clientAddress: ClientAddress): { text: string; tree: Directive[] } {
  const text = renderProxy({ ...s1Settings, clientAddress });
  return { text, tree: confTree(text) };
}

describe("clientAddress", () => {
  it("has six kinds, each legal with what it needs and with nothing more", () => {
    for (const one of kinds) {
      assert.deepEqual(where(one), [], one.kind);
      assert.deepEqual(where({ ...one, header: "X-Real-IP" }), ["clientAddress.header"], one.kind);
    }
    assert.deepEqual(where({ kind: "nlb-preserve", scheme: "https", subnets }), ["clientAddress.subnets"]);
    assert.deepEqual(where({ kind: "alb", subnets, scheme: "https" }), ["clientAddress.scheme"]);
  });

  it("says what is missing of it, all at once", () => {
    for (const kind of ["alb", "api-gateway"]) assert.deepEqual(where({ kind }), ["clientAddress.subnets"]);
    assert.deepEqual(where({ kind: "nlb-preserve" }), ["clientAddress.scheme"]);
    assert.deepEqual(where({ kind: "nlb-proxy-protocol" }), ["clientAddress.subnets", "clientAddress.scheme"]);
    assert.deepEqual(where({ kind: "cloudfront" }), ["clientAddress.subnets", "clientAddress.origins"]);
    for (const other of [undefined, null, "alb", [], { kind: "elb" }, {}])
      assert.match(where(other).join(), /^clientAddress(\.kind)?$/, String(other));
  });

  it("takes for CloudFront only networks that no viewer can be in, because entries in them are stepped over", () => {
    const at = (field: "subnets" | "origins", network: string) =>
      where({ kind: "cloudfront", subnets, origins: subnets, [field]: [network] });
    for (const network of ["10.0.0.0/16", "172.31.0.0/20", "192.168.0.0/16", "100.127.0.0/24", "198.19.0.0/16"]) {
      assert.deepEqual([...at("subnets", network), ...at("origins", network)], [], network);
    }
    for (const network of ["172.32.0.0/20", "100.128.0.0/24", "11.0.0.0/24", "203.0.113.0/24", "2600:1f18::/56"]) {
      assert.deepEqual(at("subnets", network), ["clientAddress.subnets[0]"], network);
      assert.deepEqual(at("origins", network), ["clientAddress.origins[0]"], network);
    }
  });

  it("is judged without an exception, whatever it is", () => {
    const kind = fc.constantFrom(...kinds.map((one) => one.kind));
    const anything = fc.anything({ withBigInt: false });
    const record = fc.record({ kind, subnets: anything, origins: anything, scheme: anything }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(anything, record), (clientAddress) => {
        const problems = checkProxySettings({ ...s1Settings, clientAddress: clientAddress as ClientAddress });
        assert.ok(problems.map(formatProblem).every((line) => !line.includes("\n")));
      }),
    );
  });
});

describe("nginx.conf for each kind of clientAddress", () => {
  const told = (clientAddress: ClientAddress) =>
    ["real_ip_header", "real_ip_recursive", "listen"].map((name) => find(rendered(clientAddress).tree, name).join());

  it("reads the address in that kind's words, and recursively only past CloudFront", () => {
    assert.deepEqual(kinds.map(told), [
      ["", "", "8080 default_server"],
      ["X-Forwarded-For", "off", "8080 default_server"],
      ["", "", "8080 default_server"],
      ["proxy_protocol", "", "8080 default_server proxy_protocol"],
      ["X-Forwarded-For", "on", "8080 default_server"],
      ["Gatehouse-Client-Address", "", "8080 default_server"],
    ]);
  });

  it("says at every site's listen that connections begin with a PROXY header", () => {
    const routes = [{ path: "/x", methods: ["GET" as const] }];
    const sites = [{ routes }, { hosts: ["a.example.com"], routes }];
    const clientAddress: ClientAddress = { kind: "nlb-proxy-protocol", subnets, scheme: "https" };
    const tree = confTree(renderProxy({ ...s1Settings, sites, clientAddress }));
    assert.deepEqual(find(tree, "listen"), ["8080 default_server proxy_protocol", "8080 proxy_protocol"]);
  });

  it("trusts the balancer's subnets, and CloudFront's interfaces before them, each once", () => {
    const trusted = kinds.map((one) => find(rendered(one).tree, "set_real_ip_from"));
    assert.deepEqual(trusted, [[], subnets, [], subnets, ["10.0.8.0/24", ...subnets], subnets]);
  });

  it("has a client of its own only where nginx would believe more peers than the balancer", () => {
    const own = (one: ClientAddress) => rendered(one).text.includes("$gate_client");
    assert.deepEqual(kinds.map(own), [false, false, false, false, true, false]);
    assert.equal(own({ kind: "cloudfront", subnets, origins: ["10.0.1.0/24"] }), false);
  });

  it("tells the application the scheme that the kind knows, or what the balancer says", () => {
    const scheme = kinds.map((one) =>
      find(rendered(one).tree, "proxy_set_header").find((header) => header.startsWith("X-Forwarded-Proto ")),
    );
    const mapped = "X-Forwarded-Proto $gate_forwarded_proto";
    assert.deepEqual(scheme, [
      "X-Forwarded-Proto $scheme",
      mapped,
      "X-Forwarded-Proto https",
      ...[mapped, mapped, mapped],
    ]);
    const proxied = find(rendered(kinds[3] as ClientAddress).tree, "1");
    assert.ok(proxied.includes("http"), `${proxied}`);
  });

  it("names the header of API Gateway where it is read, and nowhere else", () => {
    const naming = kinds.filter((one) => /gatehouse.client.address/i.test(rendered(one).text));
    assert.deepEqual(
      naming.map(({ kind }) => kind),
      ["api-gateway"],
    );
  });
});
