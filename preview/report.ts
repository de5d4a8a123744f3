import { existsSync, readFileSync } from "node:fs";

/** What the policy pack found, as it writes it to the file that GATEHOUSE_REPORT names. */
export interface Report {
  version: 1;
  phase: "preview" | "update";
  /** Violations and unproven are those that stand; `waived` are those that somebody answers for. */
  counts: { violations: number; unproven: number; notes: number; waived: number };
  findings: Finding[];
  notes: { urn: string; text: string }[];
  containers: ReportedContainer[];
  graph: Graph;
}

export interface Finding {
  rule: string;
  verdict: "violation" | "unproven";
  level: "mandatory" | "advisory";
  urn: string;
  /** The hops from the internet to what should not be reached. */
  way: string[];
  summary: string;
  fix: string;
  /** The whole text, as the engine prints it. */
  message: string;
  /** In force: the finding stops nothing until the waiver expires. */
  waived?: Waiver;
  /** No longer in force: the finding stands. */
  expired?: Waiver;
}

export interface Waiver {
  /** The last day, in UTC: "2027-01-31". */
  expires: string;
  owner: string;
  reason: string;
}

export interface ReportedContainer {
  /** URNs of the service and of its task definition. */
  service: string;
  task: string;
  container: string;
  port?: number;
  role: "proxy" | "application" | "unknown";
  ways: { hops: string[]; state: "open" | "may" }[];
}

export interface Graph {
  nodes: { id: string; kind: string; label: string; urn?: string }[];
  edges: { from: string; to: string; label: string; certainty: "must" | "may"; throughProxy: boolean }[];
}

/** Reads a report; nothing when the pack wrote none. */
export function readReport(file: string): Report | undefined {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, "utf8")) as { version?: unknown };
  if (report.version !== 1) throw new Error(`${file}: version ${String(report.version)} of the report; legal: 1`);
  return report as Report;
}
