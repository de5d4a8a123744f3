import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Report as WrittenReport } from "../../policies/report/report";
import { markdown } from "../../preview/render/markdown";
import { type Report as ReadReport, readReport } from "../../preview/report";

/** The pack and the preview may not import each other: the compiler holds what one writes against what the other reads. */
const asRead: (report: WrittenReport) => ReadReport = (report) => report;

describe("The report that the policy pack writes", () => {
  const report = readReport(join(__dirname, "..", "golden", "policies", "report.json"));
  assert.ok(report);

  it("is what the preview reads, and shows with every way", () => {
    const shown = markdown("dev", {
      report: asRead(report),
      plan: { resources: [] },
      notes: [],
      judgement: { exitCode: 0, unexplained: [] },
    });
    const ways = report.containers.flatMap(({ ways }) => ways);
    assert.ok(ways.length > 0);
    for (const { hops } of ways) assert.ok(shown.includes(hops.join(" → ")), hops.join(" → "));
  });
});
