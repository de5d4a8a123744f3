/** One segment of a path template: fixed text, or a placeholder for exactly one segment. */
export type Segment = { kind: "text"; text: string } | { kind: "name"; name: string };

/** What `pathTemplate` accepts, for error messages. */
export const pathTemplateRule =
  '"/" followed by segments of letters, digits, "-._~@+,=" or ":name", separated by single "/", no "/" at the end, no "." or ".." segment, at most 512 characters';

const longestPath = 512;
const textSegment = /^[A-Za-z0-9\-._~@+,=]+$/;
const nameSegment = /^:[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The segments of a path template, or undefined if it is not one. The root `/` has no segments.
 *
 * @example
 * pathTemplate("/api/users/:id")
 * // → [{ kind: "text", text: "api" }, { kind: "text", text: "users" }, { kind: "name", name: "id" }]
 */
export function pathTemplate(path: unknown): Segment[] | undefined {
  if (typeof path !== "string" || !path.startsWith("/") || path.length > longestPath) return undefined;
  if (path === "/") return [];
  const segments = path.slice(1).split("/").map(segment);
  return segments.every((one) => one !== undefined) ? segments : undefined;
}

function segment(text: string): Segment | undefined {
  if (nameSegment.test(text)) return { kind: "name", name: text.slice(1) };
  return textSegment.test(text) && text !== "." && text !== ".." ? { kind: "text", text } : undefined;
}
