import { olderRule } from "../network";
import { change, group, ingress, network, shop, targetGroup, without } from "../shop";
import { type Declared, id } from "../stack";
import type { Way } from "./row";

const rule = "application-port-admits-nobody";

const fromLoadBalancer = { protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [id("lb-group")] };

/** The shop with all rules of the task's group inline. */
const inline = (...rules: object[]): Declared[] =>
  change(without(shop(), "task-from-lb"), "task-group", { ingress: [fromLoadBalancer, ...rules] });

const opened = (more: object): Declared[] => [...shop(), ingress("opened", "task-group", more)];
const narrowed = (more: Record<string, unknown>): Declared[] => change(shop(), "task-from-lb", more);
const way = (
  number: number,
  way: string,
  stack: readonly Declared[],
  at = "opened",
  twin: readonly Declared[] = shop(),
): Way => ({
  number,
  way,
  stack,
  twin,
  expected: "violation",
  rule,
  at,
});

const app = { fromPort: 3000, toPort: 3000 };
const world = { cidrIpv4: "0.0.0.0/0" };
const tcp = { protocol: "tcp", ...app };

const second = (...more: Declared[]): Declared[] =>
  change(
    [...shop(), group("second"), ...more],
    "web-service",
    network({ securityGroups: [id("task-group"), id("second")] }),
  );

/** Ways 1 to 8, 10 and 11, 16, 17, 22 to 24, 32: which ports security groups open, and to whom. */
export const portWays: readonly Way[] = [
  way(1, "the world on the application's port, by a rule of its own", opened({ ...app, ...world })),
  way(
    1,
    "the world on the application's port, inline",
    inline({ ...tcp, cidrBlocks: ["0.0.0.0/0"] }),
    "task-group",
    inline(),
  ),
  way(1, "a private network on the application's port", opened({ ...app, cidrIpv4: "10.0.0.0/16" })),
  ...["::/0", "0:0:0:0:0:0:0:0/0", "::0/0", "0000:0000::/0", "::1/0"].map((cidrIpv6) =>
    way(2, `the world on the application's port as ${cidrIpv6}`, opened({ ...app, cidrIpv6 })),
  ),
  way(
    2,
    "the world on the application's port as inline IPv6",
    inline({ ...tcp, ipv6CidrBlocks: ["::0/0"] }),
    "task-group",
    inline(),
  ),
  way(
    3,
    "both halves of the internet in one rule",
    inline({ ...tcp, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }),
    "task-group",
    inline(),
  ),
  way(
    3,
    "both halves of the internet in two rules",
    [
      ...opened({ ...app, cidrIpv4: "0.0.0.0/1" }),
      ingress("other-half", "task-group", { ...app, cidrIpv4: "128.0.0.0/1" }),
    ],
    "other-half",
  ),
  way(
    3,
    "both halves of the internet in two groups",
    second(
      ingress("one-half", "task-group", { ...app, cidrIpv4: "0.0.0.0/1" }),
      ingress("other-half", "second", { ...app, cidrIpv4: "128.0.0.0/1" }),
    ),
    "one-half",
    second(),
  ),
  ...[
    [8000, 9000],
    [0, 65535],
    [-1, -1],
    [8080, 8081],
  ].map(([fromPort, toPort]) =>
    way(
      5,
      `a range of ports ${fromPort} to ${toPort} around the proxy's`,
      narrowed({ fromPort, toPort }),
      "task-from-lb",
    ),
  ),
  way(5, "port 0 alone, for TCP", opened({ fromPort: 0, toPort: 0, ...world })),
  ...["-1", -1, "all", "ALL", "udp", "UDP", "17", 17, "50", "gre"].map((ipProtocol) =>
    way(
      6,
      `protocol ${JSON.stringify(ipProtocol)} on the proxy's port`,
      narrowed({ ipProtocol }),
      "task-from-lb",
      narrowed({ ipProtocol: "6" }),
    ),
  ),
  way(
    6,
    "protocol TCP in capitals on the application's port",
    opened({ ...app, ...world, ipProtocol: "TCP" }),
    "opened",
    narrowed({ ipProtocol: "TCP" }),
  ),
  way(7, "the group itself, inline", inline({ ...tcp, self: true }), "task-group", inline({ ...tcp, self: false })),
  way(7, "the group itself, in the older form", [...shop(), olderRule("opened", "task-group", { self: true })]),
  way(7, "the group itself, by its own id", opened({ ...app, referencedSecurityGroupId: id("task-group") })),
  way(8, "a group that the world reaches", [
    ...opened({ ...app, referencedSecurityGroupId: id("front") }),
    group("front"),
    ingress("front-open", "front", { fromPort: 443, toPort: 443, ...world }),
  ]),
  ...[{ cidrBlocks: ["0.0.0.0/0"] }, { ipv6CidrBlocks: ["::/0"] }, { sourceSecurityGroupId: id("lb-group") }].map(
    (source) =>
      way(
        10,
        `an older rule by ${Object.keys(source)[0]}`,
        [...shop(), olderRule("opened", "task-group", source)],
        "opened",
        [...shop(), olderRule("opened", "task-group", { ...source, type: "egress" })],
      ),
  ),
  way(11, "a rule without ports, for every protocol", opened({ ipProtocol: "-1", ...world })),
  way(
    11,
    "a rule without ports, from the load balancer",
    narrowed({ ipProtocol: "-1", fromPort: undefined, toPort: undefined }),
    "task-from-lb",
  ),
  way(
    16,
    "a strict group and an open one",
    second(ingress("opened", "second", { ...app, ...world })),
    "opened",
    second(),
  ),
  way(
    17,
    "one group for the load balancer and the task",
    change(shop(), "web-service", network({ securityGroups: [id("lb-group")] })),
    "lb-http",
  ),
  way(
    22,
    "UDP on port 443, as QUIC",
    opened({ ipProtocol: "udp", fromPort: 443, toPort: 443, ...world }),
    "opened",
    opened({ ipProtocol: "icmp", fromPort: -1, toPort: -1, ...world }),
  ),
  way(
    23,
    "the application's port for the load balancer's health check",
    [
      ...change(opened({ ...app, referencedSecurityGroupId: id("lb-group") }), "web-targets", {
        healthCheck: { port: "3000" },
      }),
    ],
    "opened",
    change(shop(), "web-targets", { healthCheck: { port: "traffic-port" } }),
  ),
  way(
    24,
    "a bastion on the application's port",
    [
      ...opened({ ...app, referencedSecurityGroupId: id("bastion") }),
      group("bastion"),
      ingress("bastion-ssh", "bastion", { fromPort: 22, toPort: 22, ...world }),
    ],
    "opened",
    [...shop(), group("bastion"), ingress("bastion-ssh", "bastion", { fromPort: 22, toPort: 22, ...world })],
  ),
  way(24, "a peered network on every port", opened({ ipProtocol: "-1", cidrIpv4: "172.16.0.0/12" })),
  way(32, "a port that no container declares", opened({ fromPort: 9000, toPort: 9000, ...world })),
  way(
    32,
    "a port of another container than the proxy, which its declaration leaves out",
    opened({ fromPort: 80, toPort: 80, referencedSecurityGroupId: id("lb-group") }),
    "opened",
    [...shop(), targetGroup("spare")],
  ),
];
