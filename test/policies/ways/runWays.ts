import { secret } from "../../../policies/testing";
import * as make from "../shop";
import { change, ingress, shop } from "../shop";
import { type Declared, id, notKnown, urnOf } from "../stack";
import type { Way } from "./row";

const applicationPort = "application-port-admits-nobody";
const opened = ingress("opened", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" });

const withSecrets = change(shop(), "web-task", {
  containerDefinitions: secret(JSON.stringify([make.nginx, make.app])),
});

/** The same rule under a new name: the engine still knows the old one, the pack judges what the program says now. */
const renamed: Declared = { ...opened, options: { aliases: [urnOf({ type: opened.type, name: "former" })] } };
const closed: Declared = {
  ...ingress("opened", "task-group", { fromPort: 8080, toPort: 8080, referencedSecurityGroupId: id("lb-group") }),
  options: renamed.options ?? {},
};

/** 87 to 90: what the engine and the pack themselves could hide. */
export const runWays: readonly Way[] = [
  {
    number: 87,
    way: "an open port beside container definitions that are secret",
    stack: [...withSecrets, opened],
    twin: withSecrets,
    expected: "violation",
    rule: applicationPort,
    at: "opened",
  },
  {
    number: 88,
    way: "an open port in a rule that had another name before",
    stack: [...shop(), renamed],
    twin: [...shop(), closed],
    expected: "violation",
    rule: applicationPort,
    at: "opened",
  },
  {
    number: 90,
    way: "a port that is never known before the deployment",
    stack: change(shop(), "task-from-lb", { fromPort: notKnown }),
    twin: shop(),
    expected: "unproven",
    rule: applicationPort,
    at: "task-from-lb",
  },
  {
    number: 90,
    way: "inline rules that are unknown as a whole",
    stack: change(shop(), "task-group", { ingress: notKnown }),
    twin: change(shop(), "task-group", { ingress: undefined }),
    expected: "unproven",
    rule: applicationPort,
    at: "task-group",
  },
];
