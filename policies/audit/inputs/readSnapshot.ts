import { type Snapshot, stackOf } from "../snapshot";
import { isObject, type JsonObject } from "./json";
import { linesOf } from "./lines";
import { isPreviewDigest, readPreviewDigest } from "./previewDigest";
import { isPreviewPlan, readPreviewPlan } from "./previewPlan";
import { isStackExport, readStackExport } from "./stackExport";
import type { Kept } from "./state";
import { Unreadable } from "./unreadable";
import { isUpdatePlan, readUpdatePlan } from "./updatePlan";

interface Format {
  recognises: (document: JsonObject) => boolean;
  read: (document: JsonObject) => Kept & { urns: string[] };
}

const formats: readonly Format[] = [
  { recognises: isStackExport, read: readStackExport },
  { recognises: isPreviewDigest, read: readPreviewDigest },
  { recognises: isUpdatePlan, read: readUpdatePlan },
  { recognises: isPreviewPlan, read: readPreviewPlan },
];

const legal = "give the output of `pulumi stack export` or of `pulumi preview --json --show-sames`";

/**
 * Reads a stack from the text of one input, whichever of the formats it is in.
 *
 * @throws Unreadable for anything else, and for a part of a stack.
 */
export function readSnapshot(text: string, file: string): Snapshot {
  const document = parsed(text);
  const format = formats.find(({ recognises }) => recognises(document));
  if (format === undefined)
    throw new Unreadable(`is JSON, but no stack export and no preview: it is ${shape(document)}`, legal);
  const { urns, resources, hidden } = format.read(document);
  return {
    file,
    stacks: [...new Set(urns.map(stackOf))].sort(),
    total: urns.length,
    resources,
    hidden,
    lines: linesOf(text, new Set(resources.map(({ resource }) => resource.urn))),
  };
}

function parsed(text: string): JsonObject {
  if (text.trim() === "") throw new Unreadable("is empty", legal);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may hold a secret.
    throw new Unreadable("is not one JSON document", legal);
  }
  if (!isObject(document))
    throw new Unreadable(`is JSON, but ${Array.isArray(document) ? "a list" : "a single value"}`, legal);
  return document;
}

function shape(document: JsonObject): string {
  const keys = Object.keys(document);
  const shown = keys.slice(0, 5).map((key) => JSON.stringify(key.slice(0, 40)));
  return keys.length === 0 ? "an empty object" : `an object of ${shown.join(", ")}${keys.length > 5 ? ", …" : ""}`;
}
