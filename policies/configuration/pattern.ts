/** Whether a text matches a pattern in which `*` stands for any text, also for none. */
export function matchesPattern(text: string, pattern: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return text === pattern;
  const end = rest.pop() ?? "";
  if (!text.startsWith(start) || text.length < start.length + end.length || !text.endsWith(end)) return false;
  const stop = text.length - end.length;
  let from = start.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found === -1 || found + piece.length > stop) return false;
    from = found + piece.length;
  }
  return true;
}
