import { type Problem, show } from "../problem";
import { absolutePathRule, isAbsolutePath } from "./absolutePath";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

/**
 * type "/" subtype (RFC 9110 section 8.3.1), without parameters. No longer than nginx's table of them takes: its slots
 * have 64 bytes, whatever the configuration says (ngx_http_merge_types).
 */
const mediaType = /^(?=.{1,46}$)[a-z]+\/[a-z0-9][a-z0-9.+-]*$/;

/** What is compressed, and how hard. */
export function checkCompression(compression: unknown): Problem[] {
  const where = "compression";
  if (compression === undefined) return [];
  if (!isObject(compression)) {
    return [{ where, given: show(compression), legal: "types, minimumBytes and level", fix: "use defaultCompression" }];
  }
  const { types, minimumBytes, level, brotli } = compression;
  return [
    ...checkKeys(where, compression, ["types", "minimumBytes", "level", "brotli"]),
    ...checkTypes(types, `${where}.types`),
    ...checkRange({ where: `${where}.minimumBytes`, given: minimumBytes, from: 20, to: 1048576, fix: "use 1000" }),
    ...checkRange({ where: `${where}.level`, given: level, from: 1, to: 9, fix: "use 4" }),
    ...(brotli === undefined ? [] : checkBrotli(brotli, `${where}.brotli`)),
  ];
}

function checkTypes(types: unknown, where: string): Problem[] {
  if (!Array.isArray(types) || types.length === 0) {
    return [{ where, given: show(types), legal: "at least one media type", fix: 'write ["application/json"]' }];
  }
  return types.flatMap((type: unknown, index) => {
    const isNew = types.indexOf(type) === index && type !== "text/html";
    if (typeof type === "string" && mediaType.test(type) && isNew) return [];
    const legal =
      "a media type of at most 46 characters in small letters without parameters, each once; text/html is always one";
    return [{ where: `${where}[${index}]`, given: show(type), legal, fix: 'write it such as "application/json"' }];
  });
}

function checkBrotli(brotli: unknown, where: string): Problem[] {
  if (!isObject(brotli)) {
    return [{ where, given: show(brotli), legal: "modules", fix: 'write { modules: "/usr/lib/nginx/modules" }' }];
  }
  const { modules, level } = brotli;
  return [
    ...checkKeys(where, brotli, ["modules", "level"]),
    ...(isAbsolutePath(modules, 200)
      ? []
      : [
          {
            where: `${where}.modules`,
            given: show(modules),
            legal: absolutePathRule,
            fix: 'use "/usr/lib/nginx/modules"',
          },
        ]),
    ...(level === undefined
      ? []
      : checkRange({ where: `${where}.level`, given: level, from: 1, to: 11, fix: "use 4" })),
  ];
}
