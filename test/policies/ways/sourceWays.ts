import { behindNetworkLoadBalancer, defaultGroup, groupAttachment, prefixList, prefixListEntry } from "../network";
import { change, group, ingress, network, shop, without } from "../shop";
import { type Declared, id, notKnown, output } from "../stack";
import type { Way } from "./row";

const nobody = "application-port-admits-nobody";
const onlyLoadBalancer = "proxy-port-admits-only-the-load-balancer";
const publicTask = "public-task-admits-only-the-load-balancer";

const proxy = { fromPort: 8080, toPort: 8080 };
const app = { fromPort: 3000, toPort: 3000 };
const opened = (more: object): Declared[] => [...shop(), ingress("opened", "task-group", more)];
const addressed = (clients: object) => behindNetworkLoadBalancer(clients, { assignPublicIp: true });
const withGroups = (stack: readonly Declared[], ...securityGroups: unknown[]) =>
  change(stack, "web-service", network({ securityGroups }));

/** Ways 4, 9, 12 to 15, 20 and 30: who may be the source, beyond a plain block or group. */
export const sourceWays: readonly Way[] = [
  ...["52.0.0.0/8", "100.0.0.0/8", "10.0.0.0/7", "0.0.0.0/1"].map(
    (cidrIpv4): Way => ({
      number: 4,
      way: `the public part of ${cidrIpv4} at a task's own address`,
      stack: addressed({ cidrIpv4 }),
      twin: addressed({ cidrIpv4: "100.64.0.0/10" }),
      expected: "violation",
      rule: publicTask,
      at: "task-from-lb",
    }),
  ),
  {
    number: 9,
    way: "a prefix list that holds the world",
    stack: [...addressed({ prefixListId: id("clients") }), prefixList("clients", "10.0.0.0/8", "0.0.0.0/0")],
    twin: [...addressed({ prefixListId: id("clients") }), prefixList("clients", "10.0.0.0/8")],
    expected: "violation",
    rule: publicTask,
    at: "task-from-lb",
  },
  {
    number: 9,
    way: "a prefix list whose entries are resources of their own",
    stack: [
      ...addressed({ prefixListId: id("clients") }),
      prefixList("clients"),
      prefixListEntry("vpn", "clients", "10.0.0.0/8"),
      prefixListEntry("world", "clients", "0.0.0.0/0"),
    ],
    twin: [
      ...addressed({ prefixListId: id("clients") }),
      prefixList("clients"),
      prefixListEntry("vpn", "clients", "10.0.0.0/8"),
    ],
    expected: "violation",
    rule: publicTask,
    at: "task-from-lb",
  },
  {
    number: 9,
    way: "a prefix list of private networks on the application's port",
    stack: [...opened({ ...app, prefixListId: id("vpn") }), prefixList("vpn", "10.0.0.0/8")],
    twin: [...shop(), prefixList("vpn", "10.0.0.0/8")],
    expected: "violation",
    rule: nobody,
    at: "opened",
  },
  {
    number: 9,
    way: "an entry that is not known yet",
    stack: [...addressed({ prefixListId: id("clients") }), prefixList("clients", notKnown)],
    twin: [...addressed({ prefixListId: id("clients") }), prefixList("clients", "192.168.0.0/16")],
    expected: "unproven",
    rule: publicTask,
    at: "task-from-lb",
  },
  ...["pl-3b927c52", output("cloudfront", "id")].map(
    (prefixListId): Way => ({
      number: 9,
      way: `a prefix list that AWS manages, ${typeof prefixListId === "string" ? "by its id" : "as it is read"}`,
      stack: [
        ...opened({ ...proxy, prefixListId }),
        { ...prefixList("cloudfront"), options: { external: true, outputs: { id: "pl-3b927c52" } } },
      ],
      twin: shop(),
      expected: "unproven",
      rule: onlyLoadBalancer,
      at: "opened",
    }),
  ),
  {
    number: 12,
    way: "a group of another account",
    stack: opened({ ...proxy, referencedSecurityGroupId: "210987654321/sg-0123456789abcdef0" }),
    twin: shop(),
    expected: "violation",
    rule: onlyLoadBalancer,
    at: "opened",
  },
  {
    number: 13,
    way: "the default group of the VPC, adopted with its own rule",
    stack: withGroups(
      [...shop(), defaultGroup("default", { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] })],
      id("task-group"),
      id("default"),
    ),
    twin: withGroups([...shop(), defaultGroup("default", { ingress: [] })], id("task-group"), id("default")),
    expected: "violation",
    rule: nobody,
    at: "default",
  },
  {
    number: 13,
    way: "a service without groups, which gets the VPC's default group",
    stack: change(shop(), "web-service", network({ securityGroups: undefined })),
    twin: shop(),
    expected: "unproven",
    rule: nobody,
    at: "web-service",
  },
  {
    number: 14,
    way: "the load balancer's group in another VPC",
    stack: [...shop(), vpcAssociation("peer", "lb-group")],
    twin: [...shop(), group("tools"), vpcAssociation("peer", "tools")],
    expected: "unproven",
    rule: onlyLoadBalancer,
    at: "peer",
  },
  ...["eni-0123456789abcdef0", notKnown].map(
    (networkInterface): Way => ({
      number: 15,
      way: `an open group for a network interface ${networkInterface === notKnown ? "that is not known" : "of somebody else"}`,
      stack: [
        ...shop(),
        group("tools"),
        ingress("tools-ssh", "tools", { fromPort: 22, toPort: 22, cidrIpv4: "10.0.0.0/8" }),
        groupAttachment("attached", "tools", networkInterface),
      ],
      twin: [...shop(), group("tools"), groupAttachment("attached", "tools", networkInterface)],
      expected: "unproven",
      rule: nobody,
      at: "attached",
    }),
  ),
  {
    number: 15,
    way: "an open group for a network interface, not one of the stack's own",
    stack: attachedTo("eni-0123456789abcdef0"),
    twin: attachedTo(id("own")),
    expected: "unproven",
    rule: nobody,
    at: "attached",
  },
  {
    number: 20,
    way: "a rule that only the group's exclusive list names",
    stack: [...shop(), exclusive("only", id("task-from-lb"), "sgr-0123456789abcdef0")],
    twin: [...shop(), exclusive("only", id("task-from-lb"))],
    expected: "unproven",
    rule: nobody,
    at: "only",
  },
  {
    number: 20,
    way: "a group of another stack without an exclusive list",
    stack: heldElsewhere(),
    twin: [...heldElsewhere(), exclusiveOf("only", "sg-elsewhere", id("task-from-lb"))],
    expected: "unproven",
    rule: nobody,
    at: "web-service",
  },
  {
    number: 30,
    way: "a public address and the proxy's port open to the world",
    stack: change(opened({ ...proxy, cidrIpv4: "0.0.0.0/0" }), "web-service", network({ assignPublicIp: true })),
    twin: change(shop(), "web-service", network({ assignPublicIp: true })),
    expected: "violation",
    rule: publicTask,
    at: "opened",
  },
  {
    number: 30,
    way: "a public address as text, and the application's port open to the world",
    stack: change(opened({ ...app, cidrIpv4: "0.0.0.0/0" }), "web-service", network({ assignPublicIp: "true" })),
    twin: change(shop(), "web-service", network({ assignPublicIp: "true" })),
    expected: "violation",
    rule: publicTask,
    at: "opened",
  },
];

