import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the engine is about to make, as a policy pack sees it. Unknown values are the engine's own unknown strings;
 * secrets read "[secret]".
 */
export interface Plan {
  /** In the order in which the engine analysed them. */
  resources: PlannedResource[];
}

export interface PlannedResource {
  urn: string;
  type: string;
  name: string;
  /** URN of the parent; "" for the stack. */
  parent: string;
  inputs: Record<string, unknown>;
  /** For each input the URNs that it is made of. Inputs that depend on nothing are not listed. */
  propertyDependencies: Record<string, string[]>;
}

/** The policy pack that writes the plan: add its folder to the packs and its environment to the engine's. */
export const planPack = {
  folder: join(__dirname, "planPack"),
  environment: (file: string): Record<string, string> => ({ GATEHOUSE_PLAN: file }),
} as const;

/** Reads a plan that the pack wrote. */
export function readPlan(file: string): Plan {
  return JSON.parse(readFileSync(file, "utf8")) as Plan;
}

/** The plan as other tools read it. Parents are left out: they shape the printed tree and decide nothing. */
export function publishedPlan({ resources }: Plan): string {
  return `${JSON.stringify({ resources: resources.map(({ parent, ...published }) => published) }, null, 2)}\n`;
}
