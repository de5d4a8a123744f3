import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../../policies/configuration";
import { evaluate } from "../../../policies/evaluate";
import { messageOf } from "../../../policies/report/message";
import { assertGolden } from "../../golden";
import { asSeen, type Mode, modes } from "../stack";
import { programs } from "./index";

function findings(name: string, mode: Mode = "second") {
  return evaluate(asSeen(programs[name]?.stack ?? [], mode), defaultConfiguration).findings;
}

const violations = (name: string): string[] =>
  findings(name)
    .filter(({ verdict }) => verdict === "violation")
    .map(({ rule, edge }) => `${rule} ${edge.urn.split("::").at(-1)}`);

describe("a program that was written without Gatehouse", () => {
  for (const [name, { what }] of Object.entries(programs)) {
    it(`gets the same messages on a first and on a second preview: ${what}`, () => {
      const [first, second] = modes.map((mode) =>
        findings(name, mode).map((each) => `${each.verdict} (${each.level}) ${each.rule}\n${messageOf(each)}\n`),
      );
      assert.deepEqual(first, second);
      assertGolden(`policies/programs/${name}.txt`, second?.join("\n") || "nothing\n");
    });
  }

  it("is told that the internet reaches its container without a proxy", () => {
    for (const name of ["awsx-fargate", "single-container"]) {
      assert.ok(
        violations(name).some((each) => each.startsWith("service-without-proxy-is-not-public")),
        name,
      );
    }
  });

  it("with nginx beside the application is told which port is open too wide, and of no way that is none", () => {
    assert.deepEqual(
      findings("sidecar-by-hand")
        .filter(({ verdict, level }) => verdict === "violation" && level === "mandatory")
        .map(({ edge }) => edge.urn.split("::").at(-1)),
      ["task-group"],
    );
  });

  it("without a service of its own gets no message", () => assert.deepEqual(findings("platform"), []));

  it("that rests on another stack gets no violation and nothing that stops it", () => {
    assert.deepEqual(
      findings("tenant").filter(({ verdict, level }) => verdict === "violation" || level === "mandatory"),
      [],
    );
  });
});
