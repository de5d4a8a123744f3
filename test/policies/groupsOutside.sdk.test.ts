import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Configuration, defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { messageOf } from "../../policies/report/message";
import { app, declared, foreign, ignoring, nobody, onlyLoadBalancer, told } from "./groupFindings";
import { ingressOn, inlineFromLoadBalancer } from "./network";
import { change, group, ingress, network, shop, without } from "./shop";
import { arn, asSeen, id, notKnown, resource } from "./stack";

const proxyPort = { fromPort: 8080, toPort: 8080 };

describe("groups outside of the stack", () => {
  const externals: Configuration["externals"] = [
    { id: "sg-theirs", heldBy: "proxied task", proxyPorts: [8080], loadBalancerGroups: ["sg-front"] },
    { id: "sg-half", heldBy: "proxied task", proxyPorts: [8080] },
    { id: "sg-front", heldBy: "load balancer" },
  ];
  const judged = (target: string, more: object) => told([...shop(), ingressOn("opened", target, more)], { externals });

  it("are opened as the configuration says, or else violated", () => {
    assert.deepEqual(judged("sg-front", { fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" }), []);
    assert.deepEqual(judged("sg-theirs", { ...proxyPort, referencedSecurityGroupId: "sg-front" }), []);
    assert.deepEqual(judged("sg-theirs", { ...proxyPort, referencedSecurityGroupId: id("lb-group") }), []);
    assert.deepEqual(judged("sg-theirs", { ...app, referencedSecurityGroupId: "sg-front" }), [
      `violation mandatory ${foreign} opened`,
    ]);
    assert.deepEqual(judged("sg-theirs", { ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "0.0.0.0/0" }), []);
  });

  it("are unproven where a value of the rule is not known, or the statement says half of it", () => {
    assert.deepEqual(
      judged("sg-theirs", { fromPort: notKnown, toPort: notKnown, referencedSecurityGroupId: "sg-front" }),
      [`unproven mandatory ${foreign} opened`],
    );
    assert.deepEqual(judged("sg-half", { ...proxyPort, referencedSecurityGroupId: "sg-front" }), [
      `unproven advisory ${foreign} opened`,
    ]);
    assert.deepEqual(judged("sg-half", { ...app, referencedSecurityGroupId: "sg-front" }), [
      `violation mandatory ${foreign} opened`,
    ]);
  });

  it("are not held against a load balancer that is still to be created", () => {
    const rule = ingressOn("opened", "sg-theirs", { ...proxyPort, referencedSecurityGroupId: "sg-new" });
    const found = evaluate(
      asSeen([rule], "update"),
      { ...defaultConfiguration, externals },
      { joinByFamily: true },
    ).findings;
    assert.deepEqual(
      found.map(({ verdict }) => verdict),
      ["unproven"],
    );
  });

  it("of a service are taken for what is stated of them, and judged by it", () => {
    const held = (...loadBalancerGroups: string[]) =>
      change(
        change(shop(), "web", { securityGroups: loadBalancerGroups }),
        "web-service",
        network({ securityGroups: ["sg-theirs"] }),
      );
    assert.deepEqual(told(held("sg-front"), { externals }), []);
    assert.deepEqual(told(held("sg-other"), { externals }), [`violation mandatory ${onlyLoadBalancer} web-service`]);
    assert.deepEqual(told(held("sg-front")), [`unproven advisory ${nobody} web-service`]);
  });
});

describe("a load balancer that another stack shares", () => {
  const externals: Configuration["externals"] = [{ id: "sg-front", heldBy: "load balancer" }];
  const listenerArn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shared/1/2";
  const forward = { type: "forward", targetGroupArn: arn("web-targets") };
  const behind = change(
    [
      ...without(shop(), "lb-group", "lb-http", "web", "web-http"),
      resource("aws:lb/listenerRule:ListenerRule", "web-rule", { listenerArn, priority: 100, actions: [forward] }),
    ],
    "task-from-lb",
    { referencedSecurityGroupId: "sg-front" },
  );

  it("is the one that the task admits, if the configuration says who holds its group", () => {
    assert.deepEqual(told(behind), [`unproven advisory ${onlyLoadBalancer} task-from-lb`]);
    assert.deepEqual(told(behind, { externals }), []);
  });

  it("has no place in the group of a task that it does not lead to", () => {
    const opened = [
      ...shop(),
      ingress("opened", "task-group", { ...proxyPort, referencedSecurityGroupId: "sg-front" }),
    ];
    assert.deepEqual(told(opened, { externals }), [`violation mandatory ${onlyLoadBalancer} opened`]);
  });

  it("opens no other port of the task", () => {
    const more = change(behind, "task-from-lb", { fromPort: 3000, toPort: 3000 });
    assert.deepEqual(told(more, { externals }), [`violation mandatory ${nobody} task-from-lb`]);
  });
});

describe("what is declared", () => {
  it("is not what is deployed only where a path covers it", () => {
    const inline = inlineFromLoadBalancer();
    for (const path of ["ingress", "ingress[0]", "ingress[0].securityGroups", "*", '["ingress"]']) {
      assert.deepEqual(
        told(ignoring(inline, "task-group", path)),
        [`violation mandatory ${declared} task-group`],
        path,
      );
    }
    for (const path of ["egress", "ingressRules", "tags.ingress", "", "[", "ingres"]) {
      assert.deepEqual(told(ignoring(inline, "task-group", path)), [], path);
    }
  });

  it("is a doubt of somebody else's where a deployment controller changes it", () => {
    const ignored = ignoring(shop(), "web-service", "taskDefinition");
    assert.deepEqual(told(ignored), [`unproven mandatory ${declared} web-service`]);
    const controlled = change(ignored, "web-service", { deploymentController: { type: "CODE_DEPLOY" } });
    assert.ok(told(controlled).includes(`unproven advisory ${declared} web-service`));
  });

  it("is not held against a group that was only seen by its outputs, which list every rule", () => {
    const stack = asSeen(shop(), "second").map((each) => {
      if (!each.urn.endsWith("::task-group")) return each;
      const { inputs: _, ...rest } = each;
      return { ...rest, outputs: { ...rest.outputs, ingress: [] } };
    });
    assert.deepEqual(evaluate(stack, defaultConfiguration).findings.map(messageOf), []);
  });

  it("is left alone in a stack without containers", () => {
    const stack = [group("own", { ingress: [] }), ingress("extra", "own", { ...app, cidrIpv4: "10.0.0.0/8" })];
    assert.deepEqual(told(stack), []);
  });
});
