import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { readArguments } from "../../examples/run/arguments";
import { exampleNames, folderOf } from "../../examples/run/names";
import type { Outcome } from "../../examples/run/previewExample";
import { printOutcomes, summary } from "../../examples/run/table";
import { InvalidInput } from "../../preview/exitCode";

describe("npm run examples", () => {
  it("previews all examples, or those that are named", () => {
    assert.deepEqual(readArguments([]), exampleNames());
    assert.deepEqual(readArguments(["s4-relay", "api"]), ["api", "s4-relay"]);
    assert.equal(readArguments(["--help"]), "help");
  });

  it("refuses every name that is no example, at once", () => {
    const refusal = (e: unknown) => e instanceof InvalidInput && e.problems.length === 2;
    assert.throws(() => readArguments(["run", "api", "s9"]), refusal);
    assert.throws(() => readArguments(["--fast"]), InvalidInput);
  });

  const outcomes: Outcome[] = [
    {
      example: "api",
      kind: "previewed",
      exitCode: 0,
      seconds: 1.25,
      resources: 67,
      violations: 0,
      unproven: 0,
      ways: [
        ["internet", "HTTP API web", "VPC link web", "nginx:8080"],
        ["internet", "HTTP API web", "VPC link other", "nginx:8080"],
      ],
    },
    { example: "cdn", kind: "failed", exitCode: 3, seconds: 2, errors: ["no engine"] },
  ];

  it("lists what became of each, and counts those that are clean", () => {
    const lines = printOutcomes(outcomes).split("\n");
    assert.match(lines[3] ?? "", /│ api +│ +67 │ 2 × HTTP API web → nginx:8080 +│ +0 │ +0 │ +1\.3 │/);
    assert.match(lines[4] ?? "", /│ cdn +│ +– │ not previewed +│ +– │ +– │ +2\.0 │/);
    assert.equal(summary(outcomes), "1 of 2 clean");
  });
});

describe("An example", () => {
  it("is named after its folder, says in two lines what it is, and has about 40 lines", () => {
    for (const name of exampleNames()) {
      const program = readFileSync(join(folderOf(name), "index.ts"), "utf8").split("\n");
      assert.match(readFileSync(join(folderOf(name), "Pulumi.yaml"), "utf8"), new RegExp(`^name: ${name}$`, "m"));
      assert.deepEqual(
        program.slice(0, 3).map((line) => line.startsWith("// ")),
        [true, true, false],
        name,
      );
      assert.ok(program.length <= 46, `${name}: ${program.length} lines`);
    }
  });

  it("has a row in the table of the folder's README", () => {
    const readme = readFileSync(join(folderOf("."), "README.md"), "utf8");
    const rows = [...readme.matchAll(/\]\(([a-z0-9-]+)\/index\.ts\)/g)].map(([, name]) => name);
    assert.deepEqual(rows.sort(), exampleNames());
  });
});
