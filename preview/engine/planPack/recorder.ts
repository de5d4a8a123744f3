import * as rpc from "@pulumi/pulumi/runtime/rpc";
import type { Plan, PlannedResource } from "../plan";

export const redacted = "[secret]";

/** Joins what the engine tells of a resource at two times: inputs before, dependencies at the end. */
export class Recorder {
  private readonly resources = new Map<string, PlannedResource>();

  inputs(urn: string, type: string, name: string, inputs: unknown): void {
    const shown = withoutSecrets(inputs) as Record<string, unknown>;
    this.resources.set(urn, { urn, type, name, parent: "", inputs: shown, propertyDependencies: {} });
  }

  relations(urn: string, parent: string, dependencies: Iterable<[property: string, urns: string[]]>): void {
    const resource = this.resources.get(urn);
    if (!resource) return;
    resource.parent = parent;
    const sorted = [...dependencies].map(([property, urns]) => [property, [...urns].sort()] as const);
    resource.propertyDependencies = Object.fromEntries(sorted.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  plan(): Plan {
    return { resources: [...this.resources.values()] };
  }
}

/** A copy in which no secret can be read, however deep it is. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ((value as Record<string, unknown>)[rpc.specialSigKey] === rpc.specialSecretSig) return redacted;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}
