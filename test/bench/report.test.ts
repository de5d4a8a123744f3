import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { help, readArguments } from "../../bench/proxy/arguments";
import { figure, table } from "../../bench/proxy/markdown";
import { withFigures } from "../../bench/proxy/readme";
import { isMissed, printTargets, type Target } from "../../bench/proxy/targets";

describe("The bench's report", () => {
  it("is tables of Markdown, each figure with its range", () => {
    assert.equal(
      table(["Proxy", "CPU"], [["a", figure({ median: 21.54, low: 20.9, high: 23 }, 1)]]),
      "| Proxy | CPU |\n|---|--:|\n| a | 21.5 (20.9 to 23.0) |",
    );
  });

  it("says of each target whether it is held, missed or was not measured", () => {
    const target = (overTcp: number | undefined, overSocket: number | undefined): Target => ({
      what: "cost",
      limit: 0.45,
      digits: 2,
      overTcp,
      overSocket,
    });
    const text = printTargets([target(0.47, 0.45), target(undefined, undefined)]);
    assert.match(text, /\| cost \| ≤ 0.45 \| 0.47 \*\*missed\*\* \| 0.45 held \|/);
    assert.match(text, /\| cost \| ≤ 0.45 \| not measured \| not measured \|/);
    const missed = [target(0.47, 0.45), target(0.47, 0.46), target(0.47, undefined), target(undefined, undefined)];
    assert.deepEqual(missed.map(isMissed), [false, true, true, false]);
  });

  it("takes its place between the marks of the README, as often as one likes", () => {
    const readme = "before\n<!-- begin figures -->\nold\n<!-- end figures -->\nafter\n";
    const once = withFigures(readme, "new $& $1\n");
    assert.equal(once, "before\n<!-- begin figures -->\n\nnew $& $1\n\n<!-- end figures -->\nafter\n");
    assert.equal(withFigures(once, "new $& $1"), once);
    assert.throws(() => withFigures("no marks", "new"), /no <!-- begin figures -->/);
  });

  it("is asked for with options of which the help names every one", () => {
    assert.deepEqual({ ...(readArguments(["--quick"]) as object) }, { quick: true, write: false, help: false });
    for (const option of ["--quick", "--write", "--help"]) assert.ok(help.includes(`  ${option} `), option);
    assert.match(String(readArguments(["--slow"])), /'--slow'.*; see --help$/);
    assert.match(String(readArguments(["--quick", "--write"])), /^--write: not with --quick/);
  });
});
