import type { ResourceMapping, ResourceTable } from "./mapping";
import { isUnknown, type PublishedResource } from "./plan";
import type { Schemas } from "./schemas";
import { Places, type Template } from "./template";
import { type Counterpart, Unknowns } from "./unknowns";
import { type Draft, ResourceWriter } from "./writeResource";

/** A plan as a template, and the way back. */
export interface Converted {
  template: Template;
  places: Places;
  /** Resources without a counterpart, by reason. */
  withoutCounterpart: Map<string, number>;
  /** `URN property` of documents that are not known yet. */
  unknownDocuments: string[];
  /** How many values are not known yet. */
  unknownValues: number;
  invalid: Draft["invalid"];
}

/** The table does not say how to write a part of the plan, so the plan cannot be judged. */
export class NotMapped extends Error {
  override readonly name = "NotMapped";

  constructor(readonly parts: string[]) {
    super(parts.map((part) => `${part}; fix: say in validate/mappings what it is in CloudFormation`).join("\n"));
  }
}

/**
 * Converts a plan into a CloudFormation template.
 *
 * @throws NotMapped with all the resource types and properties that the table does not know
 */
export function convert(resources: readonly PublishedResource[], table: ResourceTable, schemas: Schemas): Converted {
  const { counterparts, withoutCounterpart, unmapped } = classify(resources, table);
  const unknowns = new Unknowns(counterparts);
  const draft: Draft = { schemas, unknowns, places: new Places(), unmapped, unknownDocuments: [], invalid: [] };
  const written = [...counterparts.values()].map((counterpart) => [
    counterpart.logicalId,
    new ResourceWriter(counterpart, draft).write(),
  ]);
  if (unmapped.length > 0) throw new NotMapped([...new Set(unmapped)]);
  return {
    template: {
      AWSTemplateFormatVersion: "2010-09-09",
      Parameters: unknowns.parameters,
      Resources: Object.fromEntries(written),
    },
    places: draft.places,
    withoutCounterpart,
    unknownDocuments: draft.unknownDocuments,
    unknownValues: [...counterparts.values()].reduce((sum, { resource }) => sum + countUnknown(resource.inputs), 0),
    invalid: draft.invalid,
  };
}

function classify(resources: readonly PublishedResource[], table: ResourceTable) {
  const counterparts = new Map<string, Counterpart>();
  const withoutCounterpart = new Map<string, number>();
  const unmapped: string[] = [];
  const taken = new Set<string>();
  for (const resource of resources) {
    const row = rowOf(resource.type, table);
    if (row === undefined) unmapped.push(`resource type ${resource.type}`);
    else if (row.kind === "none") withoutCounterpart.set(row.reason, (withoutCounterpart.get(row.reason) ?? 0) + 1);
    else counterparts.set(resource.urn, { logicalId: logicalId(resource.name, row, taken), resource, mapping: row });
  }
  return { counterparts, withoutCounterpart, unmapped };
}

/** The row of a token, or of its package, written `awsx:*`. */
function rowOf(token: string, table: ResourceTable): ResourceTable[string] | undefined {
  return table[token] ?? table[`${token.split(":")[0]}:*`];
}

/** `TargetGroupWeb`: letters and digits only, and no two alike (CloudFormation user guide, "Resources"). */
function logicalId(name: string, { type }: ResourceMapping, taken: Set<string>): string {
  const words = `${type.split("::").at(-1)}-${name}`.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const base = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}${n}`;
  taken.add(id);
  return id;
}

function countUnknown(value: unknown): number {
  if (isUnknown(value)) return 1;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + countUnknown(inner), 0);
}
