import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { help, readArguments } from "../../local/arguments";
import { assertRefused } from "./refusal";

describe("The command line", () => {
  it("needs only up or down", () => {
    assert.deepEqual(readArguments(["up"]), {
      command: "up",
      options: { stack: "dev", project: ".", port: 8000, as: "auto" },
    });
    assert.deepEqual(readArguments(["down"]), { command: "down", project: "." });
  });

  it("takes every option that the help lists", () => {
    const given = readArguments([
      "up",
      "--stack",
      "s",
      "--port",
      "81",
      "--service",
      "w",
      "--project",
      "p",
      "--as",
      "processes",
    ]);
    assert.deepEqual(given, {
      command: "up",
      options: { stack: "s", project: "p", port: 81, service: "w", as: "processes" },
    });
    for (const option of ["--stack", "--port", "--service", "--as", "--project"])
      assert.ok(help.includes(`  ${option} `));
    assert.deepEqual(readArguments(["--help"]), { command: "help" });
  });

  it("reports all mistakes at once, one line each", async () => {
    await assertRefused(
      () => readArguments(["op", "--port", "0", "--as", "pods"]),
      2,
      /--port: given 0; legal: 1 to 65535/,
      /command: given op/,
      /--as: given pods; legal: auto, containers, processes/,
    );
    await assertRefused(() => readArguments(["up", "--prot", "1"]), 2, /Unknown option '--prot'/);
    await assertRefused(() => readArguments([]), 2, /command: given nothing; legal: up or down/);
  });
});
