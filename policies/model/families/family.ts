import type { Kind } from "../kinds";
import type { Model } from "../model";
import type { References } from "../reference";
import type { Resource } from "../resource";

/** Reads one resource and adds its nodes to the model. */
export type Adapter = (resource: Resource, references: References, model: Model) => void;

/** What the pack cannot follow it reports: each occurrence is unproven, because silence about it would be a hole. */
export interface Opaque {
  /** What it can open, as the object of a sentence: "whatever its template names". */
  opens: string;
  /** Whether it runs containers by itself, so that it matters in a stack without any other. */
  workload?: true;
}

/** What becomes of a resource: nodes of the model, a doubt, or nothing because it can open no way at all. */
export type Treatment = { kind: Kind; read: Adapter } | { opaque: Opaque } | "harmless";

/** Type tokens of one family with their treatment; every token of the family's provider modules stands in one. */
export type Family = Readonly<Record<string, Treatment>>;

export const node = (kind: Kind, read: Adapter): Treatment => ({ kind, read });
export const opaque = (opens: string): Treatment => ({ opaque: { opens } });
export const opaqueWorkload = (opens: string): Treatment => ({ opaque: { opens, workload: true } });

/** Resources of one module of the aws provider that open nothing, by the names of their classes. */
export const harmless = (module: string, ...classes: string[]): Family =>
  Object.fromEntries(
    classes.map((each) => [`aws:${module}/${each.charAt(0).toLowerCase()}${each.slice(1)}:${each}`, "harmless"]),
  );
