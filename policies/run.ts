import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { BeforeCreation } from "./beforeCreation";
import { Collector } from "./collector";
import { readConfiguration } from "./configuration";
import { type Checks, evaluate, failureFinding } from "./evaluate";
import { guarded } from "./guard";
import { reportOf } from "./report/report";
import { writeReport } from "./report/write";
import { type MergedFinding, merge } from "./rules/merge";
import type { Finding } from "./rules/rule";

/** What the pack takes from the process that runs it. */
export interface Surroundings extends Checks {
  /** Whether the engine previews (resources are then only collected) or updates. */
  isPreview: () => boolean;
  /** File for the report, or undefined for none. */
  reportFile: () => string | undefined;
}

type Given = Record<string, unknown>;

/** One preview or update: the resources as they come, then the stack that they make. */
export class Run {
  private readonly collector = new Collector();
  private beforeCreation = new BeforeCreation();
  private configurationTold = false;

  constructor(private readonly around: Surroundings) {}

  /** What there is to say before this resource is created. */
  resource(args: Pick<ResourceValidationArgs, "urn" | "type" | "props">, given: Given): MergedFinding[] {
    return alwaysTelling(args.urn, (findings) => {
      const resource = this.collector.collect(args);
      const { configuration, problems } = readConfiguration(given);
      // A wrong configuration is told with the first resource, not with every one.
      if (!this.configurationTold) findings.push(...merge(problems.map(misconfigured)));
      this.configurationTold = true;
      if (resource === undefined || this.around.isPreview()) return;
      findings.push(...this.beforeCreation.complete(resource, configuration));
    });
  }

  /** What there is to say about the stack, which ends the run: the next call belongs to another. */
  stack(resources: readonly PolicyResource[], given: Given): MergedFinding[] {
    return alwaysTelling("the whole stack", (findings) => {
      this.beforeCreation = new BeforeCreation();
      this.configurationTold = false;
      const { configuration, problems } = readConfiguration(given);
      findings.push(...merge(problems.map(misconfigured)));
      const { view, findings: found } = evaluate(this.collector.join(resources), configuration, this.around);
      findings.push(...found);
      const file = this.around.reportFile();
      if (!file) return;
      const phase = this.around.isPreview() ? "preview" : "update";
      findings.push(...merge(writeReport(file, reportOf({ view, findings: [...findings] }, phase))));
    });
  }
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
