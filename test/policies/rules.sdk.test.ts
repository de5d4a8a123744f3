import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { messageOf } from "../../policies/report/message";
import type { MergedFinding } from "../../policies/rules/merge";
import * as make from "./shop";
import { change, network, shop, without } from "./shop";
import { arn, type Declared, id, modes, notKnown, output } from "./stack";
import { findingsOf, told } from "./told";

const admits = "proxy-port-admits-only-the-load-balancer";
const nobody = "application-port-admits-nobody";
const reaches = "load-balancer-reaches-only-the-proxy";
const publicTask = "public-task-admits-only-the-load-balancer";
const unproxied = "service-without-proxy-is-not-public";
const followed = "every-door-is-followed";
const targets = { targetGroupArn: arn("web-targets") };

describe("a stack in which every way passes the proxy", () => {
  it("is clean, in the main shape", () => assert.deepEqual(told(shop()), []));

  it("is clean with a worker that nothing registers and nothing admits", () => {
    const worker = [
      make.taskDefinition("worker-task", [make.app]),
      make.group("worker-group"),
      make.service("worker", "worker-task", undefined, { securityGroups: [id("worker-group")], assignPublicIp: true }),
    ];
    assert.deepEqual(told([...shop(), ...worker]), []);
  });

  it("is clean with a service without proxy behind an internal load balancer", () => {
    const stack = change(change(shop(), "web", { internal: true }), "web-task", {
      containerDefinitions: JSON.stringify([{ ...make.app, portMappings: [{ containerPort: 3000 }] }]),
    });
    const registered = { loadBalancers: [{ containerName: "app", containerPort: 3000, ...targets }] };
    assert.deepEqual(told(change(stack, "web-service", registered)), []);
  });

  it("is clean with clients' networks on the proxy's port behind a network load balancer without groups", () => {
    const stack = change(shop(), "web", { loadBalancerType: "network", securityGroups: undefined });
    const clients = { referencedSecurityGroupId: undefined, cidrIpv4: "0.0.0.0/0" };
    assert.deepEqual(told(change(stack, "task-from-lb", clients)), []);
  });

  it("is clean with clients' networks behind a network load balancer that preserves client addresses", () => {
    const stack = change(shop(), "web", { loadBalancerType: "network" });
    const preserved = change(stack, "web-targets", { preserveClientIp: "true" });
    const clients = make.ingress("clients", "task-group", {
      fromPort: 8080,
      toPort: 8080,
      cidrIpv4: "198.51.100.0/24",
    });
    assert.deepEqual(told([...preserved, clients]), []);
    assert.deepEqual(told([...stack, clients]), [`violation mandatory ${admits} clients`]);
  });

  it("is clean with a rule that forwards to the same target group, in the form with weights", () => {
    const rule: Declared = {
      type: "aws:lb/listenerRule:ListenerRule",
      name: "api",
      properties: {
        listenerArn: arn("web-http"),
        priority: 1,
        actions: [{ type: "forward", forward: { targetGroups: [{ arn: arn("web-targets"), weight: 0 }] } }],
      },
    };
    assert.deepEqual(told([...shop(), rule]), []);
  });

  it("is clean with a public and an internal load balancer in front of the proxy", () => {
    const second = [
      make.group("inner-group"),
      make.loadBalancer("inner", { internal: true, securityGroups: [id("inner-group")] }),
      make.targetGroup("inner-targets"),
      make.listener("inner-http", "inner", "inner-targets"),
      make.ingress("task-from-inner", "task-group", {
        fromPort: 8080,
        toPort: 8080,
        referencedSecurityGroupId: id("inner-group"),
      }),
    ];
    const registered = ["web-targets", "inner-targets"].map((name) => ({
      containerName: "nginx",
      containerPort: 8080,
      targetGroupArn: arn(name),
    }));
    assert.deepEqual(told(change([...shop(), ...second], "web-service", { loadBalancers: registered })), []);
  });

  it("is clean where an action names its target group in both forms", () => {
    const action = { type: "forward", ...targets, forward: { targetGroups: [{ arn: arn("web-targets") }] } };
    assert.deepEqual(told(change(shop(), "web-http", { defaultActions: [action] })), []);
  });

  it("is clean where the service names its task definition by family", () => {
    assert.deepEqual(told(change(shop(), "web-service", { taskDefinition: "web-task" })), []);
  });

  it("is clean where the proxy has another name that the configuration gives", () => {
    const named = change(shop(), "web-task", {
      containerDefinitions: JSON.stringify([{ ...make.nginx, name: "gate" }, make.app]),
    });
    const stack = change(named, "web-service", {
      loadBalancers: [{ containerName: "gate", containerPort: 8080, ...targets }],
    });
    assert.deepEqual(told(stack, { proxyContainers: ["gate"] }), []);
    assert.deepEqual(told(stack), [`violation mandatory ${unproxied} web-service loadBalancers[0]`]);
  });
});

