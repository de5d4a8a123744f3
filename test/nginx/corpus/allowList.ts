import { type AllowList, decidedBy, decoded, deniedProblem } from "./allowed";
import type { ChunkTolerance } from "./strictBody";
import { readRequest, type StrictRequest, valuesOf } from "./strictRequest";

/**
 * What may become of a request. `inside`: it must arrive. `either`: a reader may take it or refuse it, the standards or
 * the proxy's documentation leave it open. `outside`: it must not arrive. `rest` is what follows it, undefined where
 * nobody can say where it ends.
 */
export type Verdict =
  | { kind: "inside" | "either"; request: StrictRequest; application: string; rest: string }
  | { kind: "outside"; why: string; rest?: string };

/** pchar of RFC 3986 section 3.3 but ";", where some readers cut a path. */
const pchar = "(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})";
const path = new RegExp(`^(?:/${pchar}*)+$`);
const query = new RegExp(`^(?:${pchar}|[/?;])*$`);
const looseQuery = /^[\x21\x22\x24-\x7e\x80-\xff]*$/;
const host =
  /^(?:(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+|\[(?:[0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+)\])(?::([0-9]*))?$/;

/** A name of DNS without an empty label, or an address. */
const usualHost = /^(?:[A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+\.?(?::[0-9]*)?$|^\[[0-9A-Fa-f:.]+\](?::[0-9]*)?$/;

/** White space that the grammar has, but that hides the coding from some readers. */
const tabbedCoding = /^transfer-encoding:[^\r\n]*\t/im;

/** Octets that every reader should take: the request line's (RFC 9112 section 3), for a field line and for all alike. */
const usualLine = 8000;
const usualHead = 32_000;

/**
 * Judges bytes that a client sends, from RFC 3986, RFC 9110 and RFC 9112 alone: it knows nothing about nginx or how its
 * configuration is made. A path is judged as it is sent, and must mean the same to whoever decodes it, once or often.
 *
 * @example
 * judge("GET /api/users/%2e%2e HTTP/1.1\r\nHost: x\r\n\r\n", s1Allowed).kind // → "outside"
 */
export function judge(bytes: string, list: AllowList, tolerance: ChunkTolerance = {}): Verdict {
  const reading = readRequest(bytes);
  if (reading.kind === "request" && !tabbedCoding.test(bytes)) {
    return judgeRequest(reading.request, reading.rest, list);
  }
  const mended = readRequest(mend(bytes), { anyText: true, ...tolerance });
  if (mended.kind === "request") {
    const verdict = judgeRequest(mended.request, mended.rest, list);
    return verdict.kind === "outside" ? verdict : { ...verdict, kind: "either" };
  }
  return { kind: "outside", why: mended.kind === "violation" ? mended.rule : "not complete" };
}

/** Judges one request after another, as far as anybody can say where each ends. */
export function judgeAll(bytes: string, list: AllowList, tolerance: ChunkTolerance = {}): Verdict[] {
  const verdict = judge(bytes, list, tolerance);
  return verdict.rest ? [verdict, ...judgeAll(verdict.rest, list, tolerance)] : [verdict];
}

/**
 * What a reader may overlook in a request's head: empty lines before it and lines that end in a bare LF (RFC 9112
 * section 2.2), more than one CR at a line's end, a field without a colon, which is then an empty one, and fields whose
 * name is none, which nginx leaves out (its `ignore_invalid_headers`). White space in or around a name is none of these.
 */
function mend(bytes: string): string {
  const start = bytes.replace(/^(?:\r*\n)+/, "");
  const end = /\r*\n\r*\n/.exec(start);
  if (end === null) return start;
  const [line, ...fields] = start.slice(0, end.index).split(/\r*\n/);
  const mended = fields
    .map((field) => (/^[A-Za-z0-9-]+$/.test(field) ? `${field}:` : field))
    .filter((field) => !/^[\x21-\x39\x3b-\x7e\x80-\xff]+:/.test(field) || /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:/.test(field));
  return [line, ...mended, "", ""].join("\r\n") + start.slice(end.index + end[0].length);
}

function judgeRequest(request: StrictRequest, rest: string, list: AllowList): Verdict {
  const problem = requestProblem(request) ?? targetProblem(request.target) ?? deniedProblem(request, list);
  const found = problem ?? decidedBy(request, list);
  if (typeof found === "string") return { kind: "outside", why: found, rest };
  return { kind: isUnusual(request) ? "either" : "inside", request, application: found.application ?? "app", rest };
}

function requestProblem({ method, fields, body }: StrictRequest): string | undefined {
  const values = (name: string) => valuesOf({ fields }, name);
  const [given] = values("host");
  if (given === undefined || !host.test(given)) return "no Host, or none of RFC 3986";
  const bodiless = method === "GET" || method === "HEAD";
  if (bodiless && (body !== "" || values("transfer-encoding").length > 0)) return "content in a GET or HEAD";
  return undefined;
}

function targetProblem(target: string): string | undefined {
  const [raw = "", ...queries] = target.split("?");
  if (!looseQuery.test(queries.join("?"))) return "not a query";
  if (!path.test(raw)) return "not a path of RFC 3986, or one with a parameter";
  const segments = raw.slice(1).split("/");
  if (segments.slice(0, -1).includes("")) return "an empty segment";
  if (meanings(raw).some((meaning) => isDangerous(meaning, segments.length))) return "another path once it is decoded";
  return undefined;
}

/** The path, and all that it becomes when it is decoded again and again. */
function meanings(raw: string): string[] {
  return decoded(raw) === raw ? [raw] : [raw, ...meanings(decoded(raw))];
}

/** More or fewer segments than were sent, a dot segment, or a character at which some reader stops or turns. */
function isDangerous(meaning: string, segments: number): boolean {
  const parts = overlong(meaning).slice(1).split("/");
  return (
    parts.length !== segments ||
    parts.some((part) => part === "." || part === "..") ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    /[\x00-\x1f\x7f\\;]/.test(overlong(meaning))
  );
}

/** Decodes UTF-8 of more bytes than a character needs (RFC 3629 section 3), as careless readers do. */
function overlong(text: string): string {
  return text
    .replace(/[\xc0\xc1]([\x80-\xbf])/g, (pair, low: string) =>
      String.fromCharCode(((pair.charCodeAt(0) & 1) << 6) | (low.charCodeAt(0) & 63)),
    )
    .replace(/\xe0([\x80\x81])([\x80-\xbf])/g, (_, high: string, low: string) =>
      String.fromCharCode(((high.charCodeAt(0) & 1) << 6) | (low.charCodeAt(0) & 63)),
    )
    .replace(/\xf0\x80([\x80\x81])([\x80-\xbf])/g, (_, high: string, low: string) =>
      String.fromCharCode(((high.charCodeAt(0) & 1) << 6) | (low.charCodeAt(0) & 63)),
    );
}

/**
 * Not another request, but one that a strict proxy may refuse: a dot that need not be encoded, bytes that are no UTF-8, a
 * host that is no name of DNS and no address, a port that TCP does not have, more octets than all readers take.
 */
function isUnusual({ method, target, fields }: StrictRequest): boolean {
  const [raw = "", ...queries] = target.split("?");
  const lines = [`${method} ${target} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  const given = fields.find(([name]) => name.toLowerCase() === "host")?.[1] ?? "";
  return (
    meanings(raw).some((meaning) => /%(?:2e|c[01]|e0%[89]|f0%8)/i.test(meaning)) ||
    !query.test(queries.join("?")) ||
    !usualHost.test(given) ||
    Number(host.exec(given)?.[1] ?? "") > 65_535 ||
    lines.some((line) => line.length > usualLine) ||
    lines.join("\r\n").length > usualHead
  );
}
