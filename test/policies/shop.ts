import { arn, type Declared, id } from "./stack";

/** The main shape: two containers in a Fargate task behind a public load balancer, one rule a resource. */
export function shop(): Declared[] {
  return [
    group("lb-group"),
    group("task-group"),
    ingress("lb-http", "lb-group", { fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }),
    ingress("task-from-lb", "task-group", { fromPort: 8080, toPort: 8080, referencedSecurityGroupId: id("lb-group") }),
    loadBalancer("web"),
    targetGroup("web-targets"),
    listener("web-http", "web", "web-targets"),
    taskDefinition("web-task"),
    service("web-service", "web-task", [
      { containerName: "nginx", containerPort: 8080, targetGroupArn: arn("web-targets") },
    ]),
  ];
}

export const group = (name: string, more: object = {}): Declared => ({
  type: "aws:ec2/securityGroup:SecurityGroup",
  name,
  properties: { vpcId: "vpc-1", ...more },
});

export const ingress = (name: string, of: string, more: object): Declared => ({
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  name,
  properties: { securityGroupId: id(of), ipProtocol: "tcp", ...more },
});

export const loadBalancer = (name: string, more: object = {}): Declared => ({
  type: "aws:lb/loadBalancer:LoadBalancer",
  name,
  properties: { internal: false, securityGroups: [id("lb-group")], ...more },
});

export const targetGroup = (name: string, more: object = {}): Declared => ({
  type: "aws:lb/targetGroup:TargetGroup",
  name,
  properties: { port: 80, protocol: "HTTP", targetType: "ip", ...more },
});

export const listener = (name: string, balancer: string, targets: string, more: object = {}): Declared => ({
  type: "aws:lb/listener:Listener",
  name,
  properties: {
    loadBalancerArn: arn(balancer),
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: arn(targets) }],
    ...more,
  },
});

export const nginx = {
  name: "nginx",
  image: "shop/nginx:1",
  portMappings: [{ containerPort: 8080 }],
  dependsOn: [{ containerName: "app", condition: "HEALTHY" }],
};
export const app = {
  name: "app",
  image: "shop/app:1",
  environment: [{ name: "PASSWORD", value: "hunter2" }],
  healthCheck: { command: ["CMD", "node", "health.js"] },
};

export const taskDefinition = (name: string, containers: unknown = [nginx, app], more: object = {}): Declared => ({
  type: "aws:ecs/taskDefinition:TaskDefinition",
  name,
  properties: {
    family: name,
    networkMode: "awsvpc",
    containerDefinitions: typeof containers === "string" ? containers : JSON.stringify(containers),
    ...more,
  },
});

export const service = (name: string, task: string, loadBalancers: unknown, network: object = {}): Declared => ({
  type: "aws:ecs/service:Service",
  name,
  properties: {
    taskDefinition: arn(task),
    loadBalancers,
    networkConfiguration: {
      subnets: ["subnet-1"],
      securityGroups: [id("task-group")],
      assignPublicIp: false,
      ...network,
    },
  },
});

/** The stack with one resource's properties replaced. */
export function change(stack: readonly Declared[], name: string, more: Record<string, unknown>): Declared[] {
  if (!stack.some((each) => each.name === name)) throw new Error(`no resource ${name} in this stack`);
  return stack.map((each) => (each.name === name ? { ...each, properties: { ...each.properties, ...more } } : each));
}

export const without = (stack: readonly Declared[], ...names: string[]): Declared[] =>
  stack.filter(({ name }) => !names.includes(name));

/** The network configuration of the service, with changes. */
export const network = (more: object): Record<string, unknown> => ({
  networkConfiguration: { subnets: ["subnet-1"], securityGroups: [id("task-group")], assignPublicIp: false, ...more },
});
