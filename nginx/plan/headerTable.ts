import type { ResponseHeaders } from "../settings/responseHeaders";

/** Headers with what is done about each, in the order of their names. */
export type HeaderTable = [name: string, value: string | false][];

/** Tables laid over each other, the last on top; a name is the same in any letter case. */
export function headerTable(...tables: (ResponseHeaders | undefined)[]): HeaderTable {
  const entries = tables.flatMap((table) => Object.entries(table ?? {}));
  const byName = new Map(entries.map(([name, value]) => [name.toLowerCase(), [name, value] as HeaderTable[number]]));
  return [...byName.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}
