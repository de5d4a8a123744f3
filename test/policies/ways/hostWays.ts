import * as make from "../shop";
import { change, shop, without } from "../shop";
import { arn, type Declared, id, output, resource } from "../stack";
import type { Way } from "./row";

const followed = "every-door-is-followed";
const publishes = "host-publishes-only-the-proxy";
const elsewhere = "application-runs-only-behind-the-proxy";

const published = (container: object, hostPort: number, containerPort: number) => ({
  ...container,
  portMappings: [{ containerPort, hostPort }],
});

/** The shop on EC2 hosts in bridge mode: a capacity provider starts them, the proxy publishes port 80 and links to the application. */
export function bridgedShop(application: object = make.app): Declared[] {
  const containers = [{ ...published(make.nginx, 80, 8080), links: ["app"] }, application];
  const bridged = change(shop(), "web-task", {
    networkMode: "bridge",
    containerDefinitions: JSON.stringify(containers),
  });
  const placed = change(bridged, "web-service", { networkConfiguration: undefined, cluster: arn("cluster") });
  const targets = change(placed, "web-targets", { targetType: "instance" });
  return [
    ...without(targets, "task-group", "task-from-lb"),
    make.group("host-group"),
    make.ingress("host-from-lb", "host-group", {
      fromPort: 80,
      toPort: 80,
      referencedSecurityGroupId: id("lb-group"),
    }),
    ...hosts(),
  ];
}

function hosts(): Declared[] {
  return [
    resource("aws:ec2/launchTemplate:LaunchTemplate", "host-template", {
      imageId: "ami-1",
      networkInterfaces: [{ associatePublicIpAddress: "false", securityGroups: [id("host-group")] }],
    }),
    resource("aws:autoscaling/group:Group", "hosts", {
      launchTemplate: { id: id("host-template"), version: "$Latest" },
      vpcZoneIdentifiers: ["subnet-1"],
      maxSize: 2,
    }),
    resource("aws:ecs/cluster:Cluster", "cluster", { name: "shop" }),
    resource("aws:ecs/capacityProvider:CapacityProvider", "on-hosts", {
      name: "shop-hosts",
      autoScalingGroupProvider: { autoScalingGroupArn: arn("hosts") },
    }),
    resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "capacity", {
      clusterName: output("cluster", "name"),
      capacityProviders: [output("on-hosts", "name")],
    }),
  ];
}

export const instance = (more: object): Declared =>
  resource("aws:ec2/instance:Instance", "box", {
    ami: "ami-1",
    vpcSecurityGroupIds: [id("box-group")],
    userData: "#!/bin/sh\ndocker run -p 80:3000 shop/app:1\n",
    ...more,
  });

const box = (open: object): Declared[] => [
  ...shop(),
  make.group("box-group"),
  make.ingress("box-open", "box-group", { fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }),
  instance(open),
];

const appRunner = (isPubliclyAccessible: boolean | undefined): Declared =>
  resource("aws:apprunner/service:Service", "runner", {
    sourceConfiguration: { imageRepository: { imageIdentifier: "shop/app:1", imageRepositoryType: "ECR" } },
    ...(isPubliclyAccessible === undefined
      ? {}
      : { networkConfiguration: { ingressConfiguration: { isPubliclyAccessible } } }),
  });

const lightsail = (publicEndpoint: unknown): Declared =>
  resource("aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion", "light", {
    serviceName: "light",
    containers: [{ containerName: "app", image: "shop/app:1", ports: { "3000": "HTTP" } }],
    publicEndpoint,
  });

const functionUrl = (authorizationType: string, imageUri = "shop/other:1"): Declared[] => [
  ...shop(),
  resource("aws:lambda/function:Function", "hook", { name: "hook", packageType: "Image", imageUri }),
  resource("aws:lambda/functionUrl:FunctionUrl", "hook-url", {
    functionName: output("hook", "name"),
    authorizationType,
  }),
];

const beanstalk = (value: string): Declared =>
  resource("aws:elasticbeanstalk/environment:Environment", "stalk", {
    application: "shop",
    settings: [{ namespace: "aws:ec2:vpc", name: "ELBScheme", value }],
  });

const kubernetes = (type: string): Declared =>
  resource("kubernetes:core/v1:Service", "pods", { spec: { type, ports: [{ port: 80 }] } });

