import type { PolicyResource } from "@pulumi/policy";
import { BeforeCreation } from "./beforeCreation";
import { type Analyzed, Collector } from "./collector";
import { type ReadConfiguration, readConfiguration } from "./configuration";
import { disabledFinding } from "./configuration/applyLevels";
import { type Checks, type Evaluation, evaluate, failureFinding } from "./evaluate";
import { guarded } from "./guard";
import { reportOf } from "./report/report";
import { writeReport } from "./report/write";
import { type MergedFinding, merge } from "./rules/merge";
import type { Finding } from "./rules/rule";
import { unusedWaivers } from "./waivers/unused";

/** What the pack takes from the process that runs it. */
export interface Surroundings extends Checks {
  /** Whether the engine previews (resources are then only collected) or updates. */
  isPreview: () => boolean;
  /** File for the report, or undefined for none. */
  reportFile: () => string | undefined;
  /** The day in UTC as YYYY-MM-DD, by which waivers expire. */
  today: () => string;
}

type Given = Record<string, unknown>;

/** One preview or update: the resources as they come, then the stack that they make. */
export class Run {
  private readonly collector = new Collector();
  private beforeCreation = new BeforeCreation();
  /** The configuration of the resource policy, which is the same for all resources of a run. */
  private read: ReadConfiguration | undefined;

  constructor(private readonly around: Surroundings) {}

  /** What there is to say before this resource is created. */
  resource(args: Analyzed, given: Given): MergedFinding[] {
    return alwaysTelling(args.urn, (findings) => {
      const resource = this.collector.collect(args);
      if (this.read === undefined) {
        this.read = readConfiguration(given);
        // A wrong configuration is told with the first resource, not with every one.
        findings.push(...merge(this.read.problems.map(misconfigured)));
      }
      if (resource === undefined || this.around.isPreview()) return;
      findings.push(...this.beforeCreation.complete(resource, this.read.configuration, this.around.today()));
    });
  }

  /** What there is to say about the stack, which ends the run: the next call belongs to another. */
  stack(resources: readonly PolicyResource[], given: Given): MergedFinding[] {
    return alwaysTelling("the whole stack", (findings) => {
      this.beforeCreation = new BeforeCreation();
      this.read = undefined;
      const read = readConfiguration(given);
      const today = this.around.today();
      findings.push(...merge(read.problems.map(misconfigured)));
      const evaluation = evaluate(this.collector.join(resources), read.configuration, { ...this.around, today });
      findings.push(...evaluation.findings);
      const urns = resources.map(({ urn }) => urn);
      findings.push(...merge(leftOut(read.configuration, evaluation, urns, today)));
      const file = this.around.reportFile();
      if (!file) return;
      const phase = this.around.isPreview() ? "preview" : "update";
      findings.push(...merge(writeReport(file, reportOf({ view: evaluation.view, findings: [...findings] }, phase))));
    });
  }
}

/** What the configuration takes away from the answer, and the part of it that has nothing to take away. */
function leftOut(
  configuration: ReadConfiguration["configuration"],
  { findings, waiversUsed }: Evaluation,
  urns: readonly string[],
  today: string,
): Finding[] {
  // A check that failed may be the one that a waiver is there for.
  const failed = findings.some(({ rule }) => rule === "internal");
  const unused = failed ? [] : unusedWaivers(configuration, waiversUsed, urns, today);
  return [...disabledFinding(configuration.levels), ...unused];
}

/** What was found before a failure is told together with the failure, which ends nothing but itself. */
function alwaysTelling(urn: string, find: (findings: MergedFinding[]) => void): MergedFinding[] {
  const findings: MergedFinding[] = [];
  const failure = guarded("run the policy", urn, () => find(findings));
  return failure === undefined ? findings : [...findings, ...merge([failureFinding(failure)])];
}

function misconfigured(problem: string): Finding {
  return {
    rule: "configuration",
    verdict: "unproven",
    level: "mandatory",
    edge: { urn: "", part: problem },
    way: [],
    summary: problem,
    fix: "Correct the policy's configuration: what it says is not what was checked.",
  };
}