describe("a security group of a task", () => {
  const world = { cidrIpv4: "0.0.0.0/0" };
  const opened = (more: object) => [...shop(), make.ingress("opened", "task-group", more)];

  it("may not open the application's port to the world", () => {
    const stack = opened({ fromPort: 3000, toPort: 3000, ...world });
    assert.deepEqual(told(stack), [`violation mandatory ${nobody} opened`]);
    const [finding] = findingsOf(stack, "first");
    assert.match(
      messageOf(finding as MergedFinding),
      /0\.0\.0\.0\/0 → security group task-group → app:3000` {2}✗ skips nginx:8080/,
    );
  });

  it("may not open a port that is not known to the world", () => {
    assert.deepEqual(told(opened({ fromPort: notKnown, toPort: notKnown, ...world })), [
      `violation mandatory ${nobody} opened`,
    ]);
  });

  it("may not open the application's port to the load balancer", () => {
    const stack = opened({ fromPort: 3000, toPort: 3000, referencedSecurityGroupId: id("lb-group") });
    assert.deepEqual(told(stack), [`violation mandatory ${nobody} opened`]);
  });

  for (const source of ["0:0:0:0:0:0:0:0/0", "::0/0", "::/0"]) {
    it(`may not open it to ${source}`, () => {
      const stack = opened({ fromPort: 3000, toPort: 3000, cidrIpv6: source });
      assert.deepEqual(told(stack), [`violation mandatory ${nobody} opened`]);
    });
  }

  it("may not open a range that reaches beyond the proxy's port", () => {
    const range = { fromPort: 8080, toPort: 8081, referencedSecurityGroupId: id("lb-group") };
    assert.deepEqual(told(change(shop(), "task-from-lb", range)), [`violation mandatory ${nobody} task-from-lb`]);
  });

  for (const protocol of ["-1", "all", "udp", "17", "50"]) {
    it(`may not open protocol ${protocol} to the load balancer`, () => {
      const stack = change(shop(), "task-from-lb", { ipProtocol: protocol });
      assert.deepEqual(told(stack), [`violation mandatory ${nobody} task-from-lb`]);
    });
  }

  for (const protocol of ["TCP", "6", 6]) {
    it(`may open protocol ${JSON.stringify(protocol)} on the proxy's port`, () => {
      assert.deepEqual(told(change(shop(), "task-from-lb", { ipProtocol: protocol })), []);
    });
  }

  it("may admit ICMP, which opens no port", () => {
    assert.deepEqual(told(opened({ ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "10.0.0.0/8" })), []);
  });

  it("may not be open in a second group, inline", () => {
    const everything = make.group("second", {
      ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    });
    const stack = change(
      [...shop(), everything],
      "web-service",
      network({ securityGroups: [id("task-group"), id("second")] }),
    );
    assert.deepEqual(told(stack), [`violation mandatory ${nobody} second ingress[0]`]);
  });

  it("may not be open in a second group, by a rule of its own", () => {
    const everything = [
      make.group("second"),
      make.ingress("second-all", "second", { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }),
    ];
    const stack = change(
      [...shop(), ...everything],
      "web-service",
      network({ securityGroups: [id("task-group"), id("second")] }),
    );
    assert.deepEqual(told(stack), [`violation mandatory ${nobody} second-all`]);
  });

  it("may not admit itself, nor be shared with the load balancer", () => {
    const own = { fromPort: 8080, toPort: 8080, referencedSecurityGroupId: id("task-group") };
    assert.deepEqual(told(opened(own)), [`violation mandatory ${admits} opened`]);
    const shared = change(shop(), "web-service", network({ securityGroups: [id("lb-group")] }));
    assert.deepEqual(told(shared), [`violation mandatory ${nobody} lb-http`]);
  });

  it("may not admit another group of the stack, to the proxy's port either", () => {
    const stack = opened({ fromPort: 8080, toPort: 8080, referencedSecurityGroupId: id("bastion") });
    assert.deepEqual(told([...stack, make.group("bastion")]), [`violation mandatory ${admits} opened`]);
  });

  it("is unproven, not silent, where inline rules do not say which group has which port", () => {
    const inline = [
      { protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [id("lb-group")] },
      { protocol: "tcp", fromPort: 3000, toPort: 3000, securityGroups: [id("bastion")] },
    ];
    const stack = change(without([...shop(), make.group("bastion")], "task-from-lb"), "task-group", {
      ingress: inline,
    });
    const seen = findingsOf(stack, "first").map(({ verdict, edge, fix }) => [verdict, edge.part, fix.slice(0, 10)]);
    assert.deepEqual(seen, [
      ["unproven", "ingress[0]", "Split into"],
      ["violation", "ingress[1]", "Remove thi"],
    ]);
    assert.deepEqual(
      findingsOf(stack, "second").map(({ verdict, edge }) => [verdict, edge.part]),
      [["violation", "ingress[1]"]],
    );
  });

  it("is advisory unproven where it is outside of the stack", () => {
    const stack = change(shop(), "web-service", network({ securityGroups: ["sg-elsewhere"] }));
    assert.deepEqual(told(stack), [`unproven advisory ${nobody} web-service networkConfiguration.securityGroups`]);
  });

  it("is judged by the rules of this stack also where it is outside of it", () => {
    const stack = change(
      opened({ securityGroupId: "sg-elsewhere", fromPort: 3000, toPort: 3000, ...world }),
      "web-service",
      network({ securityGroups: ["sg-elsewhere"] }),
    );
    assert.deepEqual(told(stack), [
      `unproven advisory ${nobody} web-service networkConfiguration.securityGroups`,
      `violation mandatory ${nobody} opened`,
    ]);
  });

  it("is unproven where a second one is not known and the first is", () => {
    const stack = change(shop(), "web-service", network({ securityGroups: [id("task-group"), notKnown] }));
    assert.deepEqual(told(stack), [`unproven mandatory ${nobody} web-service networkConfiguration.securityGroups`]);
  });

  it("is unproven where an inline rule's source is not known and that of another rule is", () => {
    const inline = [id("lb-group"), notKnown].map((source) => ({
      protocol: "tcp",
      fromPort: 8080,
      toPort: 8080,
      securityGroups: [source],
    }));
    const stack = change(without(shop(), "task-from-lb"), "task-group", { ingress: inline });
    const seen = findingsOf(stack, "second").map(({ verdict, edge }) => [verdict, edge.part]);
    assert.deepEqual(seen, [["unproven", "ingress[1]"]]);
  });

  it("is unproven where the service names none", () => {
    const stack = change(shop(), "web-service", network({ securityGroups: undefined }));
    assert.deepEqual(told(stack), [`unproven mandatory ${nobody} web-service networkConfiguration.securityGroups`]);
  });

  it("is unproven where a prefix list may hold anything", () => {
    const stack = opened({ fromPort: 8080, toPort: 8080, prefixListId: "pl-3b927c52" });
    assert.deepEqual(told(stack), [`unproven advisory ${admits} opened`]);
  });
});

