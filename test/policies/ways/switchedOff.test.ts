import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../../policies/configuration";
import { evaluate } from "../../../policies/evaluate";
import { rules } from "../../../policies/rules";
import * as make from "../shop";
import { shop } from "../shop";
import { asSeen } from "../stack";
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

describe("every rule carries its weight:", () => {
  for (const off of rules) {
    it(`without ${off.name} something is missed`, () => {
      const broken = [...ways, plainHttp].filter(({ rule }) => rule === off.name);
      const missed = broken.filter((each) => isFound(each, rules) && !isFound(each, without(off.name)));
      assert.ok(missed.length > 0, "nothing is missed without it");
    });
  }
});

const without = (name: string) => rules.filter((rule) => rule.name !== name);

function isFound({ stack, at, expected, configuration }: Broken, left: typeof rules): boolean {
  const options = { ...defaultConfiguration, ...configuration };
  const { findings } = evaluate(asSeen(stack, "second"), options, { rules: left });
  return findings.some(({ verdict, edge }) => verdict === expected && edge.urn.split("#")[0]?.endsWith(`::${at}`));
}
