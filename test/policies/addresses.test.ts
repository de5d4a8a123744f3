import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  type AddressSet,
  cidr,
  hasPublicAddress,
  hasPublicAddressOf,
  subtractAddresses,
  unionOf,
} from "../../policies/values/addresses";
import { portRange, portsOfRule, showPorts } from "../../policies/values/ports";
import { protocol } from "../../policies/values/protocol";
import { showAddresses } from "../../policies/values/showAddresses";
import { known } from "../../policies/values/value";

const set = (...blocks: string[]): AddressSet =>
  unionOf(
    blocks.map((block) => {
      const read = cidr(block);
      assert.ok(read !== undefined, block);
      return read;
    }),
  );

/** IPv4 blocks of a corner that is small enough to list: 10.0.0.0/24. */
const cornerBlock = fc
  .tuple(fc.nat(255), fc.integer({ min: 24, max: 32 }))
  .map(([host, prefix]) => `10.0.0.${host}/${prefix}`);
const cornerBlocks = fc.array(cornerBlock, { maxLength: 5 });

/** The same by writing an address as bits and comparing prefixes, as the definition of a CIDR block says. */
function inBlock(last: number, block: string): boolean {
  const [address = "", prefix = "0"] = block.split("/");
  const bits = (number: number) => number.toString(2).padStart(8, "0");
  const length = Number(prefix) - 24;
  return bits(last).slice(0, length) === bits(Number(address.split(".")[3])).slice(0, length);
}

const contains = ({ ipv4 }: AddressSet, last: number): boolean => {
  const number = (10n << 24n) + BigInt(last);
  return ipv4.some((each) => each.first <= number && number <= each.last);
};

describe("sets of addresses", () => {
  it("hold what comparing prefixes bit by bit says", () => {
    fc.assert(
      fc.property(cornerBlocks, cornerBlocks, (some, others) => {
        const [one, other] = [set(...some), set(...others)];
        for (let last = 0; last < 256; last++) {
          const [inOne, inOther] = [some, others].map((blocks) => blocks.some((block) => inBlock(last, block)));
          assert.equal(contains(unionOf([one, other]), last), inOne || inOther);
          assert.equal(contains(subtractAddresses(one, other), last), inOne && !inOther);
        }
      }),
    );
  });

  it("are the whole internet in halves, quarters or any other split, over both families", () => {
    const splits = (bits: number, write: (index: number) => string) =>
      Array.from({ length: 2 ** bits }, (_, index) => `${write(index)}/${bits}`);
    for (const bits of [1, 2, 3, 8]) {
      const ipv4 = splits(bits, (index) => `${index << (8 - bits)}.0.0.0`);
      const ipv6 = splits(bits, (index) => `${(index << (16 - bits)).toString(16)}::`);
      assert.deepEqual(set(...ipv4, ...ipv6), set("0.0.0.0/0", "::/0"));
    }
  });

  it("are shown as the fewest blocks that make them, and read back as the same set", () => {
    fc.assert(
      fc.property(
        cornerBlocks.filter((blocks) => blocks.length > 0),
        (blocks) => {
          const shown = showAddresses(set(...blocks));
          if (!shown.includes("more")) assert.deepEqual(set(...shown.split(", ")), set(...blocks));
          assert.equal(showAddresses(set(...blocks, ...blocks)), shown);
        },
      ),
    );
    assert.equal(showAddresses(set("128.0.0.0/1", "0.0.0.0/1")), "0.0.0.0/0");
    assert.equal(showAddresses(set("::/1", "8000::/1", "10.0.0.0/9", "10.128.0.0/9")), "10.0.0.0/8, ::/0");
    assert.equal(showAddresses(set("0.0.0.1/32", "0.0.0.2/31", "0.0.0.4/32")), "0.0.0.1/32, 0.0.0.2/31, 0.0.0.4/32");
    assert.equal(showAddresses({ ipv4: [], ipv6: [] }), "no address");
    const many = set(...Array.from({ length: 6 }, (_, index) => `10.${2 * index}.0.0/16`));
    assert.equal(showAddresses(many), "10.0.0.0/16, 10.2.0.0/16, 10.4.0.0/16, 10.6.0.0/16 and 2 more blocks");
  });

  it("are read in every spelling of one block", () => {
    for (const spelling of ["2001:DB8:0:0::/32", "2001:0db8::/32", "2001:db8:ffff::1/32"]) {
      assert.deepEqual(set(spelling), set("2001:db8::/32"), spelling);
    }
    assert.deepEqual(set("::ffff:1.2.3.0/120"), set("::ffff:102:300/120"));
    assert.deepEqual(set("::/0").ipv4, [], "an IPv6 block never stands for IPv4 addresses");
  });
});

