/**
 * Text of the user's program as it may stand in a message. Names can be anything: a line break, a backtick or a sign that
 * turns the direction of writing must not change the shape of the message, half a surrogate pair would end the call to
 * the engine, and a name that is too long to be read is cut.
 */
export function plainText(text: string, longest = longestLine): string {
  const words = text.replace(invisible, " ").replaceAll("`", "'").replace(/\S+/g, shortened);
  return cut(words, longest);
}

/** Control, format and lone surrogate characters, and the separators of lines and paragraphs. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const longestName = 100;
const longestLine = 2000;

/** A URN stays whole, because somebody looks for it. */
function shortened(word: string): string {
  return word.startsWith("urn:") ? word : cut(word, longestName);
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
