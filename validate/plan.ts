import { readFileSync } from "node:fs";
import type { PlannedResource } from "../preview/engine/plan";
import { InvalidInput } from "../preview/exitCode";

/** A resource as `plan.json` has it. */
export type PublishedResource = Omit<PlannedResource, "parent">;

/** The engine's own text for a text that is not known before AWS has made something. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the engine hands out for unknown values, as a plan shows it: one for each type (Pulumi, plugin/rpc.go). */
const unknownTexts = new Set([
  unknownText,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a value of a plan is the engine's own text for what is not known yet. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && unknownTexts.has(value);
}

/**
 * Reads a plan that `npm run preview` wrote.
 *
 * @throws InvalidInput when the file is missing or is no plan
 * @example readPublishedPlan("out/preview/plan.json")
 */
export function readPublishedPlan(file: string): PublishedResource[] {
  const fix = "fix: npm run preview -- --stack STACK writes out/preview/plan.json";
  let plan: unknown;
  try {
    plan = JSON.parse(readFileSync(file, "utf8"));
  } catch (e) {
    throw new InvalidInput([`${file}: ${(e as Error).message}; legal: a plan as the preview writes it; ${fix}`]);
  }
  const resources = isObject(plan) ? plan.resources : undefined;
  if (!Array.isArray(resources) || !resources.every(isResource)) {
    throw new InvalidInput([
      `${file}: given JSON without resources; legal: {"resources": [{urn, type, name, inputs, propertyDependencies}]}; ${fix}`,
    ]);
  }
  return resources;
}

/** Whether a value is an object with named properties. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isResource(value: unknown): value is PublishedResource {
  if (!isObject(value) || !isObject(value.inputs) || !isObject(value.propertyDependencies)) return false;
  return [value.urn, value.type, value.name].every((text) => typeof text === "string");
}
