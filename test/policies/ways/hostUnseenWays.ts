import * as make from "../shop";
import { change, ingress, shop } from "../shop";
import { type Declared, id, notKnown } from "../stack";
import { bridgedShop, instance } from "./hostWays";
import type { Way } from "./row";

const publishes = "host-publishes-only-the-proxy";
const elsewhere = "application-runs-only-behind-the-proxy";

const unregistered = (stack: readonly Declared[]): Declared[] =>
  change(stack, "web-service", { loadBalancers: undefined });

/** An application without a proxy that publishes a port of its hosts, and what their launch template says of these. */
function onHosts(networkInterface: object, network: object = {}): Declared[] {
  const published = { ...make.app, portMappings: [{ containerPort: 3000, hostPort: 80 }] };
  const application = change(bridgedShop(), "web-task", { containerDefinitions: JSON.stringify([published]) });
  const template = { networkInterfaces: [{ associatePublicIpAddress: "true", ...networkInterface }], ...network };
  return unregistered(change(application, "host-template", template));
}

const hostGroup = { securityGroups: [id("host-group")] };
const open = ingress("host-open", "host-group", { fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" });
const byName = (stack: readonly Declared[]): Declared[] =>
  change(stack, "hosts", { launchTemplate: { name: "hosts", version: "$Latest" } });

/** Ways over EC2 hosts of which the stack does not show everything. */
export const hostUnseenWays: readonly Way[] = [
  {
    number: 36,
    way: "containers in bridge mode that are not known yet, in a service that nothing registers",
    stack: unregistered(change(bridgedShop(), "web-task", { containerDefinitions: notKnown })),
    twin: unregistered(bridgedShop()),
    expected: "unproven",
    rule: publishes,
    at: "web-task",
  },
  ...[["sg-0123456789abcdef0"], notKnown, undefined].map(
    (securityGroups): Way => ({
      number: 36,
      way: `hosts with public addresses whose groups are ${securityGroups === undefined ? "the VPC's default" : "not seen"} (${typeof securityGroups})`,
      stack: onHosts({ securityGroups }),
      twin: onHosts(hostGroup),
      expected: "unproven",
      rule: publishes,
      at: "hosts",
    }),
  ),
  {
    number: 36,
    way: "hosts that name their launch template instead of giving its id",
    stack: [...byName(onHosts(hostGroup, { name: "hosts" })), open],
    twin: byName(onHosts(hostGroup, { name: "hosts" })),
    expected: "violation",
    rule: publishes,
    at: "host-open",
  },
  {
    number: 71,
    way: "an instance with a public address runs the application's image in a group of another stack",
    stack: [...shop(), instance({ associatePublicIpAddress: true, vpcSecurityGroupIds: ["sg-0123456789abcdef0"] })],
    twin: [...shop(), instance({ associatePublicIpAddress: false, vpcSecurityGroupIds: ["sg-0123456789abcdef0"] })],
    expected: "unproven",
    rule: elsewhere,
    at: "box",
  },
];
