import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  checkProxySettings,
  defaultConnections,
  defaultProxySettings,
  defaultUpstream,
  formatProblem,
  type ProxySettings,
  renderProxy,
} from "../../nginx";
import { appAt, s1Settings } from "./s1Settings";

const where = (settings: ProxySettings) => checkProxySettings(settings).map((problem) => problem.where);
const withPath = (path: string) => ({ ...s1Settings, sites: [{ routes: [{ path, methods: ["GET" as const] }] }] });
const withSubnets = (...subnets: string[]): ProxySettings => ({
  ...s1Settings,
  clientAddress: { kind: "alb", subnets },
});

describe("the proxy's settings", () => {
  it("are legal as they come, and for the sample service", () => {
    assert.deepEqual(checkProxySettings(defaultProxySettings), []);
    assert.deepEqual(checkProxySettings(s1Settings), []);
  });

  it("are reported with all their problems at once, one line each, with the value, the legal ones and the fix", () => {
    const settings: ProxySettings = {
      ...withPath("/a;b"),
      port: 80,
      bodyLimitBytes: 0.5,
      upstreams: { app: { ...defaultUpstream, host: "localhost" } },
    };
    assert.deepEqual(where(settings), ["port", "bodyLimitBytes", "upstreams.app.host", "sites[0].routes[0].path"]);
    const [port = "", , , path = ""] = checkProxySettings(settings).map(formatProblem);
    assert.match(port, /^port: given 80; legal: a whole number from 1024 to 65535; fix: use 8080/);
    assert.match(path, /^sites\[0\]\.routes\[0\]\.path: given "\/a;b"; legal: .+; fix: .+$/);
  });

  it("are refused by renderProxy with the same lines", () => {
    assert.throws(
      () => renderProxy({ ...defaultProxySettings, workers: 0 }),
      /cannot be used:\nworkers: given 0; legal: /,
    );
  });

  it("take no path that nginx and the application could read differently", () => {
    const wrong = [
      "",
      "api",
      "/api/",
      "//api",
      "/a//b",
      "/a/../b",
      "/.",
      "/a%2fb",
      "/a b",
      "/a?b",
      "/a\\b",
      "/a;b",
      "/$x",
      "/a\n",
      "/:",
      "/:1a",
      "/a:b",
      "/{id}",
      "/é",
    ];
    for (const path of wrong)
      assert.deepEqual(where(withPath(path)), ["sites[0].routes[0].path"], JSON.stringify(path));
    for (const path of ["/a", "/a/:b_1/c.json", "/.well-known/x", "/a-b_c~d@e+f,g=h"])
      assert.deepEqual(where(withPath(path)), [], path);
  });

  it("take no route twice, not the health path, not the proxy's own", () => {
    const get = (path: string) => ({ path, methods: ["GET" as const] });
    assert.deepEqual(where({ ...s1Settings, sites: [{ routes: [get("/a/:b"), get("/a/:c")] }] }), [
      "sites[0].routes[1].path",
    ]);
    assert.deepEqual(where(withPath("/")), ["sites[0].routes[0].path"]);
    assert.deepEqual(where(withPath("/.gatehouse/error")), ["sites[0].routes[0].path"]);
  });

  it("give a route the health path in a site with hosts, and say so where it has none", () => {
    const routes: ProxySettings["sites"][number]["routes"] = [{ path: "/", methods: ["GET"] }];
    assert.deepEqual(where({ ...s1Settings, sites: [{ hosts: ["a.example"], routes }] }), []);
    const [problem] = checkProxySettings({ ...s1Settings, sites: [{ routes }] });
    assert.match(problem?.fix ?? "", /give the site hosts/);
  });

  it("take two routes that cross each other only with the same methods", () => {
    const routes = (second: "GET" | "POST"): ProxySettings => ({
      ...s1Settings,
      sites: [
        {
          routes: [
            { path: "/a/:b", methods: ["GET"] },
            { path: "/:a/b", methods: [second] },
          ],
        },
      ],
    });
    assert.deepEqual(where(routes("GET")), []);
    assert.deepEqual(where(routes("POST")), ["sites[0].routes[1].path"]);
  });

  it("take known methods, once each, in capitals", () => {
    const methods = (...given: string[]) =>
      where({ ...s1Settings, sites: [{ routes: [{ path: "/a", methods: given as never }] }] });
    assert.deepEqual(methods(), ["sites[0].routes[0].methods"]);
    assert.deepEqual(methods("get", "TRACE", "GET", "GET"), [
      "sites[0].routes[0].methods[0]",
      "sites[0].routes[0].methods[1]",
      "sites[0].routes[0].methods[3]",
    ]);
  });

  it("believe only networks that can be the balancer's subnets", () => {
    assert.deepEqual(where(withSubnets()), ["clientAddress.subnets"]);
    const wrong = [
      "10.0.0.0",
      "10.0.0.0/33",
      "10.0.0.0/8",
      "0.0.0.0/0",
      "10.0.0.5/24",
      "::/0",
      "fe80::1%eth0/64",
      "vpc",
      "10.0.0.0/24/1",
      "10.0.0.0/",
    ];
    for (const subnet of wrong) assert.deepEqual(where(withSubnets(subnet)), ["clientAddress.subnets[0]"], subnet);
    for (const subnet of ["10.0.0.0/16", "127.0.0.2/32", "2600:1f18::/56"])
      assert.deepEqual(where(withSubnets(subnet)), [], subnet);
    assert.deepEqual(where(withSubnets("10.0.0.0/24", "10.0.0.0/24")), ["clientAddress.subnets[1]"]);
    const [problem] = checkProxySettings(withSubnets("10.0.3.77/20"));
    assert.equal(problem?.fix, "write the network's first address: 10.0.0.0/20");
  });

  it("keep the application's port apart from the proxy's", () => {
    assert.deepEqual(where({ ...s1Settings, upstreams: appAt(8080) }), ["upstreams.app.port"]);
  });

  it("take a socket as the application's place, or a host and a port, not both", () => {
    const at = (place: object) =>
      where({ ...s1Settings, upstreams: { app: { ...defaultConnections, ...place } } as never });
    const socket = { kind: "socket", socket: "/run/app/http.sock" };
    assert.deepEqual(at(socket), []);
    assert.deepEqual(at({ ...socket, port: 3000 }), ["upstreams.app.port"]);
    assert.deepEqual(at({}), ["upstreams.app.kind"]);
    const wrong = [
      "",
      "run/app.sock",
      "/",
      "/run/",
      "/a//b",
      "/a/../b",
      "/a b",
      "/a;b",
      "/$x",
      "/a:b",
      `/${"a".repeat(107)}`,
    ];
    for (const path of wrong) assert.deepEqual(at({ kind: "socket", socket: path }), ["upstreams.app.socket"], path);
    for (const path of ["/a", "/run/app-1/.x_y.sock", `/${"a".repeat(106)}`])
      assert.deepEqual(at({ kind: "socket", socket: path }), []);
  });

  it("let several workers collect no more of the log than a pipe takes in one piece", () => {
    const log = (bufferBytes: number, workers: number) =>
      where({ ...s1Settings, workers, log: { bufferBytes, flushSeconds: 1 } });
    for (const [bytes, workers] of [
      [0, 4],
      [512, 4],
      [4096, 4],
      [65536, 1],
    ] as const)
      assert.deepEqual(log(bytes, workers), []);
    for (const [bytes, workers] of [
      [4097, 2],
      [1, 1],
      [-1, 1],
      [0.5, 1],
      [2 ** 21, 1],
    ] as const)
      assert.deepEqual(log(bytes, workers), ["log.bufferBytes"]);
    assert.deepEqual(where({ ...s1Settings, log: { bufferBytes: 0, flushSeconds: 0 } }), ["log.flushSeconds"]);
  });

  it("are judged without an exception, whatever a program without types hands in", () => {
    const anything = fc.anything({ withBigInt: false });
    const route = fc.record({ path: anything, methods: anything, regex: anything }, { requiredKeys: [] });
    const hostOrSo = fc.oneof(anything, fc.string());
    fc.assert(
      fc.property(
        fc.record({ port: anything, body: anything, name: hostOrSo, route, site: anything, subnet: anything }),
        (given) => {
          const settings = {
            ...defaultProxySettings,
            port: given.port,
            health: { path: "/", body: given.body },
            upstreams: {
              [typeof given.name === "string" ? given.name : "app"]: { ...defaultUpstream, host: given.subnet },
            },
            sites: [given.site, { hosts: [given.name], routes: [given.route] }],
            clientAddress: { kind: "alb", subnets: [given.subnet] },
          } as unknown as ProxySettings;
          assert.ok(
            checkProxySettings(settings)
              .map(formatProblem)
              .every((line) => !line.includes("\n")),
          );
        },
      ),
    );
  });
});
