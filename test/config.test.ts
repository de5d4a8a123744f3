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

  it("takes a route as an object", () => {
    const { service } = configOf({ routes: '[{"path":"/api/users/:id","methods":["GET"]}]' });
    assert.deepEqual(service.proxy.routes, [{ path: "/api/users/:id", methods: ["GET"] }]);
  });

  it("reports a domain without its zone", () => {
    assert.deepEqual(problemsOf({ domain: "users.example.com" }), ["gatehouse:zoneId"]);
  });

  for (const [key, value, where] of [
    ["cpu", "lots", "gatehouse:cpu"],
    ["networkLayout", "secret", "gatehouse:networkLayout"],
    ["disposable", "maybe", "gatehouse:disposable"],
    ["routes", "/api", "gatehouse:routes"],
    ["routes", '[{"path":"/api"}]', "gatehouse:routes[0]"],
    ["applicationContext", "nowhere", "gatehouse:applicationContext: its context"],
    ["zones", "1", "gatehouse:zones"],
    ["certificateArn", "my-certificate", "gatehouse:certificateArn"],
    ["logDays", "31", "gatehouse:logDays"],
    ["applicationHealthCommand", '["node"]', "gatehouse:applicationHealthCommand"],
    ["applicationHealthCommand", "[1]", "gatehouse:applicationHealthCommand[0]"],
    ["idleSeconds", "0", "gatehouse:idleSeconds"],
  ] as const) {
    it(`refuses ${key}: ${value}`, () => assert.ok(problemsOf({ [key]: value }).includes(where)));
  }

  it("reports a size that is not sold, a long name, a route with a semicolon and time-outs in the wrong order together", () => {
    const found = problemsOf({
      memory: "700",
      name: "users-and-orders-of-everyone",
      routes: '[{"path":"/api;x","methods":["GET"]}]',
      idleSeconds: "120",
    });
    assert.deepEqual(found, [
      "gatehouse:name",
      "gatehouse:routes[0].path",
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
