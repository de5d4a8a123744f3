import { type Problem, show } from "../problem";
import { anyOrigin } from "../settings/cors";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

/** scheme "://" host [":" port] (RFC 6454 section 6.2), in small letters, as browsers send it. */
const origin = /^https?:\/\/(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9][0-9]{0,4})?$/;
const fieldName = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;

/** They stand in one argument, and nginx reads none longer than its 4,096-byte buffer (NGX_CONF_BUFFER). */
const mostNames = 50;

/** Which other origins may read answers. */
export function checkCors(cors: unknown, where: string): Problem[] {
  if (cors === undefined) return [];
  if (!isObject(cors)) {
    const fix = 'write { origins: ["https://shop.example.com"] }';
    return [{ where, given: show(cors), legal: "origins, and what they may do", fix }];
  }
  const { origins, headers, exposeHeaders, credentials, maxAgeSeconds } = cors;
  return [
    ...checkKeys(where, cors, ["origins", "headers", "exposeHeaders", "credentials", "maxAgeSeconds"]),
    ...checkOrigins(origins, credentials, `${where}.origins`),
    ...checkNames(headers, `${where}.headers`),
    ...checkNames(exposeHeaders, `${where}.exposeHeaders`),
    ...(credentials === undefined || typeof credentials === "boolean"
      ? []
      : [{ where: `${where}.credentials`, given: show(credentials), legal: "true or false", fix: "use false" }]),
    ...(maxAgeSeconds === undefined
      ? []
      : checkRange({ where: `${where}.maxAgeSeconds`, given: maxAgeSeconds, from: 0, to: 86400, fix: "use 600" })),
  ];
}

function checkOrigins(origins: unknown, credentials: unknown, where: string): Problem[] {
  if (!Array.isArray(origins) || origins.length === 0) {
    return [
      { where, given: show(origins), legal: '["*"], or at least one origin', fix: 'write ["https://x.example"]' },
    ];
  }
  if (origins.length === 1 && origins[0] === anyOrigin) {
    if (credentials !== true) return [];
    const legal = "a list of origins: browsers refuse credentials for all (Fetch standard)";
    return [{ where, given: '["*"] with credentials', legal, fix: "name the origins, or leave credentials out" }];
  }
  return origins.flatMap((one: unknown, index) => {
    const isTwice = origins.indexOf(one) < index;
    if (typeof one === "string" && origin.test(one) && !isTwice) return [];
    const legal =
      'scheme, host and a port that is not the scheme\'s own, in small letters, each origin once; or "*" alone';
    return [{ where: `${where}[${index}]`, given: show(one), legal, fix: 'write it such as "https://x.example"' }];
  });
}

function checkNames(names: unknown, where: string): Problem[] {
  if (names === undefined) return [];
  if (!Array.isArray(names) || names.length > mostNames) {
    const given = Array.isArray(names) ? `${names.length} headers` : show(names);
    return [{ where, given, legal: `a list of at most ${mostNames} headers`, fix: 'write ["X-Name"]' }];
  }
  return names.flatMap((name: unknown, index) => {
    if (typeof name === "string" && fieldName.test(name)) return [];
    const legal = "letters, digits and hyphens";
    return [{ where: `${where}[${index}]`, given: show(name), legal, fix: "write the header's name" }];
  });
}
