import fc from "fast-check";

/** Settings with one change, and the fields that it is in: `sites[0].routes[1].path`; two where one has another name now. */
export interface Changed {
  settings: unknown;
  at: string[];
}

type Key = string | number;

/** What no field of this kind should hold, or only some: what YAML can say, and texts that mean something to nginx. */
const hostileValues: unknown[] = [
  ...[null, true, false, 0, -1, 1.5, Number.NaN, 1e21, 2 ** 31, "", " ", [], {}, [[]], [null], [{}], { kind: "alb" }],
  ...[
    "$host",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx reads it as a variable
    "${host}",
    "a\nb",
    "a\u0000",
    "x;",
    "x{",
    "}",
    '"',
    "'",
    "\\",
    "#",
    "~",
    "~*",
    "é",
    "\ud800",
    "..",
    "//",
  ],
  ...[
    "default",
    "hostnames",
    "volatile",
    "include",
    "unix:/x",
    "127.0.0.1",
    "localhost",
    "/.gatehouse",
    "/.gatehouse/x",
  ],
  ...["a".repeat(5000), "/".padEnd(600, "a"), "GET", "*", "*.", "_", ":", "/:", "/(?<x>a)", "/(a+)+", "constructor"],
];

/** One value changed, a field more, a field less, or one with another name. */
type Change =
  | { kind: "value"; value: unknown }
  | { kind: "more" }
  | { kind: "less" }
  | { kind: "renamed"; value: string };

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...hostileValues).map((value): Change => ({ kind: "value", value })) },
  { weight: 2, arbitrary: fc.jsonValue().map((value): Change => ({ kind: "value", value })) },
  fc.constant<Change>({ kind: "more" }),
  fc.constant<Change>({ kind: "less" }),
  fc.constantFrom("__proto__", "toString", "x y", "$x", "a;b").map((value): Change => ({ kind: "renamed", value })),
);

/** These settings with one change somewhere. */
export function changed(settings: fc.Arbitrary<unknown>): fc.Arbitrary<Changed> {
  const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
  return fc.tuple(settings, choices, change).map(([given, numbers, what]) => {
    const copy: unknown = structuredClone(given);
    return { settings: copy, at: apply(copy, placeAt(copy, numbers), what).map(written) };
  });
}

/** A field somewhere in the value: each number chooses among the fields of the object or list that it comes to. */
function placeAt(value: unknown, [number = 0, ...numbers]: number[]): Key[] {
  const keys: Key[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value as object);
  const key = keys[number % keys.length] ?? "";
  const inner = (value as Record<Key, unknown>)[key];
  const isDeeper = numbers.length > 0 && typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
  return isDeeper ? [key, ...placeAt(inner, numbers)] : [key];
}

/** Changes the settings in place; returns the fields that are different. */
function apply(settings: unknown, place: Key[], what: Change): Key[][] {
  const key = place.at(-1) ?? "";
  const around = place.slice(0, -1);
  const parent = around.reduce<unknown>((inner, one) => (inner as Record<Key, unknown>)[one], settings);
  if (what.kind !== "value" && Array.isArray(parent)) {
    if (what.kind === "less") parent.splice(Number(key), 1);
    else parent.push(parent[Number(key)]);
    return [around];
  }
  const fields = parent as Record<Key, unknown>;
  const old = fields[key];
  if (what.kind === "value") fields[key] = what.value;
  if (what.kind === "less" || what.kind === "renamed") delete fields[key];
  if (what.kind === "value" || what.kind === "less") return [place];
  const name = what.kind === "more" ? "surprise" : what.value;
  Object.defineProperty(fields, name, { value: old, enumerable: true, configurable: true, writable: true });
  return [place, [...around, name]];
}

function written(place: Key[]): string {
  return place
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}