describe("a load balancer", () => {
  const registered = (containerName: unknown, containerPort: unknown) =>
    change(shop(), "web-service", { loadBalancers: [{ containerName, containerPort, ...targets }] });

  it("may not register the application", () => {
    assert.deepEqual(told(registered("app", 3000)), [`violation mandatory ${reaches} web-service loadBalancers[0]`]);
    const [finding] = findingsOf(registered("app", 3000), "first");
    assert.deepEqual(finding?.way, [
      "internet",
      "load balancer web (public)",
      "listener HTTP:80",
      "target group web-targets",
      "app:3000",
    ]);
  });

  it("may not register another port under the proxy's name", () => {
    assert.deepEqual(told(registered("nginx", 3000)), [`violation mandatory ${reaches} web-service loadBalancers[0]`]);
  });

  it("may not register a port that no container of the proxy has, whatever the name will be", () => {
    assert.deepEqual(told(registered(notKnown, 3000)), [`violation mandatory ${reaches} web-service loadBalancers[0]`]);
  });

  it("is unproven where the registered name is not known", () => {
    assert.deepEqual(told(registered(notKnown, 8080)), [`unproven mandatory ${reaches} web-service loadBalancers[0]`]);
  });

  it("may not reach the application through the second target group of a blue/green deployment", () => {
    const more = change(registered("app", 3000), "web-service", {
      loadBalancers: [
        { containerName: "nginx", containerPort: 8080, ...targets },
        { containerName: "app", containerPort: 3000, targetGroupArn: arn("green") },
      ],
    });
    assert.deepEqual(told([...more, make.targetGroup("green"), make.listener("test", "web", "green", { port: 81 })]), [
      `violation mandatory ${reaches} web-service loadBalancers[1]`,
    ]);
  });

  it("is judged for each of two services behind it", () => {
    const naked = [
      make.taskDefinition("naked-task", [{ ...make.app, portMappings: [{ containerPort: 3000 }] }]),
      make.group("naked-group"),
      make.service("naked", "naked-task", [{ containerName: "app", containerPort: 3000, ...targets }], {
        securityGroups: [id("naked-group")],
      }),
    ];
    assert.deepEqual(told([...shop(), ...naked]), [`violation mandatory ${unproxied} naked loadBalancers[0]`]);
  });

  it("is unproven where containerDefinitions is not known, and where it cannot be read", () => {
    for (const containerDefinitions of [notKnown, "[{]", '[{"name":"nginx","Name":"app"}]', '[{"name":7}]']) {
      assert.deepEqual(told(change(shop(), "web-task", { containerDefinitions })), [
        `unproven mandatory ${reaches} web-task`,
      ]);
    }
  });

  it("is unproven where two definitions of the stack have the family that the service names", () => {
    const naked = make.taskDefinition("naked-task", [make.app], { family: "web-task" });
    assert.deepEqual(told([...change(shop(), "web-service", { taskDefinition: "web-task" }), naked]), [
      `unproven mandatory ${reaches} web-service`,
    ]);
  });

  it("finds containers and ports whatever the case of the keys", () => {
    const containerDefinitions = JSON.stringify([
      {
        Name: "nginx",
        PORTMAPPINGS: [{ ContainerPort: 8080 }],
        DependsOn: [{ CONTAINERNAME: "app", Condition: "HEALTHY" }],
      },
      { nAmE: "app", HealthCheck: { COMMAND: ["CMD-SHELL", "true"] } },
    ]);
    assert.deepEqual(told(change(shop(), "web-task", { containerDefinitions })), []);
  });

  it("is unproven where a listener forwards to what the plan does not tell", () => {
    const stack = change(shop(), "web-http", { defaultActions: [{ type: "forward", targetGroupArn: notKnown }] });
    const seen = findingsOf(stack, "first").map(({ verdict, edge }) => `${verdict} ${edge.urn.split("::").at(-1)}`);
    assert.ok(seen.includes("unproven web-http"), seen.join());
  });

  it("is held to the images of the configuration", () => {
    assert.deepEqual(told(shop(), { proxyImages: ["shop/nginx:*"] }), []);
    assert.deepEqual(told(shop(), { proxyImages: ["*/nginx-gate@*"] }), [
      `violation mandatory ${unproxied} web-service loadBalancers[0]`,
      "violation mandatory proxy-is-the-one-declared web-task containerDefinitions.nginx.image",
    ]);
  });
});

