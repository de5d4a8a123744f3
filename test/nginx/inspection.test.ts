import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  checkProxySettings,
  type DecideInspection,
  defaultDecide,
  defaultRelay,
  defaultRemote,
  defaultUpstream,
  formatProblem,
  type Inspection,
  type ProxySettings,
  renderProxy,
} from "../../nginx";
import type { Directive } from "../../nginx/conf/directive";
import { forwardedHeaderDirectives } from "../../nginx/render/forwardedHeaders";
import { proxyDirectives } from "../../nginx/render/renderProxy";
import { confTree, withoutComments } from "./confTree";
import { relayAt, s4Settings } from "./s4Settings";

const decide: DecideInspection = { kind: "decide", port: 9000, ...defaultDecide };
const withDecide = (changes: object): ProxySettings => ({ ...s4Settings, inspection: { ...decide, ...changes } });
const where = (settings: ProxySettings) => checkProxySettings(settings).map((problem) => problem.where);

/** All directives with this name, at any depth, as one line of arguments each. */
function find(directives: Directive[], name: string): string[] {
  return directives.flatMap((directive) => [
    ...(directive.name === name ? [directive.args.join(" ")] : []),
    ...find(directive.block ?? [], name),
  ]);
}

describe("inspection", () => {
  it("is legal as it comes, and at its bounds", () => {
    for (const settings of [s4Settings, relayAt({ app: 3000, service: 9000 })]) assert.deepEqual(where(settings), []);
    const names = Array.from({ length: 8 }, (_, n) => `X${n}${"-a".repeat(15)}`);
    for (const legal of [
      { timeoutSeconds: 60, path: "/", passHeaders: names },
      { host: "::1", port: 1 },
    ]) {
      assert.deepEqual(where(withDecide(legal)), [], JSON.stringify(legal));
    }
  });

  it("is refused with the name of the field, all at once", () => {
    const wrong = {
      ...{ host: "10.0.0.1", port: 0, path: "/:id", timeoutSeconds: 0, onFailure: "ask" },
      ...{ passHeaders: ["X-A", "x-a", "a_b", 1], keepAliveConnections: 0, keepAliveSeconds: "4", connectSeconds: 1 },
    };
    const fields = ["connectSeconds", "host", "port", "keepAliveConnections", "keepAliveSeconds", "path"];
    const more = ["timeoutSeconds", "onFailure", "passHeaders[1]", "passHeaders[2]", "passHeaders[3]"];
    assert.deepEqual(
      where(withDecide(wrong)),
      [...fields, ...more].map((field) => `inspection.${field}`),
    );
    const relay = { kind: "relay", ...defaultRelay, port: 9000, connectSeconds: 76, path: "/x" } as Inspection;
    assert.deepEqual(where({ ...s4Settings, inspection: relay }), ["inspection.path", "inspection.connectSeconds"]);
    assert.deepEqual(where(withDecide({ kind: "log" })), ["inspection.kind"]);
    assert.deepEqual(where(withDecide({ passHeaders: Array(9).fill("X") })), ["inspection.passHeaders"]);
    for (const inspection of [null, "decide", []]) {
      assert.deepEqual(where({ ...s4Settings, inspection: inspection as never }), ["inspection"]);
    }
  });

  it("is no port that the proxy or an application listens on", () => {
    const lines = [8080, 3000].map((port) => checkProxySettings(withDecide({ port })).map(formatProblem));
    assert.match(String(lines[0]), /^inspection\.port: given 8080, which is also the proxy's port; /);
    assert.match(String(lines[1]), /^inspection\.port: given 3000, which is also upstreams\.app's port; /);
    assert.deepEqual(
      lines.map((each) => each.length),
      [1, 1],
    );
  });

  it("relays to no upstream whose names and certificates only the proxy would read", () => {
    const remote = { kind: "remote" as const, ...defaultRemote, servers: [{ host: "example.com", port: 443 }] };
    const settings = { ...relayAt({ app: 3000, service: 9000 }), upstreams: { app: remote } };
    assert.deepEqual(where(settings), ["upstreams.app.kind"]);
    assert.deepEqual(where({ ...settings, inspection: decide }), []);
  });

  it("passes on no header that the proxy sets or drops itself", () => {
    const { clientAddress } = s4Settings;
    const kinds = [clientAddress, { kind: "api-gateway" as const, subnets: ["10.0.0.0/24"] }];
    const names = kinds.flatMap((kind) =>
      forwardedHeaderDirectives({ ...s4Settings, clientAddress: kind }).map(({ args }) => String(args[0])),
    );
    const asked = find(proxyDirectives(s4Settings), "proxy_set_header").map((line) => line.split(" ")[0] ?? "");
    const own = [...names, ...asked, "X-Gatehouse-Upstream", "Transfer-Encoding"].filter(
      (name) => name !== "X-Inspection-Score",
    );
    for (const name of own) {
      assert.deepEqual(where(withDecide({ passHeaders: [name] })), ["inspection.passHeaders[0]"], name);
    }
  });

  it("is judged without an exception, whatever it is", () => {
    const anything = fc.anything({ withBigInt: false });
    const kind = fc.oneof(fc.constantFrom("decide", "relay"), anything);
    fc.assert(
      fc.property(kind, anything, anything, anything, anything, (one, port, path, passHeaders, upstreams) => {
        const inspection = { ...decide, kind: one, host: path, port, path, passHeaders } as never;
        for (const given of [inspection, path as never]) {
          const settings = { ...s4Settings, inspection: given, upstreams: { app: upstreams as never } };
          assert.ok(
            checkProxySettings(settings)
              .map(formatProblem)
              .every((line) => !line.includes("\n")),
          );
        }
      }),
    );
  });
});

describe("nginx.conf with a service that decides", () => {
  const tree = confTree(renderProxy(s4Settings));

  it("reads back as the list of directives that it was printed from", () => {
    assert.deepEqual(tree, withoutComments(proxyDirectives(s4Settings)));
  });

  it("asks for the whole server, and not where there is nothing to ask about", () => {
    assert.deepEqual(find(tree, "auth_request"), ["/.gatehouse/inspection/ask"]);
    const shop = { hosts: ["shop.example.com"], routes: s4Settings.sites[0]?.routes ?? [] };
    const named = proxyDirectives({ ...s4Settings, sites: [shop] });
    const servers = (named.find(({ name }) => name === "http")?.block ?? []).filter(({ name }) => name === "server");
    assert.deepEqual(
      servers.map(({ block = [] }) => [find(block, "server_name")[0], find(block, "auth_request").length]),
      [
        ["_", 0],
        ["shop.example.com", 1],
      ],
    );
  });

  it("admits without an answer only where the settings say so", () => {
    const intercepts = (settings: ProxySettings) => find(proxyDirectives(settings), "proxy_intercept_errors");
    assert.deepEqual([intercepts(s4Settings), intercepts(withDecide({ onFailure: "admit" }))], [[], ["on"]]);
    assert.doesNotMatch(renderProxy(s4Settings), /skipped/);
  });

  it("has a comment for each of its settings", () => {
    const text = renderProxy(withDecide({ onFailure: "admit", passHeaders: ["X-A"] }));
    for (const field of ["path", "timeoutSeconds", "onFailure", "passHeaders"]) {
      assert.match(text, new RegExp(`^ +# inspection\\.${field}`, "m"));
    }
  });
});

describe("nginx.conf with a service that relays", () => {
  const settings: ProxySettings = {
    ...relayAt({ app: 3000, service: 9000 }),
    upstreams: { shop: { ...defaultUpstream, port: 3001 }, wiki: { ...defaultUpstream, port: 3002 } },
    sites: [
      {
        routes: [
          { prefix: "/shop", methods: ["GET"], upstream: "shop" },
          { prefix: "/wiki", methods: ["GET"], upstream: "wiki" },
        ],
      },
    ],
  };
  const tree = proxyDirectives(settings);

  it("has one upstream, the service, and no address of an application", () => {
    assert.deepEqual(find(tree, "upstream"), ["gatehouse.inspection"]);
    assert.deepEqual(new Set(find(tree, "proxy_pass")), new Set(["http://gatehouse.inspection$request_uri"]));
    assert.doesNotMatch(renderProxy(settings), /300[12]/);
  });

  it("names the upstream of each route in a header that is always overwritten", () => {
    const names = find(tree, "proxy_set_header").filter((line) => line.startsWith("X-Gatehouse-Upstream"));
    assert.deepEqual(names, ["X-Gatehouse-Upstream shop", "X-Gatehouse-Upstream wiki"]);
  });
});
