import type { Configuration } from "../../../policies/configuration";
import { olderRule, readGroup } from "../network";
import { change, group, ingress, network, shop, taskDefinition, without } from "../shop";
import { type Declared, id, notKnown, output } from "../stack";
import type { Way } from "./row";

const declared = "declared-rules-are-the-real-ones";
const foreign = "foreign-group-is-opened-as-agreed";
const nobody = "application-port-admits-nobody";

const fromLoadBalancer = { protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [id("lb-group")] };
const inline = (): Declared[] => change(without(shop(), "task-from-lb"), "task-group", { ingress: [fromLoadBalancer] });
const ignoring = (stack: readonly Declared[], name: string, ...ignoreChanges: string[]): Declared[] =>
  stack.map((each) => (each.name === name ? { ...each, options: { ...each.options, ignoreChanges } } : each));

const proxyPort = { ipProtocol: "tcp", fromPort: 8080, toPort: 8080 };
const rule = (name: string, securityGroupId: unknown, more: object): Declared => ({
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name,
  properties: { securityGroupId, ...proxyPort, ...more },
});

const otherStack: Declared = {
  type: "pulumi:pulumi:StackReference",
  name: "other",
  properties: {},
  options: { external: true, outputs: { group: "sg-theirs" } },
};

const theirs: Partial<Configuration> = {
  externals: [
    { id: "sg-theirs", heldBy: "proxied task", proxyPorts: [8080], loadBalancerGroups: ["sg-front"] },
    { id: "sg-tools", heldBy: "other" },
  ],
};
const agreed = { referencedSecurityGroupId: "sg-front" };

