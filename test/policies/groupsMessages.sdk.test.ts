import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { messageOf } from "../../policies/report/message";
import { app, nobody, onlyLoadBalancer, opened, publicTask, told } from "./groupFindings";
import { behindNetworkLoadBalancer, olderRule, prefixList, prefixListEntry } from "./network";
import { change, ingress, network, shop } from "./shop";
import { type Declared, id, notKnown } from "./stack";
import { findingsOf } from "./told";

const messages = (stack: readonly Declared[]): string[] => findingsOf(stack, "first").map(messageOf);

describe("a message about a group", () => {
  it("names the union of a rule's blocks once", () => {
    const halves = ["0.0.0.0/1", "128.0.0.0/1"];
    const [message = "", ...more] = messages([...shop(), olderRule("opened", "task-group", { cidrBlocks: halves })]);
    assert.deepEqual(more, []);
    assert.match(
      message,
      /admits 0\.0\.0\.0\/0 to port 3000 of service web-service: from the internet, past nginx:8080\./,
    );
    assert.doesNotMatch(message, /more such/);
  });

  it("says from where the way comes, and past what", () => {
    const [inside = ""] = messages(opened({ ...app, cidrIpv4: "10.0.0.0/8" }));
    assert.match(inside, /admits 10\.0\.0\.0\/8 to port 3000 .*: from inside the network, past nginx:8080\./);
    const [proxy = ""] = messages(opened({ fromPort: 8080, toPort: 8080, cidrIpv4: "52.0.0.0/8" }));
    assert.match(proxy, /admits 52\.0\.0\.0\/8 to port 8080 .*: from the internet, past the load balancer\./);
  });

  it("says that the proxy is what a health check should ask", () => {
    const [message = ""] = messages(opened({ ...app, referencedSecurityGroupId: id("lb-group") }));
    assert.match(message, /Fix: Remove this rule; the load balancer needs nginx:8080 only, also for its health check/);
  });

  it("asks to narrow a range around the proxy's port", () => {
    const [message = ""] = messages(change(shop(), "task-from-lb", { fromPort: 8000, toPort: 9000 }));
    assert.match(message, /Fix: Narrow this rule to TCP on nginx:8080\./);
  });

  it("names the entries of a prefix list and the list", () => {
    const stack = [...opened({ ...app, prefixListId: id("vpn") }), prefixList("vpn", "10.0.0.0/8", "11.0.0.0/8")];
    assert.match(messages(stack)[0] ?? "", /admits 10\.0\.0\.0\/7 of prefix list vpn to port 3000/);
  });
});

describe("rules about a task's ports", () => {
  const both = [
    ...opened({ ...app, cidrIpv4: "10.0.0.0/8" }),
    ingress("tools", "task-group", { fromPort: 8080, toPort: 8080, cidrIpv4: "10.0.0.0/8" }),
  ];

  it("have levels of their own for the application's port and for the proxy's", () => {
    assert.deepEqual(told(both), [
      `violation mandatory ${nobody} opened`,
      `violation mandatory ${onlyLoadBalancer} tools`,
    ]);
    assert.deepEqual(told(both, { levels: { [nobody]: "advisory" } }), [
      `violation advisory ${nobody} opened`,
      `violation mandatory ${onlyLoadBalancer} tools`,
    ]);
  });

  it("leave the way from the internet mandatory when the way from inside is not", () => {
    const stack = change(opened({ ...app, cidrIpv4: "0.0.0.0/0" }), "web-service", network({ assignPublicIp: true }));
    assert.deepEqual(told(stack, { levels: { [nobody]: "advisory" } }), [`violation mandatory ${publicTask} opened`]);
  });
});

describe("prefix lists", () => {
  const admitting = (...list: Declared[]) => [
    ...behindNetworkLoadBalancer({ prefixListId: id("clients") }, { assignPublicIp: true }),
    ...list,
  ];

  it("are unproven where their entries, or an entry's list, are not known", () => {
    const unknownEntries = change([prefixList("clients", "10.0.0.0/8")], "clients", { entries: notKnown });
    assert.deepEqual(told(admitting(...unknownEntries)), [`unproven mandatory ${publicTask} task-from-lb`]);
    const loose = {
      ...prefixListEntry("loose", "clients", "0.0.0.0/0"),
      properties: { prefixListId: notKnown, cidr: "0.0.0.0/0" },
    };
    assert.deepEqual(told(admitting(prefixList("clients", "10.0.0.0/8"), loose)), [
      `unproven mandatory ${publicTask} task-from-lb`,
    ]);
  });

  it("outside of the stack have the entries that the stack adds, and others that it does not see", () => {
    const entry = {
      ...prefixListEntry("world", "clients", "0.0.0.0/0"),
      properties: { prefixListId: "pl-1", cidr: "0.0.0.0/0" },
    };
    const stack = behindNetworkLoadBalancer({ prefixListId: "pl-1" }, { assignPublicIp: true });
    assert.deepEqual(told([...stack, entry]), [`violation mandatory ${publicTask} task-from-lb`]);
    assert.deepEqual(told(stack), [`unproven advisory ${publicTask} task-from-lb`]);
  });
});
