import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { before, describe, it } from "mocha";
import type { EdgeSettings } from "../components/index";
import { readEdge } from "../configEdge";
import { ConfigReader } from "../configReader";

/** The edge that a configuration without its project's name describes, and where it is wrong. */
function read(values: Record<string, string>): { edge: EdgeSettings; wrong: string[] } {
  const entries = Object.entries(values).map(([key, value]) => [`gatehouse:${key}`, value]);
  pulumi.runtime.setAllConfig(Object.fromEntries(entries));
  const reader = new ConfigReader("gatehouse");
  const edge = readEdge(reader, false);
  return { edge, wrong: reader.finish().map(({ where }) => where.replace("gatehouse:", "")) };
}

const domain = { domain: "users.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";

describe("The edge of a configuration", () => {
  before(async () => {
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "id", state: {} }), call: () => ({}) },
      "gatehouse",
      "dev",
    );
  });

  it("is a load balancer with its usual idle time-out if nothing is said", () => {
    assert.deepEqual(read({}), { edge: { kind: "alb", args: { accessLogDays: 90, forceDelete: false } }, wrong: [] });
  });

  it("has what its kind takes", () => {
    const { args } = read({
      edge: "nlb",
      certificateArn,
      clients: '["203.0.113.0/24"]',
      clientAddress: "proxyProtocol",
    }).edge;
    assert.deepEqual(args, { certificateArn, clients: ["203.0.113.0/24"], clientAddress: "proxyProtocol" });
    const cdn = read({ edge: "cdn", ...domain, firewall: "true", idleSeconds: "30" }).edge.args;
    assert.deepEqual(cdn, {
      domain: { name: domain.domain, zoneId: domain.zoneId },
      idleSeconds: 30,
      accessLogDays: 90,
      forceDelete: false,
      firewall: {},
    });
  });

  for (const [what, values, where] of [
    ["a kind that there is not", { edge: "elb" }, ["edge"]],
    ["a certificate for an API, which takes a domain", { edge: "api", certificateArn }, ["certificateArn"]],
    ["a firewall that would see one client only", { edge: "api", firewall: "true" }, ["firewall"]],
    ["clients of a distribution", { edge: "cdn", clients: '["10.0.0.0/8"]' }, ["clients"]],
    ["the PROXY protocol of a load balancer without it", { clientAddress: "proxyProtocol" }, ["clientAddress"]],
    ["a domain without its zone", { domain: "users.example.com" }, ["zoneId"]],
  ] as [string, Record<string, string>, string[]][]) {
    it(`is refused with ${what}`, () => assert.deepEqual(read(values).wrong, where));
  }
});
