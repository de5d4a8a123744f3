import * as make from "../shop";
import { change, shop, without } from "../shop";
import { type Declared, id, resource } from "../stack";
import { application } from "./edgeShops";
import type { Way } from "./row";

const reaches = "load-balancer-reaches-only-the-proxy";
const naked = "service-without-proxy-is-not-public";
const _admits = "application-port-admits-nobody";

/** A classic load balancer, in which the service registers by its name. */
function classicShop(module: string, containerName: string, containerPort: number, more: object = {}): Declared[] {
  return [
    ...without(shop(), "web", "web-targets", "web-http", "web-service"),
    resource(`aws:${module}/loadBalancer:LoadBalancer`, "old", {
      name: "old",
      listeners: [{ lbPort: 80, lbProtocol: "http", instancePort: 80, instanceProtocol: "http" }],
      securityGroups: [id("lb-group")],
      ...more,
    }),
    make.service("web-service", "web-task", [{ elbName: id("old"), containerName, containerPort }]),
  ];
}

/** Way 66: classic load balancers. */
export const edgeClassicWays: readonly Way[] = [
  ...["elb", "elasticloadbalancing"].map(
    (module): Way => ({
      number: 66,
      way: `a classic load balancer (${module}) in front of the application`,
      stack: classicShop(module, "app", 3000),
      twin: classicShop(module, "nginx", 8080),
      expected: "violation",
      rule: reaches,
      at: "web-service",
    }),
  ),
  {
    number: 66,
    way: "an instance behind a classic load balancer",
    stack: [
      ...classicShop("elb", "nginx", 8080),
      resource("aws:elb/attachment:Attachment", "attached", { elb: id("old"), instance: "i-0abc" }),
    ],
    twin: classicShop("elb", "nginx", 8080),
    expected: "unproven",
    rule: reaches,
    at: "attached",
  },
  {
    number: 66,
    way: "a public classic load balancer in front of a service without a proxy",
    stack: change(classicShop("elb", "app", 3000), "web-task", {
      containerDefinitions: JSON.stringify([application]),
    }),
    twin: change(classicShop("elb", "app", 3000, { internal: true }), "web-task", {
      containerDefinitions: JSON.stringify([application]),
    }),
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
];
