import * as make from "../shop";
import { arn, type Declared, id, resource } from "../stack";

/**
 * Programs as people write them without Gatehouse, as the engine shows them: the pack has to say things that their
 * authors understand, and nothing that is not so.
 */
export interface Program {
  what: string;
  stack: readonly Declared[];
}

/** A child of a component. */
const declared = (type: string, name: string, properties: Record<string, unknown>, parent?: string): Declared =>
  resource(type, name, properties, parent === undefined ? {} : { parent });

const component = (type: string, name: string): Declared => resource(type, name, {}, { component: true });

const everyone = {
  fromPort: 0,
  toPort: 0,
  protocol: "-1",
  cidrBlocks: ["0.0.0.0/0"],
  ipv6CidrBlocks: ["::/0"],
};

const container = (name: string, image: string, port: number): object => ({
  name,
  image,
  essential: true,
  portMappings: [{ containerPort: port, hostPort: port, protocol: "tcp" }],
});

/** `awsx.lb.ApplicationLoadBalancer` and `awsx.ecs.FargateService` with nothing but an image and a port. */
const awsxFargate: Declared[] = [
  component("awsx:lb:ApplicationLoadBalancer", "lb"),
  declared("aws:ec2/securityGroup:SecurityGroup", "lb-group", { vpcId: "vpc-1", ingress: [everyone] }, "lb"),
  declared("aws:lb/loadBalancer:LoadBalancer", "web-lb", { securityGroups: [id("lb-group")] }, "lb"),
  declared("aws:lb/targetGroup:TargetGroup", "web-targets", { port: 80, protocol: "HTTP", targetType: "ip" }, "lb"),
  declared(
    "aws:lb/listener:Listener",
    "web-listener",
    {
      loadBalancerArn: arn("web-lb"),
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: arn("web-targets") }],
    },
    "lb",
  ),
  component("awsx:ecs:FargateService", "service"),
  declared("aws:ec2/securityGroup:SecurityGroup", "service-group", { vpcId: "vpc-1", ingress: [everyone] }, "service"),
  declared(
    "aws:ecs/taskDefinition:TaskDefinition",
    "task",
    {
      family: "service-1a2b3c4d",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      containerDefinitions: JSON.stringify([container("container", "example/shop:1", 80)]),
    },
    "service",
  ),
  declared(
    "aws:ecs/service:Service",
    "fargate",
    {
      launchType: "FARGATE",
      taskDefinition: arn("task"),
      loadBalancers: [{ containerName: "container", containerPort: 80, targetGroupArn: arn("web-targets") }],
      networkConfiguration: {
        subnets: ["subnet-1"],
        securityGroups: [id("service-group")],
        assignPublicIp: true,
      },
    },
    "service",
  ),
];

/** One group for the load balancer and the tasks, as several published examples have it. */
const sharedGroup: Declared[] = [
  make.group("web", {
    ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  make.loadBalancer("hello", { internal: undefined, securityGroups: [id("web")] }),
  make.targetGroup("hello-targets"),
  make.listener("hello-http", "hello", "hello-targets"),
  make.taskDefinition("hello-task", [container("hello", "example/hello:1", 80)]),
  make.service(
    "hello-service",
    "hello-task",
    [{ containerName: "hello", containerPort: 80, targetGroupArn: arn("hello-targets") }],
    { securityGroups: [id("web")], assignPublicIp: true },
  ),
];

/** nginx beside the application, written by hand: all ports from the load balancer, and nginx waits for nothing. */
const sidecarByHand: Declared[] = [
  make.group("lb-group", {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  make.group("task-group", {
    ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, securityGroups: [id("lb-group")] }],
  }),
  make.loadBalancer("front"),
  make.targetGroup("front-targets"),
  make.listener("front-https", "front", "front-targets", { port: 443, protocol: "HTTPS" }),
  make.taskDefinition("front-task", [
    container("nginx", "example/nginx:1", 80),
    container("api", "example/api:1", 3000),
  ]),
  make.service("front-service", "front-task", [
    { containerName: "nginx", containerPort: 80, targetGroupArn: arn("front-targets") },
  ]),
];

/** The load balancer that a platform team shares with many stacks: no service of its own. */
const platform: Declared[] = [
  make.group("shared-group", {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  make.loadBalancer("shared", { securityGroups: [id("shared-group")] }),
  declared("aws:lb/listener:Listener", "shared-https", {
    loadBalancerArn: arn("shared"),
    port: 443,
    protocol: "HTTPS",
    defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
  }),
];

/** A stack that joins the shared load balancer by literal ids. */
const tenant: Declared[] = [
  make.group("tenant-group"),
  make.ingress("tenant-from-lb", "tenant-group", {
    fromPort: 8080,
    toPort: 8080,
    referencedSecurityGroupId: "sg-0123456789abcdef0",
  }),
  make.targetGroup("tenant-targets"),
  declared("aws:lb/listenerRule:ListenerRule", "tenant-host", {
    listenerArn:
      "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2",
    priority: 100,
    conditions: [{ hostHeader: { values: ["shop.example.com"] } }],
    actions: [{ type: "forward", targetGroupArn: arn("tenant-targets") }],
  }),
  make.taskDefinition("tenant-task"),
  make.service(
    "tenant-service",
    "tenant-task",
    [{ containerName: "nginx", containerPort: 8080, targetGroupArn: arn("tenant-targets") }],
    { securityGroups: [id("tenant-group")] },
  ),
];

export const programs: Readonly<Record<string, Program>> = {
  "awsx-fargate": { what: "an awsx FargateService behind an awsx ApplicationLoadBalancer", stack: awsxFargate },
  "single-container": { what: "a single container that shares its group with the load balancer", stack: sharedGroup },
  "sidecar-by-hand": { what: "nginx beside the application, written by hand", stack: sidecarByHand },
  platform: { what: "a load balancer that many stacks share", stack: platform },
  tenant: { what: "a service that joins a load balancer of another stack", stack: tenant },
};
