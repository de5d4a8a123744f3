import { resource } from "../../../policies/testing";
import * as make from "../shop";
import { change, network, shop } from "../shop";
import { arn, type Declared, id } from "../stack";

/** How tasks run, and what runs beside them. */

const containers = (...list: unknown[]): Declared[] =>
  change(shop(), "web-task", { containerDefinitions: JSON.stringify(list) });

/** Agents and routers of logs and traces in the task, which publish nothing. */
export const sidecars = (): Declared[] =>
  containers(
    make.nginx,
    { ...make.app, logConfiguration: { logDriver: "awsfirelens", options: { Name: "cloudwatch" } } },
    { name: "log-router", image: "fluent-bit:1", firelensConfiguration: { type: "fluentbit" } },
    { name: "datadog-agent", image: "datadog/agent:7", environment: [{ name: "ECS_FARGATE", value: "true" }] },
    { name: "xray-daemon", image: "amazon/aws-xray-daemon:1" },
  );

/** A container that prepares the task and ends before the others start. */
export const initContainer = (): Declared[] =>
  containers(
    make.nginx,
    { ...make.app, dependsOn: [{ containerName: "migrate", condition: "SUCCESS" }] },
    { name: "migrate", image: "shop/app:1", essential: false, command: ["node", "migrate.js"] },
  );

/** Spot capacity, and a circuit breaker that rolls a failed deployment back. */
export const spot = (): Declared[] => [
  ...change(shop(), "web-service", {
    capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    deploymentCircuitBreaker: { enable: true, rollback: true },
  }),
  resource("aws:ecs/cluster:Cluster", "cluster", { name: "shop" }),
  resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "providers", {
    clusterName: "shop",
    capacityProviders: ["FARGATE", "FARGATE_SPOT"],
  }),
];

/** EC2 hosts in private subnets whose tasks have network interfaces of their own. */
export const onHosts = (): Declared[] => [
  ...change(shop(), "web-service", { launchType: "EC2", cluster: arn("cluster") }),
  resource("aws:ecs/cluster:Cluster", "cluster", { name: "shop" }),
  make.group("host-group"),
  resource("aws:ec2/launchTemplate:LaunchTemplate", "host-template", {
    imageId: "ami-0a1b2c3d4e5f60718",
    networkInterfaces: [{ associatePublicIpAddress: "false", securityGroups: [id("host-group")] }],
  }),
  resource("aws:autoscaling/group:Group", "hosts", {
    minSize: 1,
    maxSize: 2,
    vpcZoneIdentifiers: ["subnet-1"],
    launchTemplate: { id: id("host-template"), version: "$Latest" },
  }),
  resource("aws:ecs/capacityProvider:CapacityProvider", "host-provider", {
    autoScalingGroupProvider: { autoScalingGroupArn: arn("hosts") },
  }),
  resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "providers", {
    clusterName: "shop",
    capacityProviders: ["host-provider"],
  }),
];

/** The proxy's task holds two groups; the second opens nothing. */
export const twoGroups = (): Declared[] => [
  ...change(shop(), "web-service", network({ securityGroups: [id("task-group"), id("closed-group")] })),
  make.group("closed-group", { ingress: [] }),
];

/** A function beside the service, called by a queue only. */
export const functionBeside = (): Declared[] => [
  ...shop(),
  make.group("function-group"),
  resource("aws:lambda/function:Function", "mailer", {
    role: "arn:aws:iam::123456789012:role/mailer",
    runtime: "nodejs22.x",
    handler: "index.handler",
    vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: [id("function-group")] },
  }),
  resource("aws:sqs/queue:Queue", "mails", {}),
  resource("aws:lambda/eventSourceMapping:EventSourceMapping", "mails-to-mailer", {
    eventSourceArn: arn("mails"),
    functionName: arn("mailer"),
  }),
];

/** Tasks that find each other by name in Cloud Map, and call each other's proxies. */
export const discovered = (): Declared[] => [
  ...change(shop(), "web-service", { serviceRegistries: { registryArn: arn("discovery"), port: 8080 } }),
  resource("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", "names", {
    name: "shop.local",
    vpc: "vpc-1",
  }),
  resource("aws:servicediscovery/service:Service", "discovery", {
    dnsConfig: { namespaceId: id("names"), dnsRecords: [{ ttl: 10, type: "SRV" }] },
  }),
  make.group("caller-group"),
  make.ingress("task-from-caller", "task-group", {
    fromPort: 8080,
    toPort: 8080,
    referencedSecurityGroupId: id("caller-group"),
  }),
  make.taskDefinition("caller-task", [make.app]),
  make.service("caller", "caller-task", undefined, { securityGroups: [id("caller-group")] }),
];
