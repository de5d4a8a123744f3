/** A resource of a state or a preview (`"urn": "urn:…"`), or of an update plan, where its URN is the key. */
const written = /"urn"\s*:\s*("(?:[^"\\]|\\.)*")|("urn:pulumi:(?:[^"\\]|\\.)*")\s*:\s*\{/g;

/** The line on which each of these URNs is first written as that of a resource. */
export function linesOf(text: string, urns: ReadonlySet<string>): Map<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(written)) {
    for (let end = text.indexOf("\n", counted); end !== -1 && end < match.index; end = text.indexOf("\n", counted)) {
      line++;
      counted = end + 1;
    }
    const urn: unknown = JSON.parse(match[1] ?? match[2] ?? '""');
    if (typeof urn === "string" && urns.has(urn) && !lines.has(urn)) lines.set(urn, line);
  }
  return lines;
}
