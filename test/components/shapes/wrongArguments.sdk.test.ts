import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";
import { type ContainerHealthArgs, type SecretArgs, SecretKind } from "../../../components/index";
import { list, object } from "../../../components/shapes/objects";
import { choice, input, number, text } from "../../../components/shapes/values";
import { formatProblem } from "../../../nginx";
import { components } from "./judged";
import * as whole from "./wholeArguments";

/** What a component says of its arguments when some of them are others. */
function said(component: string, change: object): string[] {
  const { whole, judge } = components[component] ?? assert.fail(component);
  return judge({ ...whole, ...change }).map((problem) => formatProblem(problem).replace('ProxiedService "web".', ""));
}

const { application, proxy, alarms } = whole.service;
const { sidecars = [] } = whole.service;
const later = pulumi.output("later");

describe("Arguments of the wrong shape", () => {
  for (const [change, expected] of [
    [{ alarms: {} }, 'alarms.topicArns: given nothing; legal: a list; fix: write ["…"]'],
    [
      { application: { ...application, health: undefined } },
      'application.health: given nothing; legal: an object of command, intervalSeconds, timeoutSeconds, retries, startSeconds; fix: write { command: ["…"] }',
    ],
    [{ volumes: null }, /^volumes: given null; legal: a list; fix: leave it out, or write \[/],
    [
      { volumes: [{ kind: "scratch", name: "data" }] },
      /^volumes\[0\]\.mounts: given nothing; legal: a list; fix: write/,
    ],
    [{ sidecars: null }, /^sidecars: given null/],
    [{ sidecars: [{ ...sidecars[0], name: undefined }] }, /^sidecars\[0\]\.name: given nothing; legal: a text/],
    [{ deployment: null }, /^deployment: given null; legal: an object of kind, /],
    [{ logs: null }, /^logs: given null/],
    [{ proxy: null }, /^proxy: given null; legal: an object of sites, .*; fix: write \{ sites: \[/],
    [
      { rule: { priority: 5, hosts: "a.example.com" } },
      'rule.hosts: given "a.example.com"; legal: a list; fix: write ["…"]',
    ],
    [
      { proxy: { ...proxy, upstreams: { x: null } } },
      /^proxy\.upstreams\.x: given null; legal: an object of servers, /,
    ],
    [{ application: { ...application, secrets: { KEY: null } } }, /^application\.secrets\.KEY: given null/],
    [{ inspection: { ...whole.service.inspection, health: undefined } }, /^inspection\.health: given nothing/],
    [{ cpu: "256" }, 'cpu: given "256"; legal: a number; fix: write it without quotes: 256'],
    [{ dashboard: "true" }, 'dashboard: given "true"; legal: true or false; fix: write it without quotes: true'],
    [
      { cpu: later },
      "cpu: given an output; legal: a number, known before anything is made; fix: give the value itself",
    ],
    [
      { edge: { ...whole.service.edge, tlsPolicy: "tls11" } },
      'edge.tlsPolicy: given "tls11"; legal: tls12 or tls13; fix: use tls12',
    ],
    [
      { logs: { kind: "firelens", options: { Name: "s3", port: 5 } } },
      /^logs\.options\.port: given 5; legal: a text; fix: write it in quotes$/,
    ],
  ] as [object, string | RegExp][]) {
    it(`are refused by their path: ${JSON.stringify(Object.keys(change))} ${expected}`, () => {
      const [line = "", ...others] = said("ProxiedService", change);
      if (typeof expected === "string") assert.equal(line, expected);
      else assert.match(line, expected);
      assert.deepEqual(others, []);
    });
  }

  it("are refused all at once, and names that nobody reads with them", () => {
    const deployment = { kind: "canary", testListener: {}, testlistener: {} };
    const lines = said("ProxiedService", { cpu: "256", deployment, alarms: null, memroy: 512 });
    assert.deepEqual(
      lines.map((line) => line.split(":")[0]),
      [
        ...["cpu", "deployment.testListener.port", "deployment.testListener.cidrs"],
        ...["deployment.testlistener", "alarms", "memroy"],
      ],
    );
    assert.match(lines[3] ?? "", /given an object; legal: one of kind, .*; fix: write testListener$/);
  });

  it("are refused with a list's entries by their numbers", () => {
    const testListener = { port: 8443, cidrs: [5, "203.0.113.0/24", null] };
    const found = said("ProxiedService", { deployment: { kind: "canary", testListener } });
    assert.deepEqual(
      found.map((line) => line.split(" legal")[0]),
      ["deployment.testListener.cidrs[0]: given 5;", "deployment.testListener.cidrs[2]: given null;"],
    );
  });

  it("never show what may be secret", () => {
    const [line = ""] = said("ProxiedService", { application: { ...application, environment: { PIN: 2718 } } });
    assert.equal(line, "application.environment.PIN: given a number; legal: a text; fix: write it in quotes");
  });

  it("may come later where an output is legal", () => {
    const arn = pulumi.output("arn");
    const change = {
      application: { ...application, environment: { A: later, B: Promise.resolve("b") } },
      alarms: { ...alarms, topicArns: [arn] },
      network: { ...whole.service.network, taskSubnetIds: pulumi.output(["subnet-3"]) },
    };
    assert.deepEqual(said("ProxiedService", change), []);
  });

  it("are found together with values of the right shape that are wrong, where only a name is", () => {
    const lines = said("ProxiedService", { memory: 700, memroy: 512 });
    assert.deepEqual(lines.map((line) => line.split(":")[0]).sort(), ["memory", "memroy"]);
  });

  it("are refused by every other component too", () => {
    const lines: [string, object, string][] = [
      ["Network", { endpoints: "ssm" }, 'it.endpoints: given "ssm"; legal: a list; fix: write ["…"]'],
      [
        "Network",
        { flowLogs: null },
        "it.flowLogs: given null; legal: an object of days, traffic; fix: leave it out, or write {}",
      ],
      ["LoadBalancer", { clients: "10.0.0.0/8" }, 'it.clients: given "10.0.0.0/8"; legal: a list; fix: write ["…"]'],
      [
        "HttpApi",
        { domain: { name: "a.example.com" } },
        "it.domain.zoneId: given nothing; legal: a text; fix: give a text",
      ],
      [
        "NetworkLoadBalancer",
        { idleSeconds: "60" },
        'it.idleSeconds: given "60"; legal: a number; fix: write it without quotes: 60',
      ],
      [
        "Distribution",
        { firewall: [] },
        "it.firewall: given a list; legal: an object of managedGroups, ratePerFiveMinutes, logDays; fix: write {}",
      ],
      [
        "Cluster",
        { host: {} },
        "it.host: given an object; legal: one of containerInsights, hosts, sessions; fix: remove it, or correct its name",
      ],
      ["ContainerImage", { context: 5 }, "it.context: given 5; legal: a text; fix: write it in quotes"],
    ];
    for (const [component, change, expected] of lines) assert.deepEqual(said(component, change), [expected]);
    for (const [name, { judge }] of Object.entries(components)) {
      assert.match(
        judge(undefined).map(formatProblem).join(),
        /^[^:]+: given nothing; legal: an object of [^:]+; fix: write/,
        name,
      );
    }
  });
});

describe("A shape", () => {
  it("does not compile when it is not its interface's", () => {
    const times = { intervalSeconds: number, timeoutSeconds: number, retries: number };
    const all = { ...times, startSeconds: number };
    // @ts-expect-error: `command` is missing.
    object<ContainerHealthArgs>({}, all);
    // @ts-expect-error: `startSeconds` may be left out by a user, but not here.
    object<ContainerHealthArgs>({ command: list(text) }, times);
    // @ts-expect-error: `startSeconds` is no text.
    object<ContainerHealthArgs>({ command: list(text) }, { ...times, startSeconds: text });
    const rest = { key: text, kmsKeyArn: input(text) };
    // @ts-expect-error: `arn` may be an output.
    object<SecretArgs>({ kind: choice(Object.values(SecretKind)), arn: text }, rest);
    const right = object<ContainerHealthArgs>({ command: list(text) }, all);
    assert.deepEqual(right.misfits("health", { command: ["CMD"] }), []);
  });
});
