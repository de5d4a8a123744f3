import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  type ClientLimits,
  checkProxySettings,
  formatProblem,
  type ProxySettings,
  type RateLimit,
  type Route,
  renderProxy,
  type Site,
} from "../../nginx";
import type { Directive } from "../../nginx/conf/directive";
import { confTree } from "./confTree";
import { s1Settings } from "./s1Settings";

const get = { methods: ["GET" as const] };
const ten: RateLimit = { requests: 10, per: "second" };

function withSite(site: Partial<Site> & Pick<Site, "routes">, more: Partial<ProxySettings> = {}): ProxySettings {
  return { ...s1Settings, ...more, sites: [site] };
}

function where(settings: ProxySettings): string[] {
  return checkProxySettings(settings).map((problem) => problem.where);
}

function find(directives: Directive[], name: string): string[] {
  return directives.flatMap((directive) => [
    ...(directive.name === name ? [directive.args.join(" ")] : []),
    ...find(directive.block ?? [], name),
  ]);
}

describe("Limits on a single client", () => {
  it("are legal for a site and for a route, with numbers from 1 or false", () => {
    const all: ClientLimits = {
      rateLimit: { ...ten, burst: 1, zoneMebibytes: 1 },
      connectionLimit: 1,
      limitDryRun: true,
    };
    assert.deepEqual(where(withSite({ ...all, routes: [{ path: "/x", ...get, ...all }] })), []);
    const none: ClientLimits = { rateLimit: false, connectionLimit: false, limitDryRun: false };
    assert.deepEqual(where(withSite({ ...none, routes: [{ path: "/x", ...get, ...none }] })), []);
  });

  it("are refused with the name of the field, all at once", () => {
    const wrong = {
      rateLimit: { requests: 0, per: "hour", burst: 0.5, zoneMebibytes: 2000, delay: 1 },
      connectionLimit: "5",
      limitDryRun: "yes",
    } as unknown as ClientLimits;
    const fields = [
      ...["rateLimit.delay", "rateLimit.requests", "rateLimit.per", "rateLimit.burst", "rateLimit.zoneMebibytes"],
      ...["connectionLimit", "limitDryRun"],
    ];
    assert.deepEqual(
      where(withSite({ ...wrong, routes: [] })),
      fields.map((field) => `sites[0].${field}`),
    );
    assert.deepEqual(
      where(withSite({ routes: [{ path: "/x", ...get, ...wrong }] })),
      fields.map((field) => `sites[0].routes[0].${field}`),
    );
    assert.deepEqual(where(withSite({ routes: [{ path: "/x", ...get, rateLimit: true as never }] })), [
      "sites[0].routes[0].rateLimit",
    ]);
  });

  it("are judged without an exception, whatever they are", () => {
    const anything = fc.anything({ withBigInt: false });
    const rate = fc.record({ requests: anything, per: anything, burst: anything }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(anything, rate), anything, (rateLimit, connectionLimit) => {
        const limits = { rateLimit, connectionLimit, limitDryRun: connectionLimit } as ClientLimits;
        const problems = checkProxySettings(withSite({ ...limits, routes: [{ path: "/x", ...get, ...limits }] }));
        assert.ok(problems.map(formatProblem).every((line) => !line.includes("\n")));
      }),
    );
  });

  it("do not keep two routes apart that cross each other with the same ones", () => {
    const routes = (requests: number): Route[] => [
      { path: "/a/:b", ...get, rateLimit: ten },
      { path: "/:a/b", ...get, rateLimit: { ...ten, requests } },
    ];
    assert.deepEqual(where(withSite({ routes: routes(10) })), []);
    assert.deepEqual(where(withSite({ routes: routes(11) })), ["sites[0].routes[1].path"]);
  });
});

describe("nginx.conf with limits on a single client", () => {
  const rendered = (settings: ProxySettings) => confTree(renderProxy(settings));

  it("has nothing of them where there are none", () => {
    for (const settings of [s1Settings, withSite({ rateLimit: false, routes: [{ path: "/x", ...get }] })])
      assert.doesNotMatch(renderProxy(settings), /limit_req|limit_conn|gate_client_network|gate_limited|429|limited/);
  });

  it("has a counter for each limit, with the size and pace of the settings", () => {
    const tree = rendered(
      withSite({
        rateLimit: ten,
        connectionLimit: 20,
        routes: [
          { path: "/x", ...get },
          { path: "/y", ...get },
          { path: "/z", ...get, rateLimit: { requests: 5, per: "minute", burst: 1, zoneMebibytes: 1 } },
        ],
      }),
    );
    assert.deepEqual(find(tree, "limit_req_zone"), [
      "$gate_client_network zone=rateLimit_0:10m rate=10r/s",
      "$gate_client_network zone=rateLimit_0_2:1m rate=5r/m",
    ]);
    assert.deepEqual(find(tree, "limit_req"), ["zone=rateLimit_0 burst=9 nodelay", "zone=rateLimit_0_2"]);
    assert.deepEqual(find(tree, "limit_conn_zone"), ["$gate_client_network zone=connectionLimit_0:1m"]);
    assert.deepEqual(find(tree, "limit_conn"), ["connectionLimit_0 20", "connectionLimit_0 20"]);
    assert.deepEqual([...find(tree, "limit_req_status"), ...find(tree, "limit_conn_status")], ["429", "429"]);
  });

  it("has room for as many connections as the workers can hold, because nginx refuses everybody without it", () => {
    const zone = (workers: number) =>
      find(
        rendered(withSite({ connectionLimit: 5, routes: [{ path: "/x", ...get }] }, { workers })),
        "limit_conn_zone",
      ).map((line) => line.replace(/.*:/, ""));
    assert.deepEqual([1, 3, 4, 64].map(zone), [["1m"], ["1m"], ["2m"], ["17m"]]);
  });

  it("names seconds after which nginx, which counts in thousandths of a request a second, has one again", () => {
    const seconds = (rateLimit: RateLimit) =>
      find(rendered(withSite({ routes: [{ path: "/x", ...get, rateLimit }] })), "429 /.gatehouse/to/app");
    const named = [1, 7, 30, 59, 60, 61, 10000].map((requests) => seconds({ requests, per: "minute" }));
    assert.deepEqual(named, [["63"], ["9"], ["2"], ["2"], ["1"], ["1"], ["1"]]);
    assert.deepEqual(seconds(ten), ["1"]);
  });

  it("counts without refusing in a dry run", () => {
    const tree = rendered(
      withSite({ rateLimit: ten, connectionLimit: 5, limitDryRun: true, routes: [{ path: "/x", ...get }] }),
    );
    assert.deepEqual([...find(tree, "limit_req_dry_run"), ...find(tree, "limit_conn_dry_run")], ["on", "on"]);
  });
});
