import * as make from "../shop";
import { change, shop } from "../shop";
import { arn, type Declared, id } from "../stack";
import type { Way } from "./row";

const rule = "load-balancer-reaches-only-the-proxy";
const unproxied = "service-without-proxy-is-not-public";
const targets = { targetGroupArn: arn("web-targets") };
const proxied = { containerName: "nginx", containerPort: 8080, ...targets };
const naked = { containerName: "app", containerPort: 3000, ...targets };

/** Both containers with named mappings, for what registers by name. */
const namedPorts = [
  { ...make.nginx, portMappings: [{ name: "proxy", containerPort: 8080 }] },
  { ...make.app, portMappings: [{ name: "app", containerPort: 3000 }] },
];
const named = (more: Record<string, unknown>): Declared[] =>
  change(change(shop(), "web-task", { containerDefinitions: JSON.stringify(namedPorts) }), "web-service", more);

const serviceConnect = (portName: string, more: object = {}) =>
  named({ serviceConnectConfiguration: { enabled: true, services: [{ portName, ...more }] } });

const registered = (loadBalancers: object[]) => change(shop(), "web-service", { loadBalancers });

/** An application without a proxy behind an internal load balancer, which is in order. */
const internalApp = (): Declared[] =>
  change(
    change(change(shop(), "web", { internal: true }), "web-task", { containerDefinitions: JSON.stringify([make.app]) }),
    "web-service",
    { loadBalancers: [naked] },
  );

const secondDoor = (internal: boolean): Declared[] => [
  make.loadBalancer("test", { internal }),
  make.ingress("lb-test", "lb-group", { fromPort: 8443, toPort: 8443, cidrIpv4: "0.0.0.0/0" }),
  make.targetGroup("green", { name: "green" }),
  make.listener("test-https", "test", "green", {
    port: 8443,
    protocol: "HTTPS",
    defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
  }),
];

const listenerRule = (name: string, listener: string): Declared => ({
  type: "aws:lb/listenerRule:ListenerRule",
  name,
  properties: {
    listenerArn: arn(listener),
    priority: 1,
    conditions: [{ pathPattern: { values: ["/*"] } }],
    actions: [{ type: "forward", targetGroupArn: arn("green") }],
  },
});

/** ECS moves the production rule, and opens the next revision behind a test rule. */
const blueGreen = (internal: boolean): Declared[] => {
  const advancedConfiguration = {
    alternateTargetGroupArn: arn("green"),
    productionListenerRule: arn("production"),
    testListenerRule: arn("preview"),
  };
  const stack = [...internalApp(), ...secondDoor(internal)];
  const rules = [listenerRule("production", "web-http"), listenerRule("preview", "test-https")];
  return change([...stack, ...rules], "web-service", { loadBalancers: [{ ...naked, advancedConfiguration }] });
};

const codeDeploy = (internal: boolean): Declared[] => [
  ...change(internalApp(), "web-targets", { name: "blue" }),
  ...secondDoor(internal),
  {
    type: "aws:codedeploy/deploymentGroup:DeploymentGroup",
    name: "web-deployments",
    properties: {
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [arn("web-http")] },
          testTrafficRoute: { listenerArns: [arn("test-https")] },
          targetGroups: [{ name: "blue" }, { name: "green" }],
        },
      },
    },
  },
];

/** A service whose deployments are somebody else's: definition, network and registrations are the task set's. */
const taskSet = (loadBalancers: object[], network: object = {}): Declared[] => {
  const blue = make.service("blue", "web-task", loadBalancers, network);
  return [
    ...change(shop(), "web-service", {
      deploymentController: { type: "EXTERNAL" },
      taskDefinition: undefined,
      loadBalancers: undefined,
      networkConfiguration: undefined,
    }),
    {
      ...blue,
      type: "aws:ecs/taskSet:TaskSet",
      properties: { ...blue.properties, service: id("web-service") },
    },
  ];
};

const discovered = (entry: object): Declared[] => [
  ...change(shop(), "web-service", { serviceRegistries: { registryArn: arn("names"), ...entry } }),
  { type: "aws:servicediscovery/service:Service", name: "names", properties: { name: "web" } },
];