describe("a task with a public address", () => {
  const exposed = (stack: Declared[]) => change(stack, "web-service", network({ assignPublicIp: true }));

  it("is clean while its group admits the load balancer only", () => assert.deepEqual(told(exposed(shop())), []));

  it("may not open the proxy's port to the world", () => {
    const open = make.ingress("open", "task-group", { fromPort: 8080, toPort: 8080, cidrIpv4: "0.0.0.0/0" });
    const stack = exposed([...shop(), open]);
    assert.deepEqual(told(stack), [`violation mandatory ${publicTask} open`]);
    const [finding] = findingsOf(stack, "first");
    assert.deepEqual(finding?.way, ["internet", "public address of web-service", "nginx:8080"]);
    assert.equal(finding?.skips, "the load balancer");
  });

  it("may not open the proxy's port to the world behind a network load balancer either", () => {
    const stack = change(exposed(shop()), "web", { loadBalancerType: "network", securityGroups: undefined });
    const clients = { referencedSecurityGroupId: undefined, cidrIpv4: "0.0.0.0/1" };
    assert.deepEqual(told(change(stack, "task-from-lb", clients)), [`violation mandatory ${publicTask} task-from-lb`]);
  });

  it("is unproven where the address is not known", () => {
    const stack = change(shop(), "web", { loadBalancerType: "network", securityGroups: undefined });
    const clients = change(stack, "task-from-lb", { referencedSecurityGroupId: undefined, cidrIpv4: "0.0.0.0/0" });
    const maybe = change(clients, "web-service", network({ assignPublicIp: notKnown }));
    assert.deepEqual(told(maybe), [`unproven mandatory ${publicTask} task-from-lb`]);
  });
});

