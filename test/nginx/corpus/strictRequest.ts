import { type ChunkTolerance, readBody } from "./strictBody";

/** A request read by the letter of RFC 9110 and RFC 9112, as latin1 text: a character a byte. */
export interface StrictRequest {
  method: string;
  /** The request target as it was sent, any of its four forms. */
  target: string;
  version: "1.0" | "1.1";
  /** Field names as they were sent, values without the white space around them. */
  fields: [name: string, value: string][];
  /** Content after chunked coding is undone. */
  body: string;
}

type Head = Omit<StrictRequest, "body">;

/** What bytes begin with: a request and what follows it, the beginning of one, or something that is none. */
export type Reading =
  | { kind: "request"; request: StrictRequest; rest: string }
  | { kind: "incomplete" }
  | { kind: "violation"; rule: string };

const requestLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\x21-\x7e\x80-\xff]+) HTTP\/(1\.[01])$/;
const fieldLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/s;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Reads the first request of some bytes. It takes nothing that the grammar does not have: no bare LF, no folded line, no
 * second Host, no two ideas of the length. What it calls a violation a tolerant reader may still accept.
 *
 * @param tolerance what is overlooked in chunked coding. @default {} (nothing)
 *
 * @example
 * readRequest("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
 * // → { kind: "request", request: { method: "GET", target: "/a", … }, rest: "" }
 */
export function readRequest(bytes: string, tolerance: ChunkTolerance = {}): Reading {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return { kind: "incomplete" };
  const [first = "", ...lines] = bytes.slice(0, end).split("\r\n");
  const [, method, target, version] = requestLine.exec(first) ?? [];
  if (method === undefined || target === undefined || (version !== "1.0" && version !== "1.1")) {
    return violation("request line (RFC 9112 section 3)");
  }
  const fields = lines.map(readField);
  const broken = fields.find((field) => typeof field === "string");
  if (typeof broken === "string") return violation(broken);
  const head: Head = { method, target, version, fields: fields as [string, string][] };
  return hostRule(head) ?? withBody(head, bytes.slice(end + 4), tolerance);
}

/** The values of a field, its name in any case. */
export function valuesOf({ fields }: Pick<StrictRequest, "fields">, name: string): string[] {
  return fields.filter(([given]) => given.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

function readField(line: string): [string, string] | string {
  const [, name, value] = fieldLine.exec(line) ?? [];
  if (name === undefined || value === undefined) return "field line (RFC 9112 section 5)";
  return fieldValue.test(value) ? [name, value] : "control character in a field value (RFC 9110 section 5.5)";
}

function hostRule(head: Head): Reading | undefined {
  const hosts = valuesOf(head, "Host").length;
  if (hosts === 1 || (hosts === 0 && head.version === "1.0")) return undefined;
  return violation("exactly one Host (RFC 9112 section 3.2)");
}

function withBody(head: Head, bytes: string, tolerance: ChunkTolerance): Reading {
  const lengths = valuesOf(head, "Content-Length");
  const read = readBody(head, lengths, valuesOf(head, "Transfer-Encoding"), bytes, tolerance);
  if (read.kind !== "body") return read;
  return { kind: "request", request: { ...head, body: read.body }, rest: read.rest };
}

function violation(rule: string): Reading {
  return { kind: "violation", rule };
}
