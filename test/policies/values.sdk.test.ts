import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import fc from "fast-check";
import { describe, it } from "mocha";
import { matchesPattern } from "../../policies/configuration";
import { parseContainers } from "../../policies/model/containerDefinitions";
import { cidr, hasPublicAddress, unionOf } from "../../policies/values/addresses";
import { inEveryWorld, maybe, maybeOutside, no, yes } from "../../policies/values/decision";
import { intersects, intervalSet, isSubset, subtract, union } from "../../policies/values/intervals";
import { allPorts, namePorts, portRange, portsOfRule, showPorts } from "../../policies/values/ports";
import { protocol } from "../../policies/values/protocol";
import {
  absent,
  integer,
  known,
  property,
  truth,
  unknown,
  unknownSentinels,
  unproxied,
} from "../../policies/values/value";

const proxySentinels = require("@pulumi/policy/proxy") as Record<string, unknown>;

describe("raw values", () => {
  it("know every sentinel of the SDK", () => {
    const ofSdk = Object.entries(proxySentinels).filter(([name]) => /^unknown\w+Value$/.test(name));
    assert.equal(ofSdk.length, 7);
    assert.deepEqual(new Set(ofSdk.map(([, value]) => value)), unknownSentinels);
  });

  it("are read behind the SDK's proxy, which throws", () => {
    const proxied = unknownCheckingProxy({
      port: 80,
      id: [...unknownSentinels][0],
      list: [[...unknownSentinels][2]],
    }) as never;
    assert.throws(() => (proxied as { id: unknown }).id);
    const raw = known(unproxied(proxied));
    assert.deepEqual(property(raw, "id"), unknown);
    assert.deepEqual(property(raw, "port"), known(80));
    assert.deepEqual(property(raw, "nothing"), absent);
  });

  it("never come from a prototype, and are unknown when they are something else", () => {
    assert.deepEqual(property(known({}), "constructor"), absent);
    assert.deepEqual(property(known("text"), "length"), unknown);
    assert.deepEqual(integer(known("8080")), known(8080));
    assert.deepEqual(integer(known("80a")), unknown);
    assert.deepEqual(truth(known("True")), known(true));
    assert.deepEqual(truth(known("yes")), unknown);
  });
});

describe("sets of intervals", () => {
  const small = fc
    .array(fc.tuple(fc.nat(40), fc.nat(10)), { maxLength: 6 })
    .map((pairs) => intervalSet(pairs.map(([first, size]) => ({ first: BigInt(first), last: BigInt(first + size) }))));
  const members = (set: ReturnType<typeof intervalSet>) =>
    new Set(
      set.flatMap(({ first, last }) => Array.from({ length: Number(last - first) + 1 }, (_, i) => Number(first) + i)),
    );

  it("are what the sets of their numbers are", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [one, other] = [members(a), members(b)];
        assert.deepEqual([...members(union(a, b))].sort(), [...new Set([...one, ...other])].sort());
        assert.deepEqual([...members(subtract(a, b))].sort(), [...one].filter((n) => !other.has(n)).sort());
        assert.equal(
          isSubset(a, b),
          [...one].every((n) => other.has(n)),
        );
        assert.equal(
          intersects(a, b),
          [...one].some((n) => other.has(n)),
        );
      }),
    );
  });
});

describe("addresses", () => {
  const set = (...blocks: string[]) => unionOf(blocks.flatMap((block) => cidr(block) ?? []));

  it("are equal in every spelling, and as halves", () => {
    assert.deepEqual(set("0.0.0.0/1", "128.0.0.0/1"), set("0.0.0.0/0"));
    for (const spelling of ["::0/0", "0:0:0:0:0:0:0:0/0", "0000::/0"]) assert.deepEqual(set(spelling), set("::/0"));
    assert.deepEqual(set("10.1.2.3/8"), set("10.0.0.0/8"));
  });

  it("are public as soon as one of them is", () => {
    for (const block of ["0.0.0.0/0", "52.0.0.0/8", "8.0.0.0/5", "11.0.0.0/32", "::/0", "2001:db8::/32"]) {
      assert.ok(hasPublicAddress(set(block)), block);
    }
    for (const block of ["10.0.0.0/8", "10.9.0.0/16", "172.16.0.0/12", "192.168.1.1/32", "100.64.0.0/10", "fd00::/8"]) {
      assert.ok(!hasPublicAddress(set(block)), block);
    }
    assert.ok(hasPublicAddress(set("10.0.0.0/7")), "one bit wider than private");
  });

  it("are none for a text that is no block", () => {
    for (const text of ["", "1.2.3.4", "1.2.3.4/33", "::/129", "10.0.0.0/8; drop", "sg-1"])
      assert.equal(cidr(text), undefined);
  });
});

