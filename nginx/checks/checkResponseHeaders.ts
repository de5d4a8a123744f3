import { type Problem, show } from "../problem";
import { isObject } from "./knownKeys";

/** A field name (RFC 9110 section 5.1), without the characters that nothing uses. */
const fieldName = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const fieldValue = /^[\x21-\x23\x25-\x7e](?:[\x20-\x23\x25-\x7e]{0,998}[\x21-\x23\x25-\x7e])?$/;

/** Headers that say how an answer is to be read, or that have a setting of their own: a table must not contradict them. */
const owned: [names: RegExp, owner: string][] = [
  [/^(connection|content-length|transfer-encoding|keep-alive|trailer|upgrade|te|proxy-.*)$/i, "the connection's own"],
  [/^(content-type|content-encoding|content-range|date|server|location|set-cookie|vary|allow)$/i, "the answer's own"],
  [/^access-control-/i, "cors"],
  [/^strict-transport-security$/i, "strictTransportSecurity"],
  [/^(cache-control|retry-after|x-accel-.*)$/i, "set by whoever answers"],
];

/** More are a generator's mistake; nginx's hash table has room for three tables of so many. */
const most = 64;

/** A table of response headers: names and values that nginx prints as they are. */
export function checkResponseHeaders(table: unknown, where: string): Problem[] {
  if (table === undefined) return [];
  if (!isObject(table)) {
    const fix = 'write { "Referrer-Policy": "no-referrer", "X-Powered-By": false }';
    return [{ where, given: show(table), legal: "names of headers, each with a text or false", fix }];
  }
  const count = Object.keys(table).length;
  if (count > most) {
    const fix = "leave headers out that no client reads";
    return [{ where, given: `${count} headers`, legal: `at most ${most} headers`, fix }];
  }
  const seen = new Set<string>();
  return Object.entries(table).flatMap(([name, value]) => {
    const problem = nameProblem(name, seen) ?? valueProblem(value);
    seen.add(name.toLowerCase());
    return problem === undefined ? [] : [{ where: `${where}.${name}`, ...problem }];
  });
}

function nameProblem(name: string, seen: Set<string>): Omit<Problem, "where"> | undefined {
  if (!fieldName.test(name)) {
    return { given: show(name), legal: "letters, digits and hyphens", fix: "write the header's name" };
  }
  if (seen.has(name.toLowerCase())) {
    return { given: show(name), legal: "each header once, in whatever letter case", fix: "leave the second one out" };
  }
  const owner = owned.find(([names]) => names.test(name))?.[1];
  if (owner === undefined) return undefined;
  return { given: show(name), legal: `a header that is not ${owner}`, fix: "leave it out" };
}

function valueProblem(value: unknown): Omit<Problem, "where"> | undefined {
  if (value === false || (typeof value === "string" && fieldValue.test(value))) return undefined;
  const legal = '1 to 1000 printable ASCII characters without "$" and without a space at the ends, or false';
  return { given: show(value), legal, fix: "write the value, or false to remove the application's" };
}
