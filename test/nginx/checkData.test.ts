import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  checkProxySettings,
  defaultCompression,
  defaultProxySettings,
  defaultUpstream,
  type ProxySettings,
} from "../../nginx";
import { runs } from "../share";
import { knownSettings } from "./knownSettings";

/** The fields that are named, for settings as data may have them. */
function named(settings: unknown): string[] {
  return checkProxySettings(settings as ProxySettings).map(({ where }) => where);
}

function withField(field: string, value: unknown): unknown {
  return { ...defaultProxySettings, [field]: value };
}

describe("Settings that come as data", () => {
  it("are refused and never thrown at, whatever they are", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true });
    const whole = fc.oneof(fc.jsonValue(), anything);
    const fields = [...Object.keys(defaultProxySettings), "inspection", "compression", "strictTransportSecurity"];
    const oneField = fc.tuple(fc.constantFrom(...fields), whole).map(([field, value]) => withField(field, value));
    const inSites = whole.map((value) => withField("sites", [{ routes: [value] }]));
    fc.assert(
      fc.property(fc.oneof(whole, oneField, inSites), (settings) => {
        assert.ok(Array.isArray(checkProxySettings(settings as ProxySettings)));
      }),
      { numRuns: runs(1000) },
    );
  });

  it("are an object", () => {
    for (const settings of [undefined, null, 1, "x", [], [0n]]) assert.deepEqual(named(settings), ["settings"]);
  });

  it("hold data only, and not themselves", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    assert.match(named(withField("sites", circle)).join(), /^sites(?:\[0\]){16}$/);
    assert.deepEqual(named(withField("port", 8080n)), ["port"]);
    assert.deepEqual(named(withField("health", { path: "/", body: () => "x" })), ["health.body"]);
    assert.deepEqual(named(withField("limits", new Map())), ["limits"]);
  });

  it("are never thrown at where a field holds what becomes neither a number nor a text", () => {
    const neither = { toString: false };
    for (const [name, settings] of knownSettings) {
      for (const [field, value] of Object.entries(settings)) {
        assert.doesNotThrow(() => named({ ...settings, [field]: neither }), `${name}: ${field}`);
        for (const inner of Object.keys(Object(value))) {
          const changed = { ...settings, [field]: { ...value, [inner]: neither } };
          assert.doesNotThrow(() => named(changed), `${name}: ${field}.${inner}`);
        }
      }
    }
    assert.deepEqual(named(withField("workers", neither)), ["workers"]);
    const limits = { ...defaultProxySettings.limits, headerBytes: neither };
    assert.deepEqual(named(withField("limits", limits)), ["limits.headerBytes"]);
  });

  it("have no field that nobody reads", () => {
    assert.deepEqual(named(withField("routes", [])), ["routes"]);
    assert.deepEqual(named(withField("health", { ...defaultProxySettings.health, paht: "/" })), ["health.paht"]);
    assert.deepEqual(named(withField("log", { ...defaultProxySettings.log, format: "json" })), ["log.format"]);
  });

  it("are refused, and nothing is thrown, where any part of settings that work is missing or has another's name", () => {
    for (const [name, settings] of knownSettings) {
      for (const [field, value] of Object.entries(settings)) {
        const { [field]: _, ...rest } = settings as unknown as Record<string, unknown>;
        const said = named(rest);
        if (field in defaultProxySettings)
          assert.ok(
            said.some((where) => where.startsWith(field)),
            `${name}: ${field}`,
          );
        assert.ok(named({ ...rest, "x y": value }).includes("x y"), `${name}: ${field}`);
      }
    }
  });

  it("are refused by the name of a part that is missing", () => {
    for (const field of Object.keys(defaultProxySettings)) {
      assert.ok(
        named(withField(field, undefined)).some((where) => where.startsWith(field)),
        field,
      );
      assert.ok(
        named(withField(field, null)).some((where) => where.startsWith(field)),
        field,
      );
    }
  });
});

describe("Settings that nginx itself would refuse", () => {
  it("are upstreams whose names differ in letter case only", () => {
    const upstreams = { app: defaultUpstream, App: { ...defaultUpstream, port: 3001 } };
    assert.deepEqual(named(withField("upstreams", upstreams)), ["upstreams.App"]);
  });

  it("are IPv6 networks with something behind their bits", () => {
    const subnet = (network: string) => named(withField("clientAddress", { kind: "alb", subnets: [network] }));
    for (const right of [
      "2001:db8::/44",
      "2001:db8:0:1::/64",
      "::ffff:10.0.0.0/120",
      "::1/128",
      "fd00:0:0:0:0:0:0:0/48",
    ]) {
      assert.deepEqual(subnet(right), [], right);
    }
    for (const wrong of ["2001:db8::1/64", "2001:db8:3:1::/48", "::ffff:10.0.0.1/120", "fd00:0:0:0:0:0:0:1/127"]) {
      assert.deepEqual(subnet(wrong), ["clientAddress.subnets[0]"], wrong);
    }
  });

  it("are media types that are longer than a slot of nginx's table", () => {
    const compressed = (type: string) => named(withField("compression", { ...defaultCompression, types: [type] }));
    assert.deepEqual(compressed(`text/${"x".repeat(41)}`), []);
    assert.deepEqual(compressed(`text/${"x".repeat(42)}`), ["compression.types[0]"]);
  });

  it("are lists of headers that nginx has no room for", () => {
    const table = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, "x"]));
    assert.deepEqual(named(withField("responseHeaders", table(64))), []);
    assert.deepEqual(named(withField("responseHeaders", table(65))), ["responseHeaders"]);
    const site = (count: number) => [{ routes: [], cors: { origins: ["*"], headers: Object.keys(table(count)) } }];
    assert.deepEqual(named(withField("sites", site(50))), []);
    assert.deepEqual(named(withField("sites", site(51))), ["sites[0].cors.headers"]);
  });
});
