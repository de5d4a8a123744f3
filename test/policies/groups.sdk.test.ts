import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { network as networkFamily } from "../../policies/model/families/network";
import { securityGroups } from "../../policies/model/families/securityGroups";
import { messageOf } from "../../policies/report/message";
import { everyUnknown } from "../../policies/testing";
import { unknownSentinels } from "../../policies/values/value";
import { runs } from "../share";
import { ignoring, publicTask, told } from "./groupFindings";
import {
  dualStackNetwork,
  inDualStack,
  ingressOn,
  inlineFromLoadBalancer,
  olderRule,
  ordinaryDualStack,
  prefixList,
} from "./network";
import { change, group, ingress, shop, without } from "./shop";
import { asSeen, type Declared, id, modes, output } from "./stack";
import { findingsOf } from "./told";
import { securityGroupWays } from "./ways/securityGroupWays";

describe("a good stack", () => {
  const good: Record<string, Declared[]> = {
    "in a dual-stack network with closed groups": ordinaryDualStack(),
    "with all rules inline": inlineFromLoadBalancer(),
    "with the older form of a rule": [
      ...without(shop(), "task-from-lb"),
      olderRule("task-from-lb", "task-group", { fromPort: 8080, toPort: 8080, sourceSecurityGroupId: id("lb-group") }),
    ],
    "whose load balancer admits a prefix list": [
      ...change(shop(), "lb-http", { cidrIpv4: undefined, prefixListId: id("clients") }),
      prefixList("clients", "198.51.100.0/24"),
    ],
    "whose load balancer admits a prefix list that AWS manages": change(shop(), "lb-http", {
      cidrIpv4: undefined,
      prefixListId: "pl-3b927c52",
    }),
    "whose database group mixes both forms of rules": [
      ...shop(),
      group("database", { ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, self: true }] }),
      ingress("database-extra", "database", { fromPort: 5432, toPort: 5432, cidrIpv4: "10.0.0.0/8" }),
    ],
    "that ignores changes of counts and tags": ignoring(ignoring(shop(), "web-service", "desiredCount"), "web", "tags"),
    "whose group ignores a list that it does not declare": ignoring(shop(), "task-group", "ingress"),
    "behind a load balancer whose own group another stack made": change(
      [
        ...without(shop(), "lb-group", "lb-http"),
        ingressOn("lb-http", "sg-front", { fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }),
      ],
      "web",
      { securityGroups: ["sg-front"] },
    ).map((each) =>
      each.name === "task-from-lb"
        ? { ...each, properties: { ...each.properties, referencedSecurityGroupId: "sg-front" } }
        : each,
    ),
  };

  for (const [title, stack] of Object.entries(good))
    it(`${title} gets no message`, () => assert.deepEqual(told(stack), []));

  it("gets none for its own VPC's IPv6 block, once that is known", () => {
    const stack = inDualStack(dualStackNetwork(), { cidrIpv6: output("vpc", "ipv6CidrBlock") });
    assert.deepEqual(findingsOf(stack, "second").map(messageOf), []);
    assert.deepEqual(
      findingsOf(stack, "first").map(({ verdict, rule }) => [verdict, rule]),
      [["unproven", publicTask]],
    );
  });
});

describe("a security group's way", () => {
  it("is never hidden by one unknown value", () => {
    const variants = fc
      .constantFrom(...securityGroupWays)
      .chain((row) => fc.constantFrom(...everyUnknown(row.stack)).map((variant) => ({ row, variant })));
    fc.assert(
      fc.property(variants, fc.constantFrom(...modes), ({ row, variant }, mode) => {
        const found = findingsOf(variant.stack, mode, row.configuration);
        assert.ok(found.length > 0, `${row.number} ${row.way}: ${variant.name} ${variant.path.join(".")}`);
      }),
      { numRuns: runs(150) },
    );
  });

  it("is told from any properties, however they are shaped, without a failure", () => {
    const types = [...Object.keys(securityGroups), ...Object.keys(networkFamily)];
    const names = [
      ...["ingress", "entries", "cidr", "cidrIpv6", "prefixListId", "prefixListIds", "routes", "gatewayId", "vpcId"],
      ...["subnetId", "routeTableId", "ipv6CidrBlock", "ingressRuleIds", "securityGroupId", "networkInterfaceId", "id"],
    ];
    const text = fc.constantFrom("igw-1", "sg-1", "::/0", "::ffff:1.2.3.4/99", "1.2.3.4/0", "%", ...unknownSentinels);
    const junk = fc.oneof(fc.jsonValue(), text, fc.array(fc.dictionary(fc.constantFrom(...names), text)));
    const properties = fc.dictionary(fc.constantFrom(...names), junk);
    const resource = fc.record({
      type: fc.constantFrom(...types),
      inputs: properties,
      outputs: properties,
      ignoreChanges: fc.array(fc.string()),
    });
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 8 }), (resources) => {
        const stack = resources.map((each, index) => ({
          ...each,
          urn: `urn:pulumi:test::shop::${each.type}::r${index}`,
        }));
        const all = [...asSeen(inDualStack(dualStackNetwork()), "second"), ...stack];
        assert.deepEqual(
          evaluate(all, defaultConfiguration).findings.filter(({ rule }) => rule === "internal"),
          [],
        );
      }),
      { numRuns: runs(100) },
    );
  });
});
