import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as make from "./shop";
import { change, shop } from "./shop";
import { arn, type Declared, id, notKnown, output } from "./stack";
import { findingsOf, told } from "./told";

const reaches = "load-balancer-reaches-only-the-proxy";
const nobody = "application-port-admits-nobody";
const unproxied = "service-without-proxy-is-not-public";
const targets = { targetGroupArn: arn("web-targets") };

const namedPorts = [
  { ...make.nginx, portMappings: [{ name: "proxy", containerPort: 8080 }] },
  { ...make.app, portMappings: [{ name: "app", containerPort: 3000 }] },
];
const named = (more: Record<string, unknown>): Declared[] =>
  change(change(shop(), "web-task", { containerDefinitions: JSON.stringify(namedPorts) }), "web-service", more);
const meshed = (services: unknown, enabled: unknown = true) =>
  named({ serviceConnectConfiguration: { enabled, services } });

const bare = (stack: Declared[], more: Record<string, unknown>) =>
  change(change(stack, "web-task", { containerDefinitions: JSON.stringify([make.app]) }), "web-service", more);

describe("Service Connect", () => {
  const client = [
    make.group("client-group"),
    make.ingress("from-client", "task-group", {
      fromPort: 8080,
      toPort: 8080,
      referencedSecurityGroupId: id("client-group"),
    }),
  ];

  it("is clean with the proxy's mapping, and lets clients of the mesh in to the proxy", () => {
    assert.deepEqual(told([...meshed([{ portName: "proxy" }]), ...client]), []);
  });

  it("is clean where it is off, or only a client", () => {
    assert.deepEqual(told(meshed([{ portName: "app" }], false)), []);
    assert.deepEqual(told(meshed(undefined)), []);
  });

  it("is clean in front of an application without a proxy, which only its mesh reaches", () => {
    const stack = bare(shop(), {
      loadBalancers: undefined,
      serviceConnectConfiguration: { enabled: true, services: [{ portName: "app" }] },
    });
    assert.deepEqual(told(stack), []);
  });

  it("has a way and a fix of its own in a message", () => {
    const [finding] = findingsOf(meshed([{ portName: "app" }]), "first");
    assert.deepEqual(finding?.way, ["clients of Service Connect", "app:3000"]);
    assert.match(finding?.summary ?? "", /^Service Connect reaches app:3000 of service web-service without passing/);
    assert.match(finding?.fix ?? "", /^Give the name of a port mapping of nginx:8080 in serviceConnectConfiguration/);
  });

  it("is unproven where its services, their names, or whether it is on are not known", () => {
    const part = "serviceConnectConfiguration.services";
    assert.deepEqual(told(meshed(notKnown)), [`unproven mandatory ${reaches} web-service ${part}`]);
    for (const stack of [meshed([{ portName: notKnown }]), meshed([{ portName: "app" }], notKnown)]) {
      assert.deepEqual(told(stack), [`unproven mandatory ${reaches} web-service ${part}[0]`]);
    }
  });

  it("is unproven where no mapping has the name, and says so", () => {
    const stack = meshed([{ portName: "admin" }]);
    assert.deepEqual(told(stack), [
      `unproven mandatory ${reaches} web-service serviceConnectConfiguration.services[0]`,
    ]);
    assert.match(findingsOf(stack, "first")[0]?.summary ?? "", /not exactly one port mapping .* has the name/);
  });

  it("leaves it to the message about the definition where that cannot be read", () => {
    const stack = change(meshed([{ portName: "proxy" }]), "web-task", { containerDefinitions: notKnown });
    assert.deepEqual(told(stack), [`unproven mandatory ${reaches} web-task`]);
  });

  it("leaves open whose a port is while the port of its sidecar is not known", () => {
    const sidecar = make.ingress("to-sidecar", "task-group", {
      fromPort: 15001,
      toPort: 15001,
      referencedSecurityGroupId: id("client-group"),
    });
    const stack = [...meshed([{ portName: "proxy", ingressPortOverride: notKnown }]), ...client, sidecar];
    const [finding] = findingsOf(stack, "first");
    assert.equal(`${finding?.verdict} ${finding?.edge.urn.split("::").at(-1)}`, "unproven to-sidecar");
    assert.equal(finding?.fix, "Give ingressPortOverride as a plain number.");
    assert.deepEqual(told([...meshed([{ portName: "proxy" }]), ...client, sidecar]), [
      `violation mandatory ${nobody} to-sidecar`,
    ]);
  });
});

describe("Cloud Map", () => {
  const names: Declared = { type: "aws:servicediscovery/service:Service", name: "names", properties: { name: "web" } };
  const discovered = (entry: object) => [
    ...change(shop(), "web-service", { serviceRegistries: { registryArn: arn("names"), ...entry } }),
    names,
  ];

  it("is clean where it hands out the address alone, and clients come to the proxy's port", () => {
    const client = make.ingress("from-client", "task-group", {
      fromPort: 8080,
      toPort: 8080,
      referencedSecurityGroupId: id("client-group"),
    });
    assert.deepEqual(told([...discovered({}), make.group("client-group"), client]), []);
  });

  it("is unproven where what it hands out is not known", () => {
    assert.deepEqual(told(discovered({ containerName: notKnown, containerPort: 8080 })), [
      `unproven mandatory ${reaches} web-service serviceRegistries`,
    ]);
    assert.deepEqual(told(change(shop(), "web-service", { serviceRegistries: notKnown })), [
      `unproven mandatory ${reaches} web-service serviceRegistries`,
    ]);
  });
});