/** The group that awsx makes for a service that names none. */
function openByAwsx(): Declared[] {
  const everyone = { fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
  const opened = change(shop(), "task-group", { ingress: [everyone] });
  return [
    { type: "awsx:ecs:FargateService", name: "web-awsx", properties: {}, options: { component: true } },
    ...opened.map((each) => (each.name === "task-group" ? { ...each, options: { parent: "web-awsx" } } : each)),
  ];
}

/** Ways over EC2 hosts and other runtimes. */
export const hostWays: readonly Way[] = [
  {
    number: 36,
    way: "the application's container publishes a port of its host in bridge mode",
    stack: bridgedShop(published(make.app, 3000, 3000)),
    twin: bridgedShop(),
    expected: "violation",
    rule: publishes,
    at: "web-task",
  },
  {
    number: 36,
    way: "the application's container publishes a port that ECS picks",
    stack: bridgedShop({ ...make.app, portMappings: [{ containerPort: 3000 }] }),
    twin: bridgedShop(),
    expected: "violation",
    rule: publishes,
    at: "web-task",
  },
  {
    number: 36,
    way: "a host with a public address admits the internet to the proxy's port, past the load balancer",
    stack: change(
      change(bridgedShop(), "host-from-lb", { referencedSecurityGroupId: undefined, cidrIpv4: "0.0.0.0/0" }),
      "host-template",
      {
        networkInterfaces: [{ associatePublicIpAddress: "true", securityGroups: [id("host-group")] }],
      },
    ),
    twin: bridgedShop(),
    expected: "violation",
    rule: publishes,
    at: "host-from-lb",
  },
  {
    number: 36,
    way: "network mode host opens every port of every container",
    stack: change(bridgedShop(), "web-task", { networkMode: "host" }),
    twin: bridgedShop(),
    expected: "unproven",
    rule: publishes,
    at: "web-task",
  },
  {
    number: 37,
    way: "the task shares the processes of its host",
    stack: change(bridgedShop(), "web-task", { pidMode: "host" }),
    twin: change(bridgedShop(), "web-task", { pidMode: "task" }),
    expected: "unproven",
    rule: followed,
    at: "web-task",
  },
  {
    number: 48,
    way: "a daemon runs the application on every host",
    stack: [...bridgedShop(), resource("aws:ecs/daemon:Daemon", "everywhere", { clusterArn: arn("cluster") })],
    twin: bridgedShop(),
    expected: "unproven",
    rule: followed,
    at: "everywhere",
  },
  {
    number: 58,
    way: "a target group sends to the port of a host that the application publishes",
    stack: [
      ...bridgedShop(published(make.app, 3000, 3000)),
      make.targetGroup("side-targets", { targetType: "instance", port: 3000 }),
      make.listener("side-http", "web", "side-targets", { port: 81 }),
      resource("aws:autoscaling/attachment:Attachment", "side", {
        autoscalingGroupName: id("hosts"),
        lbTargetGroupArn: arn("side-targets"),
      }),
    ],
    twin: bridgedShop(),
    expected: "violation",
    rule: publishes,
    at: "side",
  },
  {
    number: 58,
    way: "an Auto Scaling group names a target group itself, and what listens there is not seen",
    stack: [
      ...change(bridgedShop(), "hosts", { targetGroupArns: [arn("side-targets")] }),
      make.targetGroup("side-targets", { targetType: "instance", port: 9000 }),
      make.listener("side-http", "web", "side-targets", { port: 81 }),
    ],
    twin: bridgedShop(),
    expected: "unproven",
    rule: publishes,
    at: "hosts",
  },
  {
    number: 70,
    way: "an Elastic IP makes an instance public that runs the application",
    stack: [...box({ associatePublicIpAddress: false }), resource("aws:ec2/eip:Eip", "fixed", { instance: id("box") })],
    twin: box({ associatePublicIpAddress: false }),
    expected: "violation",
    rule: elsewhere,
    at: "box",
  },
  {
    number: 70,
    way: "an Elastic IP goes to a network interface that nobody can see",
    stack: [
      ...shop(),
      resource("aws:ec2/eipAssociation:EipAssociation", "moved", {
        allocationId: "eipalloc-1",
        networkInterfaceId: "eni-1",
      }),
    ],
    twin: [...shop(), resource("aws:ec2/eip:Eip", "for-nat", { domain: "vpc" })],
    expected: "unproven",
    rule: followed,
    at: "moved",
  },
  {
    number: 71,
    way: "an instance with a public address runs the application's image",
    stack: box({ associatePublicIpAddress: true }),
    twin: box({ associatePublicIpAddress: false }),
    expected: "violation",
    rule: elsewhere,
    at: "box",
  },
  {
    number: 71,
    way: "an instance with a public address runs nobody knows what",
    stack: box({ associatePublicIpAddress: true, userData: undefined }),
    twin: box({ associatePublicIpAddress: false, userData: undefined }),
    expected: "unproven",
    rule: elsewhere,
    at: "box",
  },
  {
    number: 72,
    way: "a function's URL is open to everyone",
    stack: functionUrl("NONE"),
    twin: functionUrl("AWS_IAM"),
    expected: "unproven",
    rule: elsewhere,
    at: "hook-url",
  },
  {
    number: 72,
    way: "a function's URL serves the application's own image",
    stack: functionUrl("NONE", "shop/app:1"),
    twin: functionUrl("AWS_IAM", "shop/app:1"),
    expected: "violation",
    rule: elsewhere,
    at: "hook-url",
  },
  {
    number: 73,
    way: "App Runner serves the application's image, public because nothing else is said",
    stack: [...shop(), appRunner(undefined)],
    twin: [...shop(), appRunner(false)],
    expected: "violation",
    rule: elsewhere,
    at: "runner",
  },
  {
    number: 74,
    way: "Lightsail serves the application's image",
    stack: [...shop(), lightsail({ containerName: "app", containerPort: 3000, healthCheck: {} })],
    twin: [...shop(), lightsail(undefined)],
    expected: "violation",
    rule: elsewhere,
    at: "light",
  },
  {
    number: 75,
    way: "Elastic Beanstalk serves the internet beside the proxies",
    stack: [...shop(), beanstalk("public")],
    twin: [...shop(), beanstalk("internal")],
    expected: "unproven",
    rule: elsewhere,
    at: "stalk",
  },
  {
    number: 75,
    way: "a Kubernetes service of type LoadBalancer serves the internet beside the proxies",
    stack: [...shop(), kubernetes("LoadBalancer")],
    twin: [...shop(), kubernetes("ClusterIP")],
    expected: "unproven",
    rule: elsewhere,
    at: "pods",
  },
  {
    number: 80,
    way: "awsx gives its service a default group that is open to everyone",
    stack: openByAwsx(),
    twin: shop(),
    expected: "violation",
    rule: "application-port-admits-nobody",
    at: "task-group",
  },
];
