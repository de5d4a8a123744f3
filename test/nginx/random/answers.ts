import fc from "fast-check";
import type {
  Brotli,
  Cache,
  ClientLimits,
  Compression,
  Cors,
  Maintenance,
  RateLimit,
  Redirect,
  ResponseHeaders,
  StaticFiles,
  StrictTransportSecurity,
} from "../../../nginx";
import { redirectStatuses } from "../../../nginx/settings/redirect";
import { digits, letters, objectOf, printable, several, small, text, whole } from "./fields";
import { dnsName, filePath, fixedPath, networks } from "./names";

const headerName = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("X-Powered-By", "Referrer-Policy", "X-Frame-Options", "x-powered-by", "Link"),
  },
  fc.tuple(text(letters, 1, 1), text(`${letters}${digits}-`, 0, 63)).map((parts) => parts.join("")),
);
const headerValue = fc.oneof(text(printable, 1, 60), text(printable, 900, 1000)).map((value) => value.trim() || "x");

export const responseHeaders: fc.Arbitrary<ResponseHeaders> = fc
  .uniqueArray(fc.tuple(headerName, fc.oneof({ weight: 3, arbitrary: headerValue }, fc.constant<false>(false))), {
    maxLength: 4,
    selector: ([name]) => name.toLowerCase(),
  })
  .map((entries) => Object.fromEntries(entries));

const origin = fc
  .tuple(
    fc.constantFrom("http", "https"),
    fc.oneof(dnsName, fc.constant("localhost")),
    fc.constantFrom("", ":8080", ":65535"),
  )
  .map(([scheme, host, port]) => `${scheme}://${host}${port}`);
const fieldNames = several(headerName, 0, 4);

export const cors: fc.Arbitrary<Cors> = objectOf<Cors>(
  {
    origins: fc.oneof(several(origin, 1, 4), fc.constant<string[]>(["*"])),
    headers: fieldNames,
    exposeHeaders: fieldNames,
    credentials: fc.boolean(),
    maxAgeSeconds: whole(0, 86400),
  },
  ...(["headers", "exposeHeaders", "credentials", "maxAgeSeconds"] as const),
).map((given) => (given.origins.includes("*") ? { ...given, credentials: false } : given));

const rateLimit = objectOf<RateLimit>(
  {
    requests: whole(1, 10000),
    per: fc.constantFrom("second", "minute"),
    burst: whole(1, 10000),
    // nginx takes all the memory at once while it tries a configuration, so not many of the largest.
    zoneMebibytes: fc.oneof({ weight: 30, arbitrary: whole(1, 3) }, fc.constant(1024)),
  },
  "burst",
  "zoneMebibytes",
);

/** The three fields of ClientLimits. */
export const clientLimits = {
  rateLimit: fc.oneof({ weight: 3, arbitrary: rateLimit }, fc.constant<false>(false)),
  connectionLimit: fc.oneof({ weight: 3, arbitrary: whole(1, 10000) }, fc.constant<false>(false)),
  limitDryRun: fc.boolean(),
} satisfies { [Key in keyof Required<ClientLimits>]: fc.Arbitrary<ClientLimits[Key]> };

export const cache: fc.Arbitrary<Cache> = objectOf<Cache>({ seconds: whole(1, 86400) });

export const maintenance: fc.Arbitrary<Maintenance> = objectOf<Maintenance>(
  { retryAfterSeconds: whole(1, 86400), admit: fc.oneof(networks, fc.constant<string[]>([])) },
  "admit",
);

const queryText = text(`${letters}${digits}._~!&'()*+,=:@%/?-`, 0, 30).map((query) =>
  query === "" ? "" : `?${query}`,
);
const location = fc.oneof(
  fc.tuple(
    fc.constantFrom("http", "https"),
    dnsName,
    fc.constantFrom("", ":8443"),
    fc.oneof(fixedPath, fc.constant("")),
  ),
  fc.tuple(fixedPath),
);

export const redirect: fc.Arbitrary<Redirect> = fc
  .tuple(location, queryText, fc.constantFrom(...redirectStatuses), fc.constantFrom("nothing", "query", "target"))
  .map(([[first, ...rest], query, status, keep]) => {
    const to = rest.length === 0 ? first : `${first}://${rest.join("")}`;
    return { to: keep === "nothing" ? to + query : to, status, keep };
  });

export const files: fc.Arbitrary<StaticFiles> = objectOf<StaticFiles>(
  {
    folder: fc
      .tuple(text(letters + digits, 1, 1), text(`${letters}${digits}._-`, 0, 63))
      .map((parts) => parts.join("")),
    fallback: fixedPath,
    maxAgeSeconds: whole(0, 31536000),
  },
  "fallback",
  "maxAgeSeconds",
);

const mediaType = fc
  .tuple(text(small, 1, 10), text(small + digits, 1, 1), text(`${small}${digits}.+-`, 0, 34))
  .map(([type, first, rest]) => `${type}/${first}${rest}`)
  .filter((type) => type !== "text/html");

export const compression: fc.Arbitrary<Compression> = objectOf<Compression>(
  {
    types: several(mediaType, 1, 20),
    minimumBytes: whole(20, 1048576),
    level: whole(1, 9),
    brotli: objectOf<Brotli>({ modules: filePath, level: whole(1, 11) }, "level"),
  },
  "brotli",
);

export const strictTransportSecurity = objectOf<StrictTransportSecurity>(
  { seconds: whole(0, 63072000), includeSubdomains: fc.boolean() },
  "includeSubdomains",
);

/** A sentence of the proxy's error page. */
export const message = text(printable.replace(/["'&<>]/g, ""), 0, 300);
