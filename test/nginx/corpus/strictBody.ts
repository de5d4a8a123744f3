/** A message's content, or why it has none. */
export type Body =
  | { kind: "body"; body: string; rest: string }
  | { kind: "incomplete" }
  | { kind: "violation"; rule: string };

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const quoted = '"(?:[\\t \\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t\\x20-\\x7e\\x80-\\xff])*"';
/** chunk-size and chunk-ext of RFC 9112 section 7.1, without the bad white space that only a tolerant reader takes. */
const chunkLine = new RegExp(`^([0-9A-Fa-f]+)(?:;${token}(?:=(?:${token}|${quoted}))?)*$`);
/** A size and then anything: no reader can take it for another size, or for the end of the line. */
const looseChunkLine = /^([0-9A-Fa-f]+)(?:[ \t;][^\r\n]*)?$/;
const looseLine = /^[^\r\n]*$/;
const trailerLine = new RegExp(`^${token}:[\\t\\x20-\\x7e\\x80-\\xff]*$`);

/** What a reader may overlook in chunked coding. Without any of it, a reader is strict. */
export interface ChunkTolerance {
  /** Text that is no extension behind a chunk's size, or no field among the trailers. The line still ends in CRLF. */
  anyText?: boolean;
  /** Lines that end in a bare LF, as nginx before 1.29.4 takes them. */
  bareLf?: boolean;
}

/** The content by the rules of RFC 9112 section 6.3: one length or chunked coding, never both. */
export function readBody(
  { version }: { version: string },
  lengths: string[],
  codings: string[],
  bytes: string,
  tolerance: ChunkTolerance = {},
): Body {
  if (codings.length > 0) {
    if (lengths.length > 0) return violation("Content-Length beside Transfer-Encoding (RFC 9112 section 6.1)");
    if (version === "1.0") return violation("Transfer-Encoding in HTTP/1.0 (RFC 9112 section 6.1)");
    if (codings.length > 1 || codings[0]?.toLowerCase() !== "chunked") {
      return violation("Transfer-Encoding other than chunked (RFC 9112 section 6.1)");
    }
    return readChunks(bytes, tolerance);
  }
  if (lengths.length === 0) return { kind: "body", body: "", rest: bytes };
  const [length = ""] = lengths;
  if (lengths.length > 1 || !/^[0-9]+$/.test(length)) return violation("Content-Length (RFC 9110 section 8.6)");
  if (bytes.length < Number(length)) return { kind: "incomplete" };
  return { kind: "body", body: bytes.slice(0, Number(length)), rest: bytes.slice(Number(length)) };
}

function readChunks(bytes: string, tolerance: ChunkTolerance): Body {
  const sizeLine = tolerance.anyText ? looseChunkLine : chunkLine;
  let body = "";
  for (let at = 0; ; ) {
    const line = readLine(bytes, at, tolerance);
    if (line === undefined) return { kind: "incomplete" };
    const size = Number.parseInt(sizeLine.exec(line.text)?.[1] ?? "", 16);
    if (!Number.isSafeInteger(size)) return violation("chunk size or extension (RFC 9112 section 7.1)");
    if (size === 0) return readTrailers(bytes, line.next, body, tolerance);
    const data = bytes.slice(line.next, line.next + size);
    const end = readLine(bytes, line.next + size, tolerance);
    if (data.length < size || end === undefined) return { kind: "incomplete" };
    if (end.text !== "") return violation("line end after a chunk's data (RFC 9112 section 7.1)");
    body += data;
    at = end.next;
  }
}

function readTrailers(bytes: string, from: number, body: string, tolerance: ChunkTolerance): Body {
  const fieldLine = tolerance.anyText ? looseLine : trailerLine;
  for (let at = from; ; ) {
    const line = readLine(bytes, at, tolerance);
    if (line === undefined) return { kind: "incomplete" };
    if (line.text === "") return { kind: "body", body, rest: bytes.slice(line.next) };
    if (!fieldLine.test(line.text)) return violation("trailer (RFC 9112 section 7.1.2)");
    at = line.next;
  }
}

/** The line that begins at `from`, without its end, and where the next one begins. */
function readLine(bytes: string, from: number, { bareLf }: ChunkTolerance): { text: string; next: number } | undefined {
  const end = bytes.indexOf(bareLf ? "\n" : "\r\n", from);
  if (end < 0) return undefined;
  const text = bytes.slice(from, end);
  return bareLf ? { text: text.replace(/\r$/, ""), next: end + 1 } : { text, next: end + 2 };
}

function violation(rule: string): Body {
  return { kind: "violation", rule };
}
