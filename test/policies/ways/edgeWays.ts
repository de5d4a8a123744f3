import * as make from "../shop";
import { change, network, shop } from "../shop";
import { arn, type Declared, notKnown, resource } from "../stack";
import { edgeApiWays } from "./edgeApiWays";
import { edgeClassicWays } from "./edgeClassicWays";
import { edgeDoorWays } from "./edgeDoorWays";
import { nakedAdmin, nakedShop, proxiedAdmin, registered, rule } from "./edgeShops";
import { edgeTargetWays } from "./edgeTargetWays";
import type { Way } from "./row";

const reaches = "load-balancer-reaches-only-the-proxy";
const naked = "service-without-proxy-is-not-public";
const admits = "application-port-admits-nobody";

const renamed = (stack: readonly Declared[], module: string): Declared[] =>
  stack.map((each) => ({ ...each, type: each.type.replace(/^aws:lb\//, `aws:${module}/`) }));

const toApp = { loadBalancers: [registered("app", 3000, "web-targets")] };

const aliases = ["alb", "elasticloadbalancingv2", "applicationloadbalancing"].map(
  (module): Way => ({
    number: 52,
    way: `a load balancer under the module ${module}`,
    stack: renamed(change(shop(), "web-service", toApp), module),
    twin: renamed(shop(), module),
    expected: "violation",
    rule: reaches,
    at: "web-service",
  }),
);

const weighted = {
  defaultActions: [
    {
      type: "forward",
      forward: {
        targetGroups: [
          { arn: arn("web-targets"), weight: 100 },
          { arn: arn("admin-targets"), weight: 0 },
        ],
      },
    },
  ],
};
const toAdmin = { type: "forward", targetGroupArn: arn("admin-targets") };
const oidc = { type: "authenticate-oidc", order: 1, authenticateOidc: { clientId: "shop" } };

const forwards: Way[] = [
  {
    number: 53,
    way: "a second target group of weight 0 in the default action",
    stack: change(nakedAdmin(), "web-http", weighted),
    twin: change(proxiedAdmin(), "web-http", weighted),
    expected: "violation",
    rule: naked,
    at: "admin-service",
  },
  {
    number: 54,
    way: "a listener rule for a path",
    stack: [...nakedAdmin(), rule("admin-rule", [toAdmin])],
    twin: [...proxiedAdmin(), rule("admin-rule", [toAdmin])],
    expected: "violation",
    rule: naked,
    at: "admin-service",
  },
  {
    number: 54,
    way: "a listener rule that lets users sign in and forwards them",
    stack: [...nakedAdmin(), rule("admin-rule", [oidc, { ...toAdmin, order: 2 }])],
    twin: [...proxiedAdmin(), rule("admin-rule", [oidc, { ...toAdmin, order: 2 }])],
    expected: "violation",
    rule: naked,
    at: "admin-service",
  },
  {
    number: 55,
    way: "a further listener on another port",
    stack: [...nakedAdmin(), ...further()],
    twin: [...proxiedAdmin(), ...further()],
    expected: "violation",
    rule: naked,
    at: "admin-service",
  },
  {
    number: 56,
    way: "a target group with the proxy's port, whose registration has the application's",
    stack: change(change(shop(), "web-targets", { port: 8080 }), "web-service", toApp),
    twin: change(shop(), "web-targets", { port: 3000 }),
    expected: "violation",
    rule: reaches,
    at: "web-service",
  },
];

function further(): Declared[] {
  return [
    make.ingress("lb-8443", "lb-group", { fromPort: 8443, toPort: 8443, cidrIpv4: "0.0.0.0/0" }),
    make.listener("admin-http", "web", "admin-targets", { port: 8443 }),
  ];
}

const publicity: Way[] = [
  { number: 60, way: "a load balancer that does not say whether it is internal", more: { internal: undefined } },
  { number: 67, way: "a dual stack without public IPv4 addresses", more: dualStack("dualstack-without-public-ipv4") },
].map(({ more, ...each }) => ({
  ...each,
  stack: change(nakedShop(), "web", more),
  twin: change(nakedShop(), "web", { ...more, internal: true }),
  expected: "violation",
  rule: naked,
  at: "web-service",
}));

function dualStack(ipAddressType: string): Record<string, unknown> {
  return { internal: undefined, ipAddressType };
}

const elasticAddresses: Way = {
  number: 67,
  way: "a network load balancer with Elastic IP addresses",
  stack: balancedByAddress({
    internal: undefined,
    subnetMappings: [{ subnetId: "subnet-1", allocationId: "eipalloc-1" }],
  }),
  twin: balancedByAddress({ internal: true, subnetMappings: [{ subnetId: "subnet-1" }] }),
  expected: "violation",
  rule: naked,
  at: "web-service",
};

function balancedByAddress(more: object): Declared[] {
  const stack = change(nakedShop(), "web", { loadBalancerType: "network", securityGroups: undefined, ...more });
  return change(stack, "web-http", { protocol: "TCP" });
}

const unknownPublicity: Way = {
  number: 60,
  way: "a load balancer of which nobody knows whether it is internal",
  stack: change(nakedShop(), "web", { internal: notKnown }),
  twin: nakedShop(),
  expected: "unproven",
  rule: naked,
  at: "web-service",
};

const worldOn = (fromPort: number) => ({
  referencedSecurityGroupId: undefined,
  cidrIpv4: "0.0.0.0/0",
  fromPort,
  toPort: fromPort,
});

const withoutGroups: Way = {
  number: 65,
  way: "a network load balancer without groups, whose clients' rule names the application's port",
  stack: change(networkShop(), "task-from-lb", worldOn(3000)),
  twin: change(networkShop(), "task-from-lb", worldOn(8080)),
  expected: "violation",
  rule: admits,
  at: "task-from-lb",
};

function networkShop(): Declared[] {
  const stack = change(shop(), "web", { loadBalancerType: "network", securityGroups: undefined });
  return change(stack, "web-http", { protocol: "TCP" });
}

/** What could stop traffic, and is never taken for proof that it does. */
const mitigations: Declared[] = [
  resource("aws:ec2/networkAcl:NetworkAcl", "acl", { vpcId: "vpc-1", ingress: [] }),
  resource("aws:networkfirewall/firewall:Firewall", "firewall", { vpcId: "vpc-1", firewallPolicyArn: "arn:policy" }),
  resource("aws:vpc/blockPublicAccessOptions:BlockPublicAccessOptions", "block", {
    internetGatewayBlockMode: "block-bidirectional",
  }),
];

const mitigated: Way = {
  number: 69,
  way: "an open way behind a network ACL, a firewall and a block of public access",
  stack: [...change(nakedShop(), "web", { internal: false }), ...mitigations],
  twin: [...nakedShop(), ...mitigations],
  expected: "violation",
  rule: naked,
  at: "web-service",
};

const named: Way = {
  number: 68,
  way: "a DNS record for a task's public address whose group is open",
  stack: publicTask([make.ingress("opened", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" })]),
  twin: publicTask([]),
  expected: "violation",
  rule: "public-task-admits-only-the-load-balancer",
  at: "opened",
};

function publicTask(more: readonly Declared[]): Declared[] {
  const record = resource("aws:route53/record:Record", "direct", {
    zoneId: "Z1",
    name: "direct.example.com",
    type: "A",
    ttl: 60,
    records: ["203.0.113.25"],
  });
  return [...change(shop(), "web-service", network({ assignPublicIp: true })), record, ...more];
}

/** Ways 52 to 70: load balancers and what stands before them. */
export const edgeWays: readonly Way[] = [
  ...aliases,
  ...forwards,
  ...edgeTargetWays,
  ...publicity,
  elasticAddresses,
  unknownPublicity,
  withoutGroups,
  ...edgeClassicWays,
  named,
  mitigated,
  ...edgeApiWays,
  ...edgeDoorWays,
];
