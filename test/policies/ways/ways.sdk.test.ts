import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../../policies/configuration";
import { evaluate } from "../../../policies/evaluate";
import { messageOf } from "../../../policies/report/message";
import { asSeen, modes } from "../stack";
import { ways } from "./index";
import { unseeable } from "./unseeable";

describe("the ninety ways past a proxy", () => {
  for (const { number, way, stack, twin, expected, rule, at, configuration } of ways) {
    it(`${number}: ${way} is ${expected === "violation" ? "a violation" : "unproven"}, and its closed twin is clean`, () => {
      for (const mode of modes) {
        const check = (resources: typeof stack) =>
          evaluate(asSeen(resources, mode), { ...defaultConfiguration, ...configuration }).findings;
        const told = check(stack).map((each) => `${each.verdict} ${each.rule} ${each.edge.urn.split("::").at(-1)}`);
        assert.ok(told.includes(`${expected} ${rule} ${at}`), `${mode} preview: ${told.join("; ") || "nothing"}`);
        assert.deepEqual(check(twin).map(messageOf), [], `${mode} preview of the twin`);
      }
    });
  }

  it("are all here, or listed as unseeable with a reason", () => {
    const told = new Set([...ways, ...unseeable].map(({ number }) => number));
    const missing = Array.from({ length: 90 }, (_, index) => index + 1).filter((number) => !told.has(number));
    assert.deepEqual(missing, []);
    assert.ok(unseeable.length <= 8, "at most eight ways may be unseeable");
    assert.ok(unseeable.every(({ because }) => because.length > 0));
  });
});
