import fc from "fast-check";
import { digits, letters, several, small, text, whole } from "./fields";

const label = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom("shop", "api", "www", "a", "x--1", "example") },
  fc
    .tuple(text(small, 1, 1), text(`${small}${digits}-`, 0, 61), text(small + digits, 1, 1))
    .map((parts) => parts.join("")),
);

/** Names as DNS has them, up to the longest that there are. */
export const dnsName = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 6 }), fc.constantFrom("com", "example", "co", "xn--p1ai"))
  .map(([labels, top]) => [...labels, top].join("."))
  .filter((name) => name.length <= 253);

export const ipv4 = fc
  .array(whole(0, 255), { minLength: 4, maxLength: 4 })
  .map((octets) => octets.join("."))
  .filter((address) => !address.startsWith("0."));

export const ipv6 = fc.constantFrom("::1", "fd00:ec2::253", "2001:db8::1", "2001:DB8:0:1:2:3:4:5", "::ffff:10.0.0.1");

const ipv4Network = fc.tuple(ipv4, whole(16, 32)).map(([address, bits]) => {
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const first = Math.floor(value / 2 ** (32 - bits)) * 2 ** (32 - bits);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${bits}`;
});

/** Networks of subnets. */
export const networks = several(
  fc.oneof(
    { weight: 4, arbitrary: ipv4Network },
    fc.constantFrom("2001:db8::/44", "fd00:1::/64", "2001:DB8:1::/64", "2001:db8:2::1/128", "2001:db8:3:5::/64"),
  ),
  1,
  5,
);

/** Networks that no visitor is in. */
export const privateNetworks = several(
  fc.constantFrom("10.0.0.0/24", "10.0.1.0/24", "172.16.0.0/16", "192.168.7.0/25", "100.64.0.0/16", "127.0.0.1/32"),
  1,
  4,
);

/** Paths of files and folders. */
export const filePath = fc
  .array(text(`${letters}${digits}._-`, 1, 30), { minLength: 1, maxLength: 3 })
  .map((segments) => `/${segments.join("/")}`)
  .filter((path) => !/\/\.\.?(?:\/|$)/.test(path));

const pathSegment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("api", "users", "v1", "v2", "orders", ".well-known", "...", "a=b,c+d") },
  text(`${letters}${digits}-._~@+,=`, 1, 80).filter((segment) => segment !== "." && segment !== ".."),
);
const nameSegment = fc.constantFrom(":id", ":name", ":_1");

function joined(segment: fc.Arbitrary<string>, least: number, most: number): fc.Arbitrary<string> {
  return fc
    .array(segment, { minLength: least, maxLength: most })
    .map((segments) => `/${segments.join("/")}`)
    .filter((path) => path.length <= 512 && !path.startsWith("/.gatehouse"));
}

/** Paths without a `:name`. */
export const fixedPath = joined(pathSegment, 1, 4);

/** Path templates, some of them as long as can be. */
export const template = fc.oneof(
  { weight: 8, arbitrary: joined(fc.oneof({ weight: 3, arbitrary: pathSegment }, nameSegment), 0, 5) },
  joined(fc.oneof(pathSegment, nameSegment), 6, 12),
  text(`${letters}${digits}`, 400, 511).map((segment) => `/${segment}`),
);

const regexPart = fc.oneof(
  fc.constantFrom(
    ...[
      "[a-z]+",
      "[^/]",
      "(?:a|b)",
      "\\d{1,3}",
      "[^/]*",
      "x?",
      "(one|two)",
      "\\.",
      "%20",
      ".",
      "/",
      "-",
      "\\w",
      "[;{}]",
    ],
  ),
  fc.constantFrom(
    ...[
      "{2}",
      "{300}",
      "{2,}",
      "*",
      "+?",
      "(?:",
      "(",
      ")",
      "|",
      "[",
      "]",
      "[]",
      "[^",
      "\\",
      "\\/",
      "a{2,",
      "#",
      "&",
      "=",
    ],
    ...["~", "}", "{", ";", "\\u0061", "\\p{L}", "\\0", "\\B", "\\x41", "[\\b]", "[\\w-z]", "[[.", "-]", ",", "^", "<"],
  ),
);

/** Regular expressions, and texts that are nearly some. */
export const regex = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "/v[0-9]+/reports",
      "/(?:a|b)/[^/]+",
      "/x|/y",
      "/files/.*\\.(?:png|css)",
      "/[\\w.-]{1,64}",
    ),
  },
  fc.array(regexPart, { maxLength: 6 }).map((parts) => `/${parts.join("")}`),
);
