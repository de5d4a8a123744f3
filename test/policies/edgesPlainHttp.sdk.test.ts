import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { messageOf } from "../../policies/report/message";
import { notesAboutPlainHttp } from "../../policies/rules/publicPlainHttpOnlyRedirects";
import { apply } from "../../policies/testing";
import * as make from "./shop";
import { change, shop, without } from "./shop";
import { arn, asSeen, type Declared, id, modes, notKnown, resource } from "./stack";
import { findingsOf, told } from "./told";
import { rule } from "./ways/edgeShops";

const name = "public-plain-http-only-redirects";
const redirect = { defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }] };

/** The shop with an HTTPS listener beside its plain one. */
const encrypted = (stack: readonly Declared[] = shop()): Declared[] => [
  ...stack,
  make.ingress("lb-https", "lb-group", { fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" }),
  make.listener("web-https", "web", "web-targets", { port: 443, protocol: "HTTPS" }),
];

function notes(stack: readonly Declared[], refusePlainHttp = false): string[] {
  const [first, second] = modes.map((mode) => {
    const { view } = evaluate(asSeen(stack, mode), { ...defaultConfiguration, refusePlainHttp });
    assert.ok(view);
    return notesAboutPlainHttp(view).map(({ text }) => text);
  });
  assert.deepEqual(first, second, "first and second preview agree");
  return second ?? [];
}

describe("a public load balancer in plain HTTP", () => {
  it("may redirect to its HTTPS listener", () => {
    assert.deepEqual(told(change(encrypted(), "web-http", redirect)), []);
  });

  it("may answer by itself", () => {
    const fixed = { defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }] };
    assert.deepEqual(told(change(encrypted(), "web-http", fixed)), []);
  });

  it("may not forward beside its HTTPS listener", () => {
    assert.deepEqual(told(encrypted()), [`violation mandatory ${name} web-http`]);
    const [finding] = findingsOf(encrypted(), "first");
    assert.ok(finding);
    assert.match(messageOf(finding), /^Load balancer web forwards plain HTTP from the internet: listener HTTP:80\./);
    assert.match(messageOf(finding), /`internet → load balancer web \(public\) → listener HTTP:80`/);
    assert.deepEqual(notes(encrypted()), []);
  });

  it("may not forward by a rule of a listener that redirects by default", () => {
    const forwarding = rule("old-clients", [{ type: "forward", targetGroupArn: arn("web-targets") }]);
    assert.deepEqual(told([...change(encrypted(), "web-http", redirect), forwarding]), [
      `violation mandatory ${name} old-clients`,
    ]);
  });

  it("is only noted where it has no HTTPS listener, unless the configuration refuses it", () => {
    assert.deepEqual(told(shop()), []);
    assert.deepEqual(notes(shop()), [
      "Load balancer web answers the internet in plain HTTP and has no HTTPS listener.",
    ]);
    assert.deepEqual(told(shop(), { refusePlainHttp: true }), [`violation mandatory ${name} web-http`]);
    assert.deepEqual(notes(shop(), true), []);
  });

  it("is neither refused nor noted where the internet does not get to its port", () => {
    const inside = { cidrIpv4: "10.0.0.0/8" };
    assert.deepEqual(told(change(encrypted(), "lb-http", inside)), []);
    assert.deepEqual(notes(change(shop(), "lb-http", inside)), []);
    assert.deepEqual(notes(change(shop(), "web", { internal: true })), []);
  });

  it("does not matter where it leads to no workload of the stack", () => {
    const other = [make.targetGroup("legacy"), make.listener("legacy-http", "web", "legacy", { port: 8080 })];
    const opened = make.ingress("lb-8080", "lb-group", { fromPort: 8080, toPort: 8080, cidrIpv4: "0.0.0.0/0" });
    assert.deepEqual(told([...change(encrypted(), "web-http", redirect), ...other, opened]), []);
  });

  it("does not mean a network load balancer that hands on TCP", () => {
    const stack = change(shop(), "web", { loadBalancerType: "network" });
    assert.deepEqual(told(change(stack, "web-http", { protocol: "TCP" }), { refusePlainHttp: true }), []);
  });

  it("is in doubt while its protocol is not known", () => {
    assert.deepEqual(told(change(encrypted(), "web-http", { protocol: notKnown })), [
      `unproven mandatory ${name} web-http`,
    ]);
    assert.deepEqual(told(change(shop(), "web-http", { protocol: notKnown }), { refusePlainHttp: true }), [
      `unproven mandatory ${name} web-http`,
    ]);
  });

  it("is refused in either spelling of its protocols", () => {
    const lower = change(change(encrypted(), "web-http", { protocol: "http" }), "web-https", { protocol: "https" });
    assert.deepEqual(told(lower), [`violation mandatory ${name} web-http`]);
  });

  it("is in doubt while a rule may be of either listener, or forward anywhere", () => {
    const either = apply([arn("web-http"), arn("web-https")], (listener: string) => listener);
    const forwarding = rule("old-clients", [{ type: "forward", targetGroupArn: arn("web-targets") }]);
    const stack = change([...change(encrypted(), "web-http", redirect), forwarding], "old-clients", {
      listenerArn: either,
    });
    assert.deepEqual(
      findingsOf(stack, "first").map(({ verdict, rule: of }) => `${verdict} ${of}`),
      [`unproven ${name}`],
    );
    const anywhere = rule("anywhere", [{ type: "forward", targetGroupArn: notKnown }]);
    const doubted = told([...change(encrypted(), "web-http", redirect), anywhere], {
      levels: { "load-balancer-reaches-only-the-proxy": "disabled" },
    });
    assert.deepEqual(doubted, [`unproven mandatory ${name} anywhere`]);
  });

  it("may be a classic one, whose listeners stand inside of it", () => {
    const listeners = [
      { lbPort: 80, lbProtocol: "http", instancePort: 80, instanceProtocol: "http" },
      { lbPort: 443, lbProtocol: "https", instancePort: 80, instanceProtocol: "http" },
    ];
    const stack = [
      ...without(encrypted(), "web", "web-targets", "web-http", "web-https", "web-service"),
      resource("aws:elb/loadBalancer:LoadBalancer", "old", { listeners, securityGroups: [id("lb-group")] }),
      make.service("web-service", "web-task", [{ elbName: id("old"), containerName: "nginx", containerPort: 8080 }]),
    ];
    assert.deepEqual(told(stack), [`violation mandatory ${name} old listeners[0]`]);
  });
});
