import { app, group, ingress, loadBalancer, nginx, service, targetGroup, taskDefinition } from "../shop";
import { arn, type Declared } from "../stack";
import { arnIn, idIn } from "./exported";

/** The stack of a platform team: one public load balancer that services of other stacks register at. */
export const platform = (): Declared[] => [
  group("lb-group"),
  ingress("lb-http", "lb-group", { fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }),
  loadBalancer("public"),
  {
    type: "aws:lb/listener:Listener",
    name: "public-http",
    properties: {
      loadBalancerArn: arn("public"),
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
    },
  },
];

/** A stack that registers its service at the platform's load balancer, by the ids and ARNs that the platform tells. */
export const tenant = (path: string, withProxy = true): Declared[] => [
  group("task-group"),
  ingress("task-from-lb", "task-group", {
    fromPort: 8080,
    toPort: 8080,
    referencedSecurityGroupId: idIn("platform", "lb-group"),
  }),
  targetGroup("targets"),
  {
    type: "aws:lb/listenerRule:ListenerRule",
    name: "rule",
    properties: {
      listenerArn: arnIn("platform", "public-http"),
      conditions: [{ pathPattern: { values: [path] } }],
      actions: [{ type: "forward", targetGroupArn: arn("targets") }],
    },
  },
  taskDefinition("task", withProxy ? [nginx, app] : [{ ...app, portMappings: [{ containerPort: 8080 }] }]),
  service("service", "task", [
    { containerName: withProxy ? "nginx" : "app", containerPort: 8080, targetGroupArn: arn("targets") },
  ]),
];
