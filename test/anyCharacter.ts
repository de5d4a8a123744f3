import fc from "fast-check";

/** Any character from this code point on, without halves of a pair; fast-check's own unit "binary" takes a second to make. */
export const anyCharacter = (from = 0): fc.Arbitrary<string> =>
  fc
    .integer({ min: from, max: 0x10ffff })
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code));
