import type { Problems } from "./problems";

/** An object of the configuration, before it is checked. */
export type Given = Record<string, unknown>;

export function isObject(given: unknown): given is Given {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}

/** A property of another name is a typing mistake that would otherwise change nothing, in silence. */
export function refuseOthers(given: Given, legal: readonly string[], where: string, problems: Problems): void {
  for (const key of Object.keys(given).sort()) {
    if (!legal.includes(key)) problems.add(where, key, legal.join(", "), "correct the name or remove it.");
  }
}

/** Reads the objects of a list. One with a problem is left out: half of an exception is none. */
export function readEntries<Entry>(
  given: unknown,
  where: string,
  problems: Problems,
  read: (given: Given, where: string) => Entry,
): Entry[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    problems.add(where, given, "a list of objects", "give a list, also for a single one.");
    return [];
  }
  return given.flatMap((each: unknown, index) => {
    const before = problems.lines.length;
    const at = `${where}[${index}]`;
    if (!isObject(each)) {
      problems.add(at, each, "an object", "give an object.");
      return [];
    }
    const entry = read(each, at);
    return problems.lines.length === before ? [entry] : [];
  });
}