describe("ports", () => {
  it("of a rule for all protocols are all, whatever range is written beside it", () => {
    for (const spoken of ["-1", "all", "50"]) {
      const [read, zero, gate] = [protocol(known(spoken)), known(0), known(8080)];
      assert.deepEqual(portsOfRule(read, zero, zero), known(allPorts));
      assert.deepEqual(portsOfRule(read, gate, gate), known(allPorts));
    }
    assert.deepEqual(portsOfRule(unknown, known(8080), known(8080)), unknown);
    assert.deepEqual(portsOfRule(protocol(known("tcp")), known(80), known(80)), portRange(known(80), known(80)));
  });

  it("are all where both ends are absent or -1, and unknown where they make no sense", () => {
    assert.deepEqual(portRange(absent, absent), known(allPorts));
    assert.deepEqual(portRange(known(-1), known(-1)), known(allPorts));
    for (const [from, to] of [
      [known(80), absent],
      [known(81), known(80)],
      [unknown, known(80)],
      [known(0), known(70000)],
    ] as const) {
      assert.deepEqual(portRange(from, to), unknown);
    }
  });

  it("are written as people do", () => {
    const shown = [
      portRange(known(80), known(80)),
      portRange(known(80), known(90)),
      portRange(absent, absent),
      unknown,
    ];
    assert.deepEqual(shown.map(namePorts), ["port 80", "ports 80-90", "all ports", "a port not known yet"]);
    assert.equal(showPorts([]), "no port");
  });
});

describe("decisions", () => {
  it("stand only where every world agrees, and rest outside only if every doubt does", () => {
    assert.deepEqual(inEveryWorld([yes, yes]), yes);
    assert.deepEqual(inEveryWorld([yes, no]), maybe);
    assert.deepEqual(inEveryWorld([no, maybeOutside]), maybeOutside);
    assert.deepEqual(inEveryWorld([maybe, maybeOutside]), maybe);
    assert.deepEqual(inEveryWorld([]), maybe);
  });
});

describe("container definitions", () => {
  it("are read with ranges and without udp", () => {
    const mappings = [
      { containerPortRange: "8000-8010" },
      { containerPort: 53, protocol: "udp" },
      { containerPort: "9000" },
    ];
    const parsed = parseContainers(known(JSON.stringify([{ name: "nginx", portMappings: mappings }])));
    assert.ok("containers" in parsed);
    assert.equal(showPorts(parsed.containers[0]?.ports ?? []), "8000-8010, 9000");
  });

  it("never fail, whatever the text is", () => {
    const jsonText = fc.jsonValue().map((value) => JSON.stringify(value));
    fc.assert(fc.property(fc.oneof(fc.string(), jsonText), (text) => void parseContainers(known(text))));
  });
});

describe("image patterns", () => {
  it("let a star stand for any text, and nothing else for more than itself", () => {
    assert.ok(matchesPattern("shop/nginx:1", "shop/nginx:*"));
    assert.ok(matchesPattern("a.b/c@sha256:1", "*/c@*"));
    assert.ok(matchesPattern("aXbXc", "a*b*c"));
    assert.ok(!matchesPattern("evil/shop/nginx:1", "shop/nginx:*"));
    assert.ok(!matchesPattern("aXb", "a*b*b"), "no letter counts twice");
    assert.ok(!matchesPattern("shopXnginx", "shop.nginx"));
  });
});