/** Ways 18, 19, 21, 84 and 85: where what a program declares is not all, or not what is deployed. */
export const declaredWays: readonly Way[] = [
  ...["sg-theirs", output("sg-read", "id"), output("other", "group")].map(
    (target, index): Way => ({
      number: 18,
      way: `a rule on another stack's group, ${["by its id", "as it is read", "by a stack reference"][index]}`,
      stack: [...shop(), otherStack, readGroup("sg-read"), rule("opened", target, { cidrIpv4: "10.0.0.0/8" })],
      twin: [...shop(), group("own"), rule("opened", id("own"), { cidrIpv4: "10.0.0.0/8" })],
      expected: "unproven",
      rule: foreign,
      at: "opened",
    }),
  ),
  {
    number: 18,
    way: "a rule on another stack's group, in a stack without any container",
    stack: [rule("opened", "sg-theirs", { cidrIpv4: "0.0.0.0/0" })],
    twin: [group("own"), rule("opened", id("own"), { cidrIpv4: "0.0.0.0/0" })],
    expected: "unproven",
    rule: foreign,
    at: "opened",
  },
  ...Object.entries({
    "the application's port": { fromPort: 3000, toPort: 3000, ...agreed },
    "a range beyond the proxy's port": { toPort: 8090, ...agreed },
    "every protocol": { ipProtocol: "-1", ...agreed },
    UDP: { ipProtocol: "udp", ...agreed },
    "an address": { cidrIpv4: "10.0.0.0/8" },
    "a group that no load balancer holds": { referencedSecurityGroupId: "sg-bastion" },
    "a group of this stack that no load balancer holds": { referencedSecurityGroupId: id("task-group") },
  }).map(
    ([what, more]): Way => ({
      number: 18,
      way: `a rule for ${what} on a group that proxied tasks of another stack hold`,
      stack: [...shop(), rule("opened", "sg-theirs", more)],
      twin: [
        ...shop(),
        rule("opened", "sg-theirs", agreed),
        rule("ours", "sg-theirs", { referencedSecurityGroupId: id("lb-group") }),
        rule("tools", "sg-tools", { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }),
      ],
      expected: "violation",
      rule: foreign,
      at: "opened",
      configuration: theirs,
    }),
  ),
  {
    number: 19,
    way: "rules inline and of their own on one group",
    stack: [
      ...inline(),
      ingress("extra", "task-group", { fromPort: 8080, toPort: 8080, referencedSecurityGroupId: id("lb-group") }),
    ],
    twin: inline(),
    expected: "violation",
    rule: declared,
    at: "task-group",
  },
  {
    number: 19,
    way: "an empty inline list, which removes the group's own rules",
    stack: change(shop(), "task-group", { ingress: [] }),
    twin: shop(),
    expected: "violation",
    rule: declared,
    at: "task-group",
  },
  {
    number: 19,
    way: "an older rule beside inline ones, on the load balancer's group",
    stack: [
      ...change(without(shop(), "lb-http"), "lb-group", {
        ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
      }),
      olderRule("extra", "lb-group", { fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }),
    ],
    twin: change(without(shop(), "lb-http"), "lb-group", {
      ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
    }),
    expected: "violation",
    rule: declared,
    at: "lb-group",
  },
  {
    number: 19,
    way: "an inline list that is not known, beside a rule of its own",
    stack: change(shop(), "task-group", { ingress: notKnown }),
    twin: shop(),
    expected: "unproven",
    rule: nobody,
    at: "task-group",
  },
  ...["ingress", "ingress[0].cidrBlocks", "ingress[*]", '["ingress"]', "*"].map(
    (path): Way => ({
      number: 21,
      way: `ignoreChanges ${path} on the task's group`,
      stack: ignoring(inline(), "task-group", path),
      twin: ignoring(inline(), "task-group", "tags", "description"),
      expected: "violation",
      rule: declared,
      at: "task-group",
    }),
  ),
  ...(
    [
      ["task-from-lb", ["referencedSecurityGroupId"], ["description"]],
      ["web-service", ["networkConfiguration"], ["desiredCount", "networkConfiguration.subnets"]],
      ["web-service", ["networkConfiguration.securityGroups[0]"], ["desiredCount"]],
      ["web", ["internal"], ["tags", "enableDeletionProtection"]],
      ["web-task", ["containerDefinitions"], ["cpu", "memory"]],
      ["web-task", ["pidMode"], ["tags"]],
      ["web-service", ["serviceConnectConfiguration.services"], ["tags"]],
      ["web-service", ["serviceRegistries"], ["tags"]],
      ["web-service", ["vpcLatticeConfigurations"], ["tags"]],
    ] as const
  ).map(
    ([name, paths, harmless]): Way => ({
      number: 21,
      way: `ignoreChanges ${paths.join()} on ${name}`,
      stack: ignoring(shop(), name, ...paths),
      twin: ignoring(shop(), name, ...harmless),
      expected: "violation",
      rule: declared,
      at: name,
    }),
  ),
  ...(
    [
      ["web-service", "taskDefinition"],
      ["web-service", "loadBalancers"],
      ["web-http", "defaultActions"],
    ] as const
  ).map(
    ([name, path]): Way => ({
      number: 21,
      way: `ignoreChanges ${path} on ${name}, as deployments outside of Pulumi need it`,
      stack: ignoring(shop(), name, path),
      twin: ignoring(shop(), name, "tags"),
      expected: "unproven",
      rule: declared,
      at: name,
    }),
  ),
  {
    number: 84,
    way: "a group that the service takes from another stack",
    stack: change([...shop(), readGroup("shared")], "web-service", network({ securityGroups: [id("shared")] })),
    twin: shop(),
    expected: "unproven",
    rule: nobody,
    at: "web-service",
  },
  {
    number: 84,
    way: "a group of another stack that admits more than the proxy's port, as its owner states",
    stack: change(shop(), "web-service", network({ securityGroups: ["sg-wide"] })),
    twin: change(
      change(shop(), "web", { securityGroups: ["sg-front"] }),
      "web-service",
      network({ securityGroups: ["sg-theirs"] }),
    ),
    expected: "violation",
    rule: nobody,
    at: "web-service",
    configuration: {
      externals: [
        { id: "sg-wide", heldBy: "proxied task", proxyPorts: [3000, 8080], loadBalancerGroups: ["sg-front"] },
        ...(theirs.externals ?? []),
      ],
    },
  },
  {
    number: 85,
    way: "a task definition of the same family in another region",
    stack: inRegions("us-east-1"),
    twin: inRegions("eu-west-1"),
    expected: "unproven",
    rule: "load-balancer-reaches-only-the-proxy",
    at: "web-service",
  },
  {
    number: 85,
    way: "a task definition of the same family under another region's provider",
    stack: inProviders("us-east-1"),
    twin: inProviders("eu-west-1"),
    expected: "unproven",
    rule: "load-balancer-reaches-only-the-proxy",
    at: "web-service",
  },
];

/** The shop, whose service names its task definition by family; both say their region. */
function inRegions(region: string): Declared[] {
  const stack = change(shop(), "web-service", { taskDefinition: "web-task", region: "eu-west-1" });
  return [...without(stack, "web-task"), taskDefinition("web-task", undefined, { region })];
}

function inProviders(region: string): Declared[] {
  const provider = (name: string) => ({ provider: { name, properties: { region: name } } });
  return change(shop(), "web-service", { taskDefinition: "web-task" }).map((each) => {
    if (each.name === "web-task") return { ...each, options: provider(region) };
    return each.name === "web-service" ? { ...each, options: provider("eu-west-1") } : each;
  });
}
