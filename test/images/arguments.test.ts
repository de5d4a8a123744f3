import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { help, readArguments } from "../../images/arguments";
import { assertRefused } from "../local/refusal";

describe("The command line of make images", () => {
  it("needs nothing", () => {
    assert.deepEqual(readArguments([]), { stack: "dev", project: ".", bases: "debian", install: true });
  });

  it("takes every option that the help lists", () => {
    const given = ["--stack", "s", "--service", "w", "--bases", "pull", "--no-install", "--project", "p"];
    const expected = { stack: "s", service: "w", project: "p", bases: "pull", install: false };
    assert.deepEqual(readArguments(given), expected);
    for (const option of given.filter((word) => word.startsWith("--")))
      assert.ok(help.includes(`  ${option} `), option);
    assert.equal(readArguments(["--help"]), "help");
  });

  it("refuses what the help does not list", async () => {
    await assertRefused(() => readArguments(["--bases", "moon"]), 2, /--bases: given moon; legal: debian or pull/);
    await assertRefused(() => readArguments(["--base", "pull"]), 2, /Unknown option '--base'/);
  });
});
