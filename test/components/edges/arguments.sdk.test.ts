import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkEdge, type EdgeSettings } from "../../../components/edges/createEdge";
import { ManagedRuleGroup } from "../../../components/edges/firewallPlan";
import { checkNetworkOf } from "../../../components/edges/loadBalancerPlan";
import type { NetworkRef } from "../../../components/network";

const refused = (edge: EdgeSettings): string[] => checkEdge("edge", edge).map(({ where }) => where);
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const domain = { name: "users.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };

describe("Arguments of an edge", () => {
  it("are sound by default, whatever the kind", () => {
    for (const kind of ["alb", "nlb", "api", "cdn"] as const) assert.deepEqual(refused({ kind, args: {} }), []);
  });

  for (const [what, edge, where] of [
    ["a load balancer's idle time-out of 0", { kind: "alb", args: { idleSeconds: 0 } }, "edge.idleSeconds"],
    ["an internal one that admits everyone", { kind: "alb", args: { internal: true } }, "edge.clients"],
    ["a certificate and a domain", { kind: "alb", args: { certificateArn, domain } }, "edge.certificateArn"],
    ["an address without a prefix", { kind: "alb", args: { clients: ["203.0.113.7"] } }, "edge.clients[0]"],
    ["a host's address as a network", { kind: "nlb", args: { clients: ["203.0.113.7/24"] } }, "edge.clients[0]"],
    ["a network twice", { kind: "nlb", args: { clients: ["10.0.0.0/8", "10.0.0.0/8"] } }, "edge.clients[1]"],
    ["IPv6 clients where there is no IPv6", { kind: "alb", args: { clients: ["2001:db8::/32"] } }, "edge.clients[0]"],
    [
      "more clients than a security group has rules",
      { kind: "alb", args: { certificateArn, clients: Array.from({ length: 31 }, (_, n) => `10.${n}.0.0/16`) } },
      "edge.clients",
    ],
    [
      "an idle time-out that a TLS listener cannot have",
      { kind: "nlb", args: { domain, idleSeconds: 60 } },
      "edge.idleSeconds",
    ],
    ["an idle time-out below a TCP listener's", { kind: "nlb", args: { idleSeconds: 59 } }, "edge.idleSeconds"],
    ["a port that there is not", { kind: "nlb", args: { port: 0 } }, "edge.port"],
    ["no requests at all", { kind: "api", args: { ratePerSecond: 0 } }, "edge.ratePerSecond"],
    ["a retention that CloudWatch does not sell", { kind: "api", args: { logDays: 31 } }, "edge.logDays"],
    ["a wait that CloudFront refuses", { kind: "cdn", args: { originSeconds: 121 } }, "edge.originSeconds"],
    ["a zone that is none", { kind: "cdn", args: { domain: { ...domain, zoneId: "zone" } } }, "edge.domain.zoneId"],
    [
      "a rate that AWS WAF cannot count",
      { kind: "cdn", args: { firewall: { ratePerFiveMinutes: 9 } } },
      "edge.firewall.ratePerFiveMinutes",
    ],
    [
      "a rule group twice",
      { kind: "alb", args: { firewall: { managedGroups: [ManagedRuleGroup.Sql, ManagedRuleGroup.Sql] } } },
      "edge.firewall.managedGroups[1]",
    ],
    [
      "more rule groups than the price covers",
      { kind: "alb", args: { firewall: { managedGroups: Object.values(ManagedRuleGroup) } } },
      "edge.firewall.managedGroups",
    ],
  ] as [string, EdgeSettings, string][]) {
    it(`are refused with ${what}`, () => assert.deepEqual(refused(edge), [where]));
  }

  it("take IPv6 clients with dual stack, in a network that has it", () => {
    const clients = ["2001:db8::/32"];
    assert.deepEqual(refused({ kind: "alb", args: { dualStack: true, clients } }), []);
    const network = { loadBalancerCidrs: [] } as unknown as NetworkRef;
    assert.equal(checkNetworkOf("edge", { network, dualStack: true })[0]?.where, "edge.dualStack");
    assert.deepEqual(checkNetworkOf("edge", { network: { ...network, loadBalancerIpv6: true }, dualStack: true }), []);
  });
});
