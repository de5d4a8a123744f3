import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../../policies/configuration";
import { evaluate } from "../../../policies/evaluate";
import { rules } from "../../../policies/rules";
import * as make from "../shop";
import { shop } from "../shop";
import { asSeen } from "../stack";
import { blueGreen } from "../styles/basics";
import { ways } from "./index";
import type { Way } from "./row";

type Broken = Pick<Way, "stack" | "rule" | "at" | "expected" | "configuration">;

/** What a rule refuses beside the numbered ways, where a load balancer speaks HTTPS and hands plain HTTP on as well. */
const plainHttp: Broken = {
  stack: [...shop(), make.listener("web-https", "web", "web-targets", { port: 443, protocol: "HTTPS" })],
  rule: "public-plain-http-only-redirects",
  at: "web-http",
  expected: "violation",
};

/** What a rule refuses although it leads through the proxy: everyone sees the next revision. */
const openTest: Broken = {
  stack: [...blueGreen(), make.ingress("lb-open", "lb-group", { fromPort: 8443, toPort: 8443, cidrIpv4: "0.0.0.0/0" })],
  rule: "test-listener-is-not-public",
  at: "web-service",
  expected: "violation",
};

describe("every rule carries its weight:", () => {
  for (const off of rules) {
    it(`without ${off.name} something is missed`, () => {
      const broken = [...ways, plainHttp, openTest].filter(({ rule }) => rule === off.name);
      const missed = broken.some((each) => isFound(each, rules) && !isFound(each, without(off.name)));
      assert.ok(missed, "nothing is missed without it");
    });
  }
});

const without = (name: string) => rules.filter((rule) => rule.name !== name);

function isFound({ stack, at, expected, configuration }: Broken, left: typeof rules): boolean {
  const options = { ...defaultConfiguration, ...configuration };
  const { findings } = evaluate(asSeen(stack, "second"), options, { rules: left });
  return findings.some(({ verdict, edge }) => verdict === expected && edge.urn.split("#")[0]?.endsWith(`::${at}`));
}
