import { type Problem, show } from "../problem";

const legal =
  'a regular expression for the whole path that starts with "/", of printable ASCII without "$", "^" but in "[^", space, quotes, "?" at a group\'s start other than "(?:", back references and a repetition inside a repetition, at most 200 characters';

const longest = 200;
const plain = /^\/[\x21\x23\x25\x26\x28-\x5f\x61-\x7e]*$/;

/**
 * An expression that nginx's PCRE and every reader understand alike, and that no request can make slow: a repetition
 * inside a repetition tries exponentially many ways. The rule sees the text only, so it refuses some harmless ones.
 */
export function checkRegex(regex: unknown, where: string): Problem[] {
  if (typeof regex === "string" && isPlain(regex) && compiles(regex) && !repeatsRepetition(regex)) return [];
  const fix = 'write it such as "/v[0-9]+/reports", or use path or prefix';
  return [{ where, given: show(regex), legal, fix }];
}

function isPlain(regex: string): boolean {
  return (
    regex.length <= longest && plain.test(regex) && !/\(\?(?!:)|\\[1-9kgGQEXRZzAK]|\[:|(?<!\[)\^|\\\[\^/.test(regex)
  );
}

function compiles(regex: string): boolean {
  try {
    new RegExp(`^(?:${regex})$`, "u");
    return true;
  } catch {
    return false;
  }
}

/** A group that is repeated and holds a repetition, at any depth. */
function repeatsRepetition(regex: string): boolean {
  const text = regex.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  const open: boolean[] = [];
  let inner = false;
  for (const [index, character] of Array.from(text).entries()) {
    if (character === "(") {
      open.push(inner);
      inner = false;
    } else if (character === ")") {
      if (inner && /^[*+{]/.test(text.slice(index + 1))) return true;
      inner = (open.pop() ?? false) || inner;
    } else if (/[*+{]/.test(character)) inner = true;
  }
  return false;
}
