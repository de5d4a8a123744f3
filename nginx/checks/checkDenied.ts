import { wordPattern } from "../plan/wordPattern";
import { type Problem, show } from "../problem";
import type { Denied } from "../settings/denied";
import { checkKeys, isObject } from "./knownKeys";

/** A word of two letters is in half of all texts. */
const pathWord = /^[A-Za-z0-9/._~+,=:@-]{3,64}$/;
const agentWord = /^[A-Za-z0-9/._~+,=:@ -]{3,64}$/;

/** nginx reads no argument longer than its 4,096-byte buffer (NGX_CONF_BUFFER); the rest is room for quotes. */
const longestPattern = 4000;
const most = 500;

/** Both lists are plain words, and each list fits into one expression. */
export function checkDenied(denied: Denied): Problem[] {
  if (!isObject(denied)) {
    const fix = "leave it out, or write { paths: [], userAgents: [] } for no lists";
    return [{ where: "denied", given: show(denied), legal: "an object with paths and userAgents", fix }];
  }
  return [
    ...checkKeys("denied", denied, ["paths", "userAgents"]),
    ...checkWords("denied.paths", denied.paths, pathWord, 'letters, digits and "/._~+,=:@-"'),
    ...checkWords("denied.userAgents", denied.userAgents, agentWord, 'letters, digits, spaces and "/._~+,=:@-"'),
  ];
}

function checkWords(where: string, given: unknown, word: RegExp, characters: string): Problem[] {
  if (!Array.isArray(given) || given.length > most) {
    const fix = "write an empty list for none";
    return [
      {
        where,
        given: Array.isArray(given) ? `${given.length} words` : show(given),
        legal: `a list of at most ${most} words`,
        fix,
      },
    ];
  }
  const wrong = given.flatMap((one, index) => {
    const at = { where: `${where}[${index}]`, given: show(one) };
    if (typeof one === "string" && word.test(one)) return [];
    return [{ ...at, legal: `a word of 3 to 64 ${characters}`, fix: 'write a part of the text, such as "wp-login"' }];
  });
  if (wrong.length > 0 || (wordPattern(given)?.length ?? 0) <= longestPattern) return wrong;
  const legal = `words that make an expression of at most ${longestPattern} characters`;
  return [
    { where, given: `${given.length} words`, legal, fix: "leave out words that hold another one, or the rarest" },
  ];
}