describe("public addresses", () => {
  const closed = [
    ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
    ...["192.0.0.0/29", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"],
    ...["::/128", "::1/128", "::ffff:0:0/96", "::ffff:8.8.8.8/128", "64:ff9b:1::/48", "100::/64", "2001:2::/48"],
    ...["5f00::/16", "fc00::/7", "fd00:ec2::/32", "fe80::/10", "ff02::/16", "2002:a00::/24", "2002:c0a8::/32"],
  ];
  const open = [
    ...["1.0.0.0/8", "52.0.0.0/8", "100.63.255.255/32", "100.128.0.0/9", "172.15.0.0/16", "172.32.0.0/16"],
    ...["192.0.0.9/32", "192.167.0.0/16", "198.17.0.0/16", "198.20.0.0/16", "223.255.255.255/32"],
    ...["64:ff9b::/96", "2000::/3", "2001::/32", "2001:1::1/128", "2001:20::/28", "2600:1f18::/32", "2a00::/12"],
    ...["2002::/16", "2002:808:808::/48", "::/0", "0.0.0.0/0", "::/1", "8000::/1"],
  ];

  it("are exactly those that the IANA registries list as reachable", () => {
    for (const block of closed) assert.ok(!hasPublicAddress(set(block)), block);
    for (const block of open) assert.ok(hasPublicAddress(set(block)), block);
  });

  it("are those of documentation too, which stand for a real client's in programs and previews", () => {
    for (const block of ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.7/32", "2001:db8::/32", "3fff::/20"]) {
      assert.ok(hasPublicAddress(set(block)), block);
    }
  });

  it("are found however small their part of a set is, and in whichever family", () => {
    assert.ok(!hasPublicAddress(set(...closed)));
    fc.assert(
      fc.property(fc.constantFrom(...open), fc.shuffledSubarray(closed), (block, rest) => {
        assert.ok(hasPublicAddress(set(...rest, block)));
      }),
    );
    for (const block of ["11.0.0.0/32", "9.255.255.255/32"]) assert.ok(hasPublicAddress(set("10.0.0.0/8", block)));
    assert.ok(hasPublicAddressOf("ipv6", set("::/0", "10.0.0.0/8")));
    assert.ok(!hasPublicAddressOf("ipv4", set("::/0", "10.0.0.0/8")));
  });

  it("stay public when more addresses are added, and closed when some are taken away", () => {
    const any = fc.subarray([...closed, ...open]);
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [a, b] = [set(...one), set(...other)];
        if (hasPublicAddress(a)) assert.ok(hasPublicAddress(unionOf([a, b])));
        else assert.ok(!hasPublicAddress(subtractAddresses(a, b)));
      }),
    );
  });
});

describe("ports of rules", () => {
  it("are what counting from one end to the other gives", () => {
    fc.assert(
      fc.property(fc.nat(65535), fc.nat(65535), fc.nat(65535), (from, to, port) => {
        const read = portRange(known(from), known(to));
        if (from > to) assert.equal(read.state, "unknown");
        else {
          assert.ok(read.state === "known");
          const held = read.value.some(({ first, last }) => first <= BigInt(port) && BigInt(port) <= last);
          assert.equal(held, from <= port && port <= to);
        }
      }),
    );
  });

  it("of 0 to 0 are port 0 for TCP, and all for every protocol, by name and by number", () => {
    const of = (spoken: string | number) => {
      const read = portsOfRule(protocol(known(spoken)), known(0), known(0));
      return read.state === "known" ? showPorts(read.value) : "unknown";
    };
    assert.deepEqual(["tcp", "TCP", 6, "6", "udp", "17"].map(of), Array(6).fill("0"));
    assert.deepEqual(["-1", -1, "all", "ALL", "50", "gre"].map(of), Array(6).fill("all ports"));
  });
});
