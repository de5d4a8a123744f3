import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import type { PolicyEvent } from "@pulumi/pulumi/automation";
import { describe, it } from "mocha";
import { readArguments } from "../../preview/arguments";
import { InvalidInput, judge } from "../../preview/exitCode";
import { commandErrors } from "../../preview/observed";
import { describeProgramError } from "../../preview/programError";
import { sampleReport, violation } from "./sampleReport";

const none = { ...sampleReport, findings: [] };

function event(message: string, enforcementLevel: PolicyEvent["enforcementLevel"]): PolicyEvent {
  const pack = {
    policyPackName: "p",
    policyPackVersion: "1",
    policyPackVersionTag: "1",
    policyName: "rule",
    color: "",
  };
  return { ...pack, message, enforcementLevel };
}

describe("the judgement of a preview", () => {
  it("is clean without events", () => assert.equal(judge([], none).exitCode, 0));

  it("is a violation for a mandatory event, whatever the report says", () => {
    assert.equal(judge([event("no", "mandatory")], none).exitCode, 1);
  });

  it("is a violation for a mandatory finding, whatever the engine says", () => {
    assert.equal(judge([], sampleReport).exitCode, 1);
  });

  it("is clean for an advisory event that the report explains", () => {
    const report = { ...sampleReport, findings: [{ ...violation, level: "advisory" as const }] };
    const explained = event(`Description.\n${violation.message}\n`, "warning");
    assert.deepEqual(judge([explained], report), { exitCode: 0, unexplained: [] });
  });

  it("is not clean for an advisory event that nothing explains", () => {
    const downgraded = event("can't run policy", "warning");
    assert.deepEqual(judge([downgraded], none), { exitCode: 1, unexplained: [downgraded] });
  });
});

describe("an error of the program", () => {
  it("that is meant for users is shown line by line", () => {
    assert.deepEqual(describeProgramError(new RunError("one\ntwo"), "/p"), ["one", "two"]);
  });

  it("of another sort is one line with the place in the project", () => {
    const error = new TypeError("no\nsuch");
    error.stack = "TypeError: no\n at f (/p/node_modules/x.js:1:1)\n at g (/p/lib/net.ts:12:3)\n at /p/index.ts:1:1";
    assert.deepEqual(describeProgramError(error, "/p"), ["TypeError: no such (lib/net.ts:12)"]);
  });

  it("that is not an error at all is still named", () => {
    assert.deepEqual(describeProgramError("oops", "/p"), ["the program threw oops"]);
  });
});

describe("the engine's own words", () => {
  it("are taken from its error lines, each once", () => {
    const text = "code: -2\n stderr: …\nerror: a value is missing\n    error: a value is missing\n";
    assert.deepEqual(commandErrors(new Error(text)), ["a value is missing"]);
    assert.deepEqual(commandErrors(new Error("one\ntwo")), ["one", "two"]);
  });
});

describe("the arguments", () => {
  it("have defaults for all but the stack", () => {
    assert.deepEqual(readArguments(["--stack", "dev"]), { stack: "dev", projectDir: ".", out: "out/preview" });
  });

  it("that are missing or unknown are refused", () => {
    for (const args of [[], ["--stak", "dev"], ["dev"], ["--stack"]]) {
      assert.throws(() => readArguments(args), InvalidInput, args.join(" "));
    }
  });
});
