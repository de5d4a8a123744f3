import * as make from "../shop";
import { shop } from "../shop";
import { arn, type Declared, id, notKnown, resource } from "../stack";
import { nakedShop, rule } from "./edgeShops";
import type { Way } from "./row";

const reaches = "load-balancer-reaches-only-the-proxy";
const naked = "service-without-proxy-is-not-public";
const admits = "application-port-admits-nobody";

const attached = (targetId: unknown): Declared =>
  resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "attached", {
    targetGroupArn: arn("web-targets"),
    targetId,
    port: 3000,
  });

const attachments: readonly Way[] = [
  { number: 57, way: "an attached address", stack: [...shop(), attached("10.0.3.7")] },
  { number: 57, way: "an attached address that is not known yet", stack: [...shop(), attached(notKnown)] },
].map((each) => ({ ...each, twin: shop(), expected: "unproven", rule: reaches, at: "attached" }));

/** A public network load balancer whose target is the internal application load balancer. */
function chained(stack: Declared[], more: object = {}): Declared[] {
  return [
    ...stack,
    make.loadBalancer("outer", { loadBalancerType: "network", securityGroups: undefined, ...more }),
    make.targetGroup("outer-targets", { protocol: "TCP", targetType: "alb" }),
    make.listener("outer-tcp", "outer", "outer-targets", { protocol: "TCP" }),
    resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "chain", {
      targetGroupArn: arn("outer-targets"),
      targetId: arn("web"),
      port: 80,
    }),
  ];
}

/** A function behind the load balancer, with a group that may reach the task. */
function withFunction(port: number): Declared[] {
  return [
    ...shop(),
    make.group("function-group"),
    resource("aws:lambda/function:Function", "report", {
      role: "arn:aws:iam::123456789012:role/report",
      vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: [id("function-group")] },
    }),
    make.targetGroup("function-targets", { targetType: "lambda", port: undefined, protocol: undefined }),
    rule("function-rule", [{ type: "forward", targetGroupArn: arn("function-targets") }]),
    resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "function-target", {
      targetGroupArn: arn("function-targets"),
      targetId: arn("report"),
    }),
    ...(port === 0
      ? []
      : [
          make.ingress("task-from-function", "task-group", {
            fromPort: port,
            toPort: port,
            referencedSecurityGroupId: id("function-group"),
          }),
        ]),
  ];
}

const chains: readonly Way[] = [
  {
    number: 59,
    way: "a public network load balancer in front of the internal one",
    stack: chained(nakedShop()),
    twin: chained(nakedShop(), { internal: true }),
    expected: "violation",
    rule: naked,
    at: "web-service",
  },
  {
    number: 59,
    way: "a function behind the load balancer that may reach the application",
    stack: withFunction(3000),
    twin: withFunction(0),
    expected: "violation",
    rule: admits,
    at: "task-from-function",
  },
];

/** Ways 57 and 59: what target groups hold beside the tasks of a service. */
export const edgeTargetWays: readonly Way[] = [...attachments, ...chains];