describe("a service without a proxy", () => {
  const bare = (stack: Declared[], more: object = {}) =>
    change(change(stack, "web-task", { containerDefinitions: JSON.stringify([make.app]) }), "web-service", {
      loadBalancers: [{ containerName: "app", containerPort: 3000, ...targets }],
      ...more,
    });

  it("may not stand behind a public load balancer, however `internal` is left out", () => {
    for (const internal of [false, undefined, "false"]) {
      assert.deepEqual(told(bare(change(shop(), "web", { internal }))), [
        `violation mandatory ${unproxied} web-service loadBalancers[0]`,
      ]);
    }
  });

  it("is unproven where `internal` is not known, and where the listener belongs to another stack", () => {
    assert.deepEqual(told(bare(change(shop(), "web", { internal: notKnown }))), [
      `unproven mandatory ${unproxied} web-service loadBalancers[0]`,
    ]);
    assert.deepEqual(told(bare(without(shop(), "web-http"))), [
      `unproven advisory ${unproxied} web-service loadBalancers[0]`,
    ]);
  });

  it("is unproven where a second target group is not known, in both previews", () => {
    const stack = bare(change(shop(), "web", { internal: true }), {
      loadBalancers: [
        { containerName: "app", containerPort: 3000, ...targets },
        { containerName: "app", containerPort: 3000, targetGroupArn: notKnown },
      ],
    });
    for (const mode of modes) {
      const seen = findingsOf(stack, mode).map(({ verdict, level, edge }) => [verdict, level, edge.part]);
      assert.deepEqual(seen.at(-1), ["unproven", "mandatory", "loadBalancers[1]"], mode);
    }
  });

  it("is unproven where a classic load balancer's name is not known", () => {
    const classic = { loadBalancers: [{ containerName: "app", containerPort: 3000, elbName: notKnown }] };
    assert.deepEqual(told(bare(shop(), classic)), [`unproven mandatory ${unproxied} web-service loadBalancers[0]`]);
  });

  it("stops the first preview too where one of two target groups is public and the other is served from elsewhere", () => {
    const stack = bare([...shop(), make.targetGroup("a-targets")], {
      loadBalancers: ["a-targets", "web-targets"].map((name) => ({
        containerName: "app",
        containerPort: 3000,
        targetGroupArn: arn(name),
      })),
    });
    assert.ok(findingsOf(stack, "first").some(({ level }) => level === "mandatory"));
    assert.ok(findingsOf(stack, "second").some(({ verdict }) => verdict === "violation"));
  });

  it("may not stand behind two public load balancers, whichever target group is whose", () => {
    const second = [
      make.loadBalancer("other"),
      make.targetGroup("other-targets"),
      make.listener("other-http", "other", "other-targets"),
    ];
    const stack = bare([...shop(), ...second], {
      loadBalancers: ["web-targets", "other-targets"].map((name) => ({
        containerName: "app",
        containerPort: 3000,
        targetGroupArn: arn(name),
      })),
    });
    assert.deepEqual(
      told(stack),
      [0, 1].map((index) => `violation mandatory ${unproxied} web-service loadBalancers[${index}]`),
    );
  });

  it("is as unproven as the heaviest doubt, not as the shortest way", () => {
    const elsewhere: Declared = {
      type: "aws:lb/listenerRule:ListenerRule",
      name: "elsewhere",
      properties: {
        listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/other/1/2",
        actions: [{ type: "forward", ...targets }],
      },
    };
    const stack = bare([...change(shop(), "web", { internal: notKnown }), elsewhere]);
    assert.deepEqual(told(stack), [`unproven mandatory ${unproxied} web-service loadBalancers[0]`]);
  });

  it("is unproven where its internal load balancer is the target of one that cannot be seen", () => {
    const attached = (targetGroupArn: unknown): Declared => ({
      type: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
      name: "inner-web",
      properties: { targetGroupArn, targetId: arn("web"), port: 80 },
    });
    const internal = change(shop(), "web", { internal: true });
    const inner = make.targetGroup("inner", { targetType: "alb" });
    const other: Declared = {
      type: "pulumi:pulumi:StackReference",
      name: "other",
      properties: {},
      options: { external: true, outputs: { targets: notKnown } },
    };
    const chains = [[attached("arn:elsewhere")], [other, attached(output("other", "targets"))]];
    for (const chain of [...chains, [inner, attached(arn("inner"))]]) {
      assert.deepEqual(told(bare([...internal, ...chain])), [
        `unproven advisory ${unproxied} web-service loadBalancers[0]`,
      ]);
    }
  });

  it("may not be public at its own address", () => {
    const own = (more: object) => {
      const open = make.ingress("open", "task-group", { ipProtocol: "-1", ...more });
      return bare([...shop(), open], { loadBalancers: undefined, ...network({ assignPublicIp: true }) });
    };
    assert.deepEqual(told(own({ cidrIpv4: "0.0.0.0/0" })), [`violation mandatory ${unproxied} open`]);
    // Whether the subnet, which is not in the stack, gives the task an IPv6 address as well cannot be told.
    assert.deepEqual(told(own({ cidrIpv6: "::/0" })), [`unproven advisory ${unproxied} open`]);
  });

  it("may not be reached through a network load balancer in front of its internal one", () => {
    const chain: Declared[] = [
      make.loadBalancer("front", { loadBalancerType: "network", securityGroups: undefined }),
      make.targetGroup("inner", { targetType: "alb" }),
      make.listener("front-tcp", "front", "inner", { protocol: "TCP" }),
      {
        type: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
        name: "inner-web",
        properties: { targetGroupArn: arn("inner"), targetId: arn("web"), port: 80 },
      },
    ];
    const stack = bare([...change(shop(), "web", { internal: true }), ...chain]);
    assert.deepEqual(told(stack), [`violation mandatory ${unproxied} web-service loadBalancers[0]`]);
  });
});

