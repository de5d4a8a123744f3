/** Two values under one key of one object: readers differ in which of them they take. */
export class RepeatedKey extends Error {}

/** A string of JSON text, and the colon that makes it a key. */
const strings = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g;

/**
 * The value of a JSON text in which no object gives a key twice; `JSON.parse` alone takes the last one and says nothing.
 *
 * @throws SyntaxError for a text that is no JSON
 * @throws RepeatedKey for one whose objects have fewer keys than the text writes
 */
export function parseDistinctly(json: string): unknown {
  const value: unknown = JSON.parse(json);
  let written = 0;
  for (const [, colon] of json.matchAll(strings)) if (colon !== undefined) written++;
  if (written !== countKeys(value)) throw new RepeatedKey();
  return value;
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, each) => sum + countKeys(each), own);
}