function vpcAssociation(name: string, of: string): Declared {
  const type = "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation";
  return { type, name, properties: { securityGroupId: id(of), vpcId: "vpc-2" } };
}

function attachedTo(networkInterface: unknown): Declared[] {
  return [
    ...shop(),
    { type: "aws:ec2/networkInterface:NetworkInterface", name: "own", properties: { subnetId: "subnet-1" } },
    group("tools"),
    ingress("tools-ssh", "tools", { fromPort: 22, toPort: 22, cidrIpv4: "10.0.0.0/8" }),
    groupAttachment("attached", "tools", networkInterface),
  ];
}

function exclusive(name: string, ...ingressRuleIds: unknown[]): Declared {
  return exclusiveOf(name, id("task-group"), ...ingressRuleIds);
}

function exclusiveOf(name: string, securityGroupId: unknown, ...ingressRuleIds: unknown[]): Declared {
  const type = "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive";
  return { type, name, properties: { securityGroupId, ingressRuleIds, egressRuleIds: [] } };
}

/** The shop with a group of another stack for its tasks, to which this stack adds the rule for its load balancer. */
function heldElsewhere(): Declared[] {
  const stack = withGroups(without(shop(), "task-group"), "sg-elsewhere");
  return change(stack, "task-from-lb", { securityGroupId: "sg-elsewhere" });
}