const latticed = (portName: string): Declared[] => [
  ...named({
    vpcLatticeConfigurations: [{ portName, targetGroupArn: arn("lattice-targets"), roleArn: "arn:aws:iam::1:role/a" }],
  }),
  { type: "aws:vpclattice/targetGroup:TargetGroup", name: "lattice-targets", properties: { type: "IP" } },
];

const meshClient = [
  make.group("client-group"),
  make.ingress("from-client", "task-group", {
    fromPort: 15001,
    toPort: 15001,
    referencedSecurityGroupId: id("client-group"),
  }),
];

/** A second service whose tasks have no proxy. */
const second = (loadBalancers: object[] | undefined): Declared[] => [
  make.taskDefinition("second-task", [{ ...make.app, portMappings: [{ containerPort: 3000 }] }]),
  make.group("second-group"),
  make.service("second", "second-task", loadBalancers, { securityGroups: [id("second-group")] }),
];

const openToAll = make.ingress("opened", "task-group", { fromPort: 8080, toPort: 8080, cidrIpv4: "0.0.0.0/0" });

const violation = (row: Omit<Way, "expected" | "rule" | "at"> & Partial<Pick<Way, "rule" | "at">>): Way => ({
  expected: "violation",
  rule,
  at: "web-service",
  ...row,
});

/** Ways 25 to 29, 39 and 42 to 44: what hands out a port of the tasks. */
export const registrationWays: readonly Way[] = [
  violation({
    number: 25,
    way: "a load balancer's target is the application",
    stack: registered([naked]),
    twin: registered([proxied]),
  }),
  violation({
    number: 25,
    way: "a second entry names the application",
    stack: registered([proxied, naked]),
    twin: registered([proxied]),
  }),
  violation({
    number: 26,
    way: "the proxy's name stands with the application's port",
    stack: registered([{ ...proxied, containerPort: 3000 }]),
    twin: registered([proxied]),
  }),
  violation({
    number: 27,
    way: "a public test rule of a blue/green deployment leads to the second target group",
    stack: blueGreen(false),
    twin: blueGreen(true),
    rule: unproxied,
  }),
  violation({
    number: 28,
    way: "a task set registers the application",
    stack: taskSet([naked]),
    twin: taskSet([proxied]),
    at: "blue",
  }),
  violation({
    number: 28,
    way: "a task set has a public address and an open group",
    stack: [...taskSet([proxied], { assignPublicIp: true }), openToAll],
    twin: taskSet([proxied], { assignPublicIp: true }),
    rule: "public-task-admits-only-the-load-balancer",
    at: "opened",
  }),
  violation({
    number: 29,
    way: "a public test listener of CodeDeploy leads to the next revision",
    stack: codeDeploy(false),
    twin: codeDeploy(true),
    rule: unproxied,
  }),
  violation({
    number: 39,
    way: "a service without proxy shares the target group of one that has it",
    stack: [...shop(), ...second([naked])],
    twin: [...shop(), ...second(undefined)],
    rule: unproxied,
    at: "second",
  }),
  violation({
    number: 42,
    way: "Service Connect names the application's mapping",
    stack: serviceConnect("app"),
    twin: serviceConnect("proxy"),
  }),
  violation({
    number: 42,
    way: "Service Connect takes connections for the application on a port of its own",
    stack: [...serviceConnect("app", { ingressPortOverride: 15001 }), ...meshClient],
    twin: [...serviceConnect("proxy", { ingressPortOverride: 15001 }), ...meshClient],
  }),
  violation({
    number: 43,
    way: "Cloud Map hands out the application's port",
    stack: discovered({ containerName: "app", containerPort: 3000 }),
    twin: discovered({ containerName: "nginx", containerPort: 8080 }),
  }),
  violation({
    number: 43,
    way: "Cloud Map hands out a port by its number",
    stack: discovered({ port: 3000 }),
    twin: discovered({ port: 8080 }),
  }),
  violation({
    number: 44,
    way: "VPC Lattice reaches the application's mapping",
    stack: latticed("app"),
    twin: latticed("proxy"),
  }),
];
