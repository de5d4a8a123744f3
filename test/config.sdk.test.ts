import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { before, describe, it } from "mocha";
import { parse } from "yaml";
import { InvalidArguments } from "../components/index";
import { readConfig, type StackConfig } from "../config";

const root = join(__dirname, "..");

/** The configuration as a program would read it, from keys without their project. */
function configOf(values: Record<string, string>): StackConfig {
  const entries = Object.entries(values).map(([key, value]) => [`gatehouse:${key}`, value]);
  pulumi.runtime.setAllConfig(Object.fromEntries(entries));
  return readConfig();
}

/** Where each problem of a configuration is, in the order in which they are reported. */
function problemsOf(values: Record<string, string>): string[] {
  try {
    configOf(values);
  } catch (error) {
    assert.ok(error instanceof InvalidArguments, String(error));
    assert.equal(error.message.split("\n").length, error.problems.length, "one line each");
    return error.problems.map((problem) => problem.where);
  }
  return [];
}

describe("The stack's configuration", () => {
  before(async () => {
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "id", state: {} }), call: () => ({}) },
      "gatehouse",
      "dev",
      true,
    );
  });

  it("has the defaults that Pulumi.yaml declares", () => {
    const schema = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")).config as Record<
      string,
      { default: unknown }
    >;
    const declared = Object.entries(schema).map(([key, { default: value }]) => [
      key,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
    assert.deepEqual(configOf(Object.fromEntries(declared)), configOf({}));
  });

  it("knows every key that Pulumi.yaml declares, and no other", () => {
    const schema = Object.keys(parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")).config).sort();
    assert.throws(
      () => configOf({ colour: "blue" }),
      (error) => error instanceof InvalidArguments && error.problems[0]?.legal === schema.join(", "),
    );
  });

  it("takes a release by its kind, its scaling and its alarms, each off until it is said", () => {
    const { deployment, scaling, alarms } = configOf({}).service;
    assert.deepEqual([deployment, scaling, alarms], [{ kind: "rolling" }, undefined, undefined]);
    const { service } = configOf({
      deployment: "canary",
      testCidrs: '["203.0.113.0/24"]',
      alarms: "true",
      mostTasks: "10",
    });
    assert.deepEqual(service.deployment, {
      kind: "canary",
      testListener: { port: 8443, cidrs: ["203.0.113.0/24"] },
    });
    assert.deepEqual(service.scaling, { minimum: 2, maximum: 10, cpuPercent: 60 });
  });

  it("names the keys of a release that contradict each other", () => {
    const refused = (values: Record<string, string>) => {
      try {
        configOf(values);
      } catch (e) {
        if (e instanceof InvalidArguments) return e.problems.map(({ where }) => where);
        throw e;
      }
      return [];
    };
    assert.deepEqual(refused({ deployment: "canary" }), ["gatehouse:deployment"]);
    assert.deepEqual(refused({ testCidrs: '["203.0.113.0/24"]' }), ["gatehouse:testCidrs"]);
    const canary = { deployment: "canary", alarms: "true" };
    const networks = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => `10.${n}.0.0/16`));
    const twice = '["203.0.113.0/24", "203.0.113.0/24"]';
    assert.deepEqual(refused({ ...canary, testCidrs: twice }), ["gatehouse:testCidrs[1]"]);
    assert.deepEqual(refused({ ...canary, testCidrs: networks(60) }), ["gatehouse:testCidrs"]);
    assert.deepEqual(refused({ ...canary, clients: networks(58), testCidrs: networks(3) }), ["gatehouse:testCidrs"]);
    assert.deepEqual(refused({ ...canary, clients: networks(58), testCidrs: networks(2) }), []);
    assert.deepEqual(refused({ ...canary, edge: "cdn", testCidrs: networks(6) }), ["gatehouse:testCidrs"]);
    assert.deepEqual(refused({ ...canary, edge: "cdn", testCidrs: networks(5) }), []);
    assert.deepEqual(refused({ fewestTasks: "5", mostTasks: "4" }), ["gatehouse:fewestTasks"]);
    assert.deepEqual(refused({ alarmTopics: '["arn"]' }), ["gatehouse:alarmTopics"]);
  });

  it("takes a site as an object", () => {
    const { service } = configOf({ sites: '[{"routes":[{"path":"/api/users/:id","methods":["GET"]}]}]' });
    assert.deepEqual(service.proxy.sites, [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }]);
  });

  it("takes zones by number or by name, and flow logs with the days of all logs", () => {
    const named = configOf({ availabilityZones: '["us-west-1a","us-west-1c"]', flowLogs: "rejected", logDays: "90" });
    assert.deepEqual(named.network.availabilityZones, ["us-west-1a", "us-west-1c"]);
    assert.equal(named.network.zones, undefined);
    assert.deepEqual(named.network.flowLogs, { days: 90, traffic: "rejected" });
    assert.deepEqual([configOf({ zones: "3" }).network.zones, configOf({}).network.flowLogs], [3, undefined]);
  });

  it("reports zones that are said twice and differ, and days that two components refuse once", () => {
    assert.deepEqual(problemsOf({ zones: "3", availabilityZones: '["us-west-1a","us-west-1c"]' }), ["gatehouse:zones"]);
    assert.deepEqual(problemsOf({ flowLogs: "all", logDays: "31" }), ["gatehouse:logDays"]);
  });

  it("reports a domain without its zone", () => {
    assert.deepEqual(problemsOf({ domain: "users.example.com" }), ["gatehouse:zoneId"]);
  });

  for (const [key, value, where] of [
    ["cpu", "lots", "gatehouse:cpu"],
    ["networkLayout", "secret", "gatehouse:networkLayout"],
    ["availabilityZones", '["us-west-1","us-west-1c"]', "gatehouse:availabilityZones"],
    ["networkEndpoints", '["ssm"]', "gatehouse:networkEndpoints"],
    ["flowLogs", "accepted", "gatehouse:flowLogs"],
    ["disposable", "maybe", "gatehouse:disposable"],
    ["sites", "/api", "gatehouse:sites"],
    ["sites", '["/api"]', "gatehouse:sites[0]"],
    ["sites", '[{"paths":[]}]', "gatehouse:sites[0].routes"],
    ["sites", '[{"routes":[{"path":"/api"}]}]', "gatehouse:sites[0].routes[0].methods"],
    ["sites", '[{"routes":[{"path":"/api","methods":["GET"],"limit":1}]}]', "gatehouse:sites[0].routes[0].limit"],
    ["applicationContext", "nowhere", "gatehouse:applicationContext: its context"],
    ["zones", "1", "gatehouse:zones"],
    ["certificateArn", "my-certificate", "gatehouse:certificateArn"],
    ["logDays", "31", "gatehouse:logDays"],
    ["applicationHealthCommand", '["node"]', "gatehouse:applicationHealthCommand"],
    ["applicationHealthCommand", "[1]", "gatehouse:applicationHealthCommand[0]"],
    ["idleSeconds", "4001", "gatehouse:idleSeconds"],
  ] as const) {
    it(`refuses ${key}: ${value}`, () => assert.ok(problemsOf({ [key]: value }).includes(where)));
  }

  it("reports a size that is not sold, a long name, a route with a semicolon and time-outs in the wrong order together", () => {
    const found = problemsOf({
      memory: "700",
      name: "users-and-orders-of-everyone",
      sites: '[{"routes":[{"path":"/api;x","methods":["GET"]}]}]',
      idleSeconds: "120",
    });
    assert.deepEqual(found, [
      "gatehouse:name",
      "gatehouse:sites[0].routes[0].path",
      "gatehouse:memory",
      "gatehouse:proxyKeepAliveSeconds",
    ]);
  });

  it("gives the application its environment, and repeats none of it in an error", () => {
    const { service } = configOf({ applicationEnvironment: '{"COLOUR":"blue"}' });
    assert.deepEqual(service.application.environment, { COLOUR: "blue" });
    assert.deepEqual(problemsOf({ applicationEnvironment: '{"HOST":"0.0.0.0"}' }), [
      "gatehouse:applicationEnvironment.HOST",
    ]);
    assert.throws(
      () => configOf({ applicationEnvironment: '["hunter2"]' }),
      (error) => error instanceof InvalidArguments && !error.message.includes("hunter2"),
    );
  });
});
