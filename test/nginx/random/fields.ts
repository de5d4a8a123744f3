import fc from "fast-check";

/** An arbitrary for every field of an interface, the optional ones too: a field that is added is missing here at compile time. */
export type Fields<T> = { [Key in keyof Required<T>]: fc.Arbitrary<Exclude<T[Key], undefined>> };

type Optional<T> = { [Key in keyof T]-?: undefined extends T[Key] ? Key : never }[keyof T];

/** Objects of an interface; each optional field is there or not. */
export function objectOf<T extends object>(fields: Fields<T>, ...optional: (Optional<T> & string)[]): fc.Arbitrary<T> {
  const requiredKeys = Object.keys(fields).filter((key) => !(optional as string[]).includes(key));
  const record = fc.record(fields as Record<string, fc.Arbitrary<unknown>>, { requiredKeys, noNullPrototype: true });
  return record as unknown as fc.Arbitrary<T>;
}

/** A whole number, the two ends more often than others. */
export function whole(from: number, to: number): fc.Arbitrary<number> {
  return fc.oneof({ weight: 4, arbitrary: fc.integer({ min: from, max: to }) }, fc.constantFrom(from, to));
}

/** Text of these characters. */
export function text(characters: string, least: number, most: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength: least, maxLength: most, size: "max" });
}

/** A list without doubles. */
export function several<T>(one: fc.Arbitrary<T>, least: number, most: number): fc.Arbitrary<T[]> {
  return fc.uniqueArray(one, { minLength: least, maxLength: most });
}

export const small = "abcdefghijklmnopqrstuvwxyz";
export const letters = small + small.toUpperCase();
export const digits = "0123456789";
/** Printable ASCII without `$`. */
export const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
  .join("")
  .replace("$", "");
