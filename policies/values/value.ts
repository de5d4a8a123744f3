/**
 * A property as a policy sees it. "Unknown" is not "absent": an unknown port may be any port, an absent one has the
 * provider's default. Whatever cannot be read as what it should be (a list where a text belongs) is unknown as well, so
 * that nothing unreadable ever counts as harmless.
 */
export type Value<T> = { state: "known"; value: T } | { state: "unknown" } | { state: "absent" };

export type Properties = Record<string, unknown>;

export const unknown: Value<never> = { state: "unknown" };
export const absent: Value<never> = { state: "absent" };
export const known = <T>(value: T): Value<T> => ({ state: "known", value });

/** The texts that stand for "not known yet" in what the engine sends: the seven of `@pulumi/policy/proxy.js`. */
export const unknownSentinels: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** One raw JSON value in its three states; null and the empty text are what providers write for "not given". */
export function classify(raw: unknown): Value<unknown> {
  if (raw === undefined || raw === null || raw === "") return absent;
  return unknownSentinels.has(raw) ? unknown : known(raw);
}

/**
 * The properties behind the SDK's proxy, which throws on the first unknown it meets. The proxy traps `get` only, so an
 * own property descriptor is the raw value, and everything below it is plain JSON.
 */
export function unproxied(properties: unknown): Properties {
  const plain: Properties = Object.create(null);
  if (typeof properties !== "object" || properties === null) return plain;
  for (const key of Object.keys(properties)) plain[key] = unproxiedProperty(properties, key);
  return plain;
}

/** One of them, without a copy of the rest. */
export function unproxiedProperty(properties: unknown, key: string): unknown {
  if (typeof properties !== "object" || properties === null) return undefined;
  return Object.getOwnPropertyDescriptor(properties, key)?.value;
}

export function property(of: Value<unknown>, key: string): Value<unknown> {
  if (of.state !== "known") return of;
  if (typeof of.value !== "object" || of.value === null || Array.isArray(of.value)) return unknown;
  return classify(Object.getOwnPropertyDescriptor(of.value, key)?.value);
}

export function items(of: Value<unknown>): Value<Value<unknown>[]> {
  if (of.state !== "known") return of;
  return Array.isArray(of.value) ? known(Array.from(of.value, classify)) : unknown;
}

export function text(of: Value<unknown>): Value<string> {
  if (of.state !== "known") return of;
  return typeof of.value === "string" ? known(of.value) : unknown;
}

/** A whole number; providers also write numbers as text. */
export function integer(of: Value<unknown>): Value<number> {
  if (of.state !== "known") return of;
  const value = typeof of.value === "string" && /^-?\d{1,9}$/.test(of.value) ? Number(of.value) : of.value;
  return typeof value === "number" && Number.isInteger(value) ? known(value) : unknown;
}

/** A truth value; launch templates, target groups and their like write it as text. */
export function truth(of: Value<unknown>): Value<boolean> {
  if (of.state !== "known") return of;
  if (typeof of.value === "boolean") return known(of.value);
  const word = typeof of.value === "string" ? of.value.toLowerCase() : "";
  return word === "true" || word === "false" ? known(word === "true") : unknown;
}

export function map<A, B>(of: Value<A>, change: (value: A) => B): Value<B> {
  return of.state === "known" ? known(change(of.value)) : of;
}

export function isKnown<T>(of: Value<T>, value: T): boolean {
  return of.state === "known" && of.value === value;
}
