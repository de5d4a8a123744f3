import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { help, readArguments } from "../../verify/arguments";
import { CannotVerify } from "../../verify/exitCode";
import { asked } from "./answers";

function refused(...args: string[]): readonly string[] {
  try {
    readArguments(args);
  } catch (error) {
    assert.ok(error instanceof CannotVerify);
    assert.equal(error.exitCode, 2);
    return error.problems;
  }
  return assert.fail(`${args.join(" ")} was taken`);
}

describe("The arguments of gatehouse-verify", () => {
  const named = ["--cluster", "web", "--service", "api"];

  it("have defaults", () => {
    assert.deepEqual(readArguments(named), {
      args: { cluster: "web", service: "api", waitSeconds: 1200, logLines: 20 },
      format: "text",
    });
  });

  it("are all taken", () => {
    const given = ["--task-definition", asked, "--wait", "0", "--log-lines", "5", "--region", "eu-west-1", "--json"];
    assert.deepEqual(readArguments([...named, ...given]), {
      args: { cluster: "web", service: "api", taskDefinition: asked, region: "eu-west-1", waitSeconds: 0, logLines: 5 },
      format: "json",
    });
    assert.equal(readArguments(["--help"]), "help");
  });

  it("are refused all at once, each with what is legal and how to mend it", () => {
    const problems = refused("--wait", "1s", "--log-lines", "1001", "--json", "--markdown");
    assert.equal(problems.length, 5);
    for (const problem of problems) assert.match(problem, /^--[a-z-]+.*: given .*; legal: .*; fix: /);
  });

  it("are refused when empty: a script's question that went unanswered is not the default", () => {
    assert.match(refused(...named, "--task-definition", "")[0] ?? "", /given an empty text/);
    assert.match(refused("--cluster", "", "--service", "api")[0] ?? "", /--cluster: given nothing/);
  });

  it("are refused when two of them name different regions", () => {
    const problems = refused(...named, "--region", "us-east-1", "--task-definition", asked);
    assert.deepEqual(problems, [
      "--task-definition: given region eu-west-1; legal: us-east-1, as --region says; fix: make them the same",
    ]);
  });

  it("are refused when unknown", () => {
    assert.match(refused(...named, "--wiat", "3")[0] ?? "", /--wiat.*--help/);
    assert.match(refused("web")[0] ?? "", /--help/);
  });

  it("are all in the help", () => {
    for (const option of ["cluster", "service", "task-definition", "wait", "log-lines", "region", "json", "markdown"]) {
      assert.match(help, new RegExp(`^  --${option}\\b`, "m"));
    }
  });
});
