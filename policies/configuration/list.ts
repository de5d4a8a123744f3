import type { Problems } from "./problems";

/** What the entries of a list have to be. */
export interface ListOf<Entry> {
  /** The fewest entries. */
  least: 0 | 1;
  is: (given: unknown) => given is Entry;
  /** What `is` accepts, in words, for one entry: "a port from 1 to 65535". */
  legal: string;
  fix: string;
}

/** Reads a list of plain values; undefined when a part of it is wrong, for half a list says something else. */
export function readList<Entry>(
  given: unknown,
  { least, is, legal, fix }: ListOf<Entry>,
  where: string,
  problems: Problems,
): readonly Entry[] | undefined {
  if (!Array.isArray(given) || given.length < least) {
    problems.add(where, given, `${least > 0 ? "a non-empty list" : "a list"}, each ${legal}`, fix);
    return undefined;
  }
  for (const [index, entry] of given.entries()) {
    if (!is(entry)) problems.add(`${where}[${index}]`, entry, legal, fix);
  }
  return given.every(is) ? given : undefined;
}
