import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInput } from "../preview/exitCode";
import { lint } from "./cfnLint";
import { type Converted, convert } from "./convert";
import { resourceTable } from "./mappings/table";
import { isUnknown, type PublishedResource } from "./plan";
import { Schemas } from "./schemas";

/** A value that AWS would refuse. */
export interface Refusal {
  urn: string;
  /** Pulumi's property, such as `healthCheck.interval`; "" for the resource as a whole. */
  property: string;
  /** The rule that found it: of cfn-lint, or of `rules/` (E9…). */
  rule: string;
  message: string;
}

export interface Validation {
  refusals: Refusal[];
  /** Resources that were judged. */
  judged: number;
  withoutCounterpart: Converted["withoutCounterpart"];
  unknownDocuments: string[];
  unknownValues: number;
  /** Properties that troposphere does not model, so that cfn-lint alone judged them. */
  unmodelled: number;
}

/**
 * Judges the resources of a plan by what others know of AWS, without AWS.
 *
 * @param validators the folder of `findValidators`
 * @throws InvalidInput when the plan names no region; NotMapped when the table does not know a part of it; ToolFailed when a
 *   validator failed
 */
export async function validatePlan(resources: readonly PublishedResource[], validators: string): Promise<Validation> {
  const regions = regionsOf(resources);
  const [region = ""] = regions;
  const converted = convert(resources, resourceTable, new Schemas(validators, region));
  const judged = Object.keys(converted.template.Resources).length;
  // A template without resources is an error to cfn-lint; a plan without is not.
  const linted = judged === 0 ? { refusals: [], unmodelled: 0 } : await lintTemplate(converted, validators, regions);
  return {
    refusals: distinct([...converted.invalid.map((one) => ({ ...one, rule: "JSON" })), ...linted.refusals]),
    judged,
    withoutCounterpart: converted.withoutCounterpart,
    unknownDocuments: converted.unknownDocuments,
    unknownValues: converted.unknownValues,
    unmodelled: linted.unmodelled,
  };
}

async function lintTemplate(converted: Converted, validators: string, regions: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-validate-"));
  try {
    const file = join(folder, "template.json");
    writeFileSync(file, JSON.stringify(converted.template));
    const { findings, unmodelled } = await lint(validators, file, regions);
    const refusals = findings.map(({ rule, path, message }): Refusal => {
      const place = converted.places.of(path) ?? { urn: `(template ${path.join("/")})`, property: "" };
      return { ...place, rule, message };
    });
    return { refusals, unmodelled };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Two regions are linted as two, with the same words. */
function distinct(refusals: Refusal[]): Refusal[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}

function regionsOf(resources: readonly PublishedResource[]): string[] {
  const given = resources
    .filter(({ type }) => type === "pulumi:providers:aws")
    .map(({ inputs }) => inputs.region)
    .filter((region) => typeof region === "string" && !isUnknown(region));
  if (given.length === 0) {
    throw new InvalidInput([
      "plan: given no region; legal: an aws provider with a region; fix: set aws:region in the stack file",
    ]);
  }
  return [...new Set(given)] as string[];
}
