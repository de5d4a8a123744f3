import { inputFailure } from "./failure";

/** One resource of an exported stack, as far as it is read here. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** For each property, the URNs of the resources that its value comes from. */
  propertyDependencies?: Record<string, string[] | null>;
}

export function arnOf(resource: StateResource): unknown {
  return resource.outputs?.arn;
}

/** The last part of `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export function logicalName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function missing(service: StateResource, field: string, given: unknown, legal: string) {
  return inputFailure([
    {
      where: `service "${logicalName(service.urn)}": ${field}`,
      given: String(given),
      legal,
      fix: "see the stack's program",
    },
  ]);
}