describe("VPC Lattice", () => {
  it("is unproven where its configurations are not known", () => {
    assert.deepEqual(told(named({ vpcLatticeConfigurations: notKnown })), [
      `unproven mandatory ${reaches} web-service vpcLatticeConfigurations`,
    ]);
  });
});

describe("a blue/green deployment", () => {
  const green = make.targetGroup("green");
  const forward = [{ type: "forward", targetGroupArn: arn("web-targets") }];
  const rule: Declared = {
    type: "aws:lb/listenerRule:ListenerRule",
    name: "production",
    properties: { listenerArn: arn("web-http"), priority: 1, actions: forward },
  };
  const entry = (productionListenerRule: unknown, container: object) => ({
    loadBalancers: [
      {
        ...container,
        ...targets,
        advancedConfiguration: { alternateTargetGroupArn: arn("green"), productionListenerRule },
      },
    ],
  });
  const proxied = { containerName: "nginx", containerPort: 8080 };
  const naked = { containerName: "app", containerPort: 3000 };

  it("is clean for the proxy, by a rule or by the listener of a network load balancer", () => {
    assert.deepEqual(told(change([...shop(), green, rule], "web-service", entry(arn("production"), proxied))), []);
    assert.deepEqual(told(change([...shop(), green], "web-service", entry(arn("web-http"), proxied))), []);
  });

  it("is clean for an application without a proxy while every listener is internal", () => {
    const stack = change([...shop(), green], "web", { internal: true });
    assert.deepEqual(told(bare(stack, entry(arn("web-http"), naked))), []);
  });

  it("is unproven where a rule belongs to another stack, whose load balancer may be public", () => {
    const elsewhere = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/a/1/2/3";
    const stack = change([...shop(), green], "web", { internal: true });
    assert.deepEqual(told(bare(stack, entry(elsewhere, naked))), [
      `unproven advisory ${unproxied} web-service loadBalancers[0]`,
    ]);
  });
});

describe("a deployment group of CodeDeploy", () => {
  const group = (properties: Record<string, unknown>): Declared => ({
    type: "aws:codedeploy/deploymentGroup:DeploymentGroup",
    name: "deployments",
    properties,
  });
  const pair = (names: unknown[]) => ({
    loadBalancerInfo: {
      targetGroupPairInfo: {
        prodTrafficRoute: { listenerArns: [arn("web-http")] },
        targetGroups: names.map((name) => ({ name })),
      },
    },
  });
  const blueGreen = () =>
    [...shop(), make.targetGroup("green")].map((each) =>
      each.type.includes("targetGroup:") ? { ...each, options: { outputs: { name: `${each.name}-4f2a` } } } : each,
    );

  it("is clean with target groups by the names that AWS gives them, and leads to both", () => {
    const deployments = group(pair([output("web-targets", "name"), output("green", "name")]));
    assert.deepEqual(told([...blueGreen(), deployments]), []);
    const second = bare([...blueGreen(), deployments], {
      loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("green") }],
    });
    assert.deepEqual(told(second), [`violation mandatory ${unproxied} web-service loadBalancers[0]`]);
  });

  it("is nothing without a pair, as for instances", () => {
    assert.deepEqual(told([...shop(), group({ loadBalancerInfo: { targetGroupInfos: [{ name: "blue" }] } })]), []);
  });

  it("may lead anywhere where it is not known", () => {
    const stack = bare([...blueGreen(), group({ loadBalancerInfo: notKnown })], {
      loadBalancers: [{ containerName: "app", containerPort: 3000, targetGroupArn: arn("green") }],
    });
    assert.ok(told(stack).length > 0);
  });
});

describe("a classic load balancer", () => {
  const classic = (properties: object): Declared => ({
    type: "aws:elb/loadBalancer:LoadBalancer",
    name: "classic",
    properties: {
      securityGroups: [id("lb-group")],
      listeners: [{ lbPort: 80, lbProtocol: "http", instancePort: 8080, instanceProtocol: "http" }],
      ...properties,
    },
  });
  const registered = (container: object) => ({ loadBalancers: [{ ...container, elbName: id("classic") }] });
  const naked = { containerName: "app", containerPort: 3000 };

  it("is clean where the service registers its proxy, or it is internal", () => {
    const proxied = registered({ containerName: "nginx", containerPort: 8080 });
    assert.deepEqual(told([...change(shop(), "web-service", proxied), classic({})]), []);
    assert.deepEqual(told([...bare(shop(), registered(naked)), classic({ internal: true })]), []);
  });

  it("may not lead the internet to an application without a proxy", () => {
    assert.deepEqual(told([...bare(shop(), registered(naked)), classic({})]), [
      `violation mandatory ${unproxied} web-service loadBalancers[0]`,
    ]);
  });
});
