import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Finding } from "../rules/rule";
import type { Report } from "./report";

/** Writes the report; a file that cannot be written is a finding, because somebody waits for it. */
export function writeReport(path: string, report: Report): Finding[] {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
    return [];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return [
      {
        rule: "report",
        verdict: "unproven",
        level: "advisory",
        edge: { urn: "" },
        way: [],
        summary: `The report could not be written to ${path} (${code}); the findings stand as they are.`,
        fix: "Let GATEHOUSE_REPORT name a file in a folder that can be written.",
      },
    ];
  }
}
