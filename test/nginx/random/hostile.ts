import fc from "fast-check";

/** Settings with one value in the wrong, and where it is: `sites[0].routes[1].path`. */
export interface Changed {
  settings: unknown;
  at: string;
}

type Key = string | number;

/** What no field of this kind should hold, or only some: what YAML can say, and texts that mean something to nginx. */
const hostileValues: unknown[] = [
  ...[null, true, false, 0, -1, 1.5, Number.NaN, 1e21, 2 ** 31, "", " ", [], {}, [[]], [null], [{}], { kind: "alb" }],
  ...[
    "$host",
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
  | { kind: "more" | "less"; value?: never }
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
  return fc.tuple(settings, fc.nat(), change).map(([given, number, what]) => {
    const copy: unknown = structuredClone(given);
    const places = placesOf(copy);
    const place = places[number % places.length] ?? [];
    return { settings: copy, at: written(apply(copy, place, what)) };
  });
}

/** Every place of a value, in objects and lists. */
function placesOf(value: unknown, at: Key[] = []): Key[][] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Array.isArray(value)
    ? value.flatMap((one, index) => placesOf(one, [...at, index]))
    : Object.entries(value).flatMap(([key, one]) => placesOf(one, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

/** Changes the settings in place; returns where. */
function apply(settings: unknown, place: Key[], { kind, value }: Change): Key[] {
  const key = place.at(-1) ?? "";
  const parent = place.slice(0, -1).reduce<unknown>((inner, one) => (inner as Record<Key, unknown>)[one], settings);
  const fields = parent as Record<Key, unknown>;
  const old = fields[key];
  if (kind === "value") {
    fields[key] = value;
    return place;
  }
  if (Array.isArray(parent)) {
    if (kind === "less") parent.splice(Number(key), 1);
    else parent.push(kind === "more" ? old : value);
    return kind === "less" ? place.slice(0, -1) : [...place.slice(0, -1), parent.length - 1];
  }
  if (kind !== "more") delete fields[key];
  if (kind === "less") return place;
  const name = kind === "more" ? "surprise" : value;
  Object.defineProperty(fields, name, { value: old, enumerable: true, configurable: true, writable: true });
  return kind === "more" ? [...place.slice(0, -1), name] : place;
}

function written(place: Key[]): string {
  return place
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}
