import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../../policies/configuration";
import { evaluate } from "../../../policies/evaluate";
import { messageOf } from "../../../policies/report/message";
import { asSeen, modes } from "../stack";
import { styles } from "./index";

describe("a stack in order", () => {
  for (const [style, stack] of Object.entries(styles)) {
    it(`gets no message: ${style}`, () => {
      for (const mode of modes) {
        const { findings } = evaluate(asSeen(stack, mode), defaultConfiguration);
        assert.deepEqual(findings.map(messageOf), [], `${mode} preview`);
      }
    });
  }
});
