import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { ControlGroups } from "../../bench/proxy/cgroups";

describe("A server of the bench", () => {
  it("runs in a control group of its own with its weight, which goes with it", function () {
    const groups = ControlGroups.make();
    if (typeof groups === "string") {
      console.log(`      not run: ${groups}`);
      this.skip();
    }
    const [program = "", ...inside] = groups.add("proxy", 128);
    const folder = inside.at(-1) ?? "";
    const weight = ["cpu.shares", "cpu.weight"].map((name) => join(folder, name)).find(existsSync) ?? "";
    const said = execFileSync(program, [...inside, "cat", "/proc/self/cgroup", weight], { encoding: "utf8" });
    assert.match(said, /gatehouse-bench-\w+\/proxy$/m);
    assert.equal(said.trim().split("\n").at(-1), weight.endsWith("cpu.shares") ? "128" : "13");
    groups.remove();
    assert.ok(!existsSync(dirname(folder)) && readFileSync("/proc/self/cgroup", "utf8") !== said);
  });
});
