import { escapeRegex } from "./escapeRegex";

/**
 * Regular expression (PCRE) for any of these words, in any letter case, with common beginnings written once: at every
 * place in a text, a character that begins no word is the only one looked at. Undefined for an empty list.
 *
 * @example
 * wordPattern(["wp-login", "wp-admin"]) // → "~*wp-(?:admin|login)"
 */
export function wordPattern(words: string[]): string | undefined {
  const distinct = [...new Set(words.map((word) => word.toLowerCase()))].sort();
  const shortest = distinct.filter((word) => !distinct.some((other) => other !== word && word.includes(other)));
  return shortest.length === 0 ? undefined : `~*${alternatives(shortest)}`;
}

/** The words, none of which begins another one. */
function alternatives(words: string[]): string {
  const shared = sharedBeginning(words);
  if (words.length === 1) return escapeRegex(shared);
  const byFirst = new Map<string, string[]>();
  for (const rest of words.map((word) => word.slice(shared.length))) {
    byFirst.set(rest.charAt(0), [...(byFirst.get(rest.charAt(0)) ?? []), rest]);
  }
  return `${escapeRegex(shared)}(?:${[...byFirst.values()].map(alternatives).join("|")})`;
}

function sharedBeginning([first = "", ...others]: string[]): string {
  let length = first.length;
  while (!others.every((other) => other.startsWith(first.slice(0, length)))) length--;
  return first.slice(0, length);
}