describe("a message", () => {
  const unread = (stack: Declared[]) => change(stack, "web-task", { containerDefinitions: notKnown });
  const ofPart = (stack: Declared[], name: string) => {
    const found = findingsOf(stack, "first").find(({ edge }) => edge.urn.endsWith(`::${name}`));
    return found === undefined ? "" : messageOf(found);
  };

  it("does not call a registered container unknown when it is its task definition that is", () => {
    const internal = unread(change(shop(), "web", { internal: true }));
    const stack = change(internal, "web-service", {
      loadBalancers: [{ containerName: "app", containerPort: 3000, ...targets }],
    });
    const message = ofPart(stack, "web-service");
    assert.match(message, /service web-service has a task definition whose containerDefinitions is not known before/);
    assert.match(message, /Fix: Build containerDefinitions from plain values/);
  });

  it("asks to put a proxy in the task where nothing shows that there is one", () => {
    const stack = change(unread(shop()), "web-service", {
      loadBalancers: [{ containerName: "app", containerPort: 3000, ...targets }],
    });
    assert.match(ofPart(stack, "web-service"), /Fix: Put nginx in the task, if it is not there, and register it/);
  });

  it("does not call a registered container unknown when it is the proxy's image that is", () => {
    const stack = change(shop(), "web-task", {
      containerDefinitions: JSON.stringify([{ ...make.nginx, image: notKnown }, make.app]),
    });
    const [finding] = findingsOf(stack, "first", { proxyImages: ["shop/nginx:*"] });
    assert.match(finding?.summary ?? "", /the image of nginx is not known before the deployment/);
  });

  it("asks for known ports of the proxy, not for another form of a rule, when the definition is not known", () => {
    const stack = change(unread(shop()), "web-service", {
      loadBalancers: [{ containerName: "nginx", containerPort: 3000, ...targets }],
    });
    assert.match(ofPart(stack, "task-from-lb"), /Fix: Build containerDefinitions from plain values/);
  });

  it("asks to check the group, not for another form of a rule, when the load balancer is outside of the stack", () => {
    const outside = without(shop(), "web", "web-http", "lb-group", "lb-http");
    const stack = change(outside, "task-from-lb", { referencedSecurityGroupId: "sg-elsewhere" });
    assert.match(ofPart(stack, "task-from-lb"), /Fix: Check that the load balancer in front of web-service holds/);
  });

  it("asks for the group's own id when a rule of its own names a group that cannot be told", () => {
    const stack = change(shop(), "task-from-lb", { referencedSecurityGroupId: id("web") });
    assert.match(ofPart(stack, "task-from-lb"), /Fix: Give the id output of the load balancer's security group/);
  });

  it("asks for another port when the proxy shares its own with another container", () => {
    const stack = change(shop(), "web-task", {
      containerDefinitions: JSON.stringify([make.nginx, { ...make.app, portMappings: [{ containerPort: 8080 }] }]),
    });
    assert.match(ofPart(stack, "web-service"), /Fix: Give nginx a port that no other container declares/);
  });
});

describe("what the pack does not follow", () => {
  const door = (type: string, properties = {}): Declared => ({ type, name: "door", properties });

  it("is unproven, by the type's name", () => {
    for (const type of ["aws:ecs/daemon:Daemon", "aws:ec2/fleet:Fleet"]) {
      assert.deepEqual(told([...shop(), door(type)]), [`unproven mandatory ${followed} door`]);
    }
  });

  it("is advisory where the stack has no container service", () => {
    assert.deepEqual(told([door("aws:ec2/fleet:Fleet")]), [`unproven advisory ${followed} door`]);
    assert.deepEqual(told([door("aws:ecs/daemon:Daemon")]), [`unproven mandatory ${followed} door`]);
  });

  it("includes settings of a task definition", () => {
    const mesh = change(shop(), "web-task", { proxyConfiguration: { containerName: "envoy" } });
    assert.deepEqual(told(mesh), [`unproven mandatory ${followed} web-task proxyConfiguration`]);
  });
});
