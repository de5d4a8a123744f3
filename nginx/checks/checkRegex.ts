import { type Problem, show } from "../problem";

const legal = [
  'a regular expression for the whole path that starts with "/", of at most 200 printable ASCII characters',
  'without "$", space and quotes, with "^" only in "[^" and "?" at a group\'s start only in "(?:"',
  "of escapes those of punctuation and \\d \\w \\s \\b \\D \\W \\S \\B",
  "repeated at most 255 times, groups 32, and no repetition in another",
].join("; ");

const longest = 200;
const plain = /^\/[\x21\x23\x25\x26\x28-\x5f\x61-\x7e]*$/;

/** What PCRE alone has, or reads otherwise than JavaScript, which compiles the expression here. */
const foreign = /\(\?(?!:)|\\(?![dDwWsSbB])[A-Za-z0-9]|\[([:.=])[^\]]*\1\]|(?<!\[)\^|\\\[\^/;
/** To PCRE, a bracket that closes is the first character of a class. */
const emptyClass = /\[\^?\]/;

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
  const bare = regex.replace(/\\./g, "x");
  return (
    regex.length <= longest && plain.test(regex) && !foreign.test(regex) && !emptyClass.test(bare) && isShort(bare)
  );
}

/** PCRE writes a repeated group out as often as it may come, and has room for 64 KiB in all. */
function isShort(bare: string): boolean {
  return [...bare.matchAll(/(\)?)\{(\d+)(?:,(\d+))?/g)].every(
    ([, group, least, most]) => Math.max(Number(least), Number(most ?? 0)) <= (group === ")" ? 32 : 255),
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
