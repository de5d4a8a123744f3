import type { Problem } from "../problem";
import { isObject } from "./knownKeys";

/** Deeper than any setting is; a list that holds itself, as YAML can say, is deeper than every number. */
const deepest = 16;

/** Settings are data: objects, lists, texts, numbers, true and false. All other checks read them without fear. */
export function checkData(settings: unknown): Problem[] {
  if (!isObject(settings)) {
    const fix = "spread defaultProxySettings, and change what shall be different";
    const given = Array.isArray(settings) ? "a list" : String(settings === null ? null : typeof settings);
    return [{ where: "settings", given, legal: "an object", fix }];
  }
  return Object.entries(settings).flatMap(([key, value]) => checkValue(value, key, 1));
}

function checkValue(value: unknown, where: string, depth: number): Problem[] {
  if (depth > deepest) {
    const fix = "write the value out; it may hold itself";
    return [{ where: where.slice(0, 200), given: "more in it", legal: `at most ${deepest} levels`, fix }];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => checkValue(one, `${where}[${index}]`, depth + 1));
  if (isPlain(value)) {
    return Object.entries(value).flatMap(([key, one]) => checkValue(one, `${where}.${key}`, depth + 1));
  }
  if (value === null || ["undefined", "string", "number", "boolean"].includes(typeof value)) return [];
  const given = typeof value === "object" ? "an object of a class" : `a ${typeof value}`;
  return [{ where, given, legal: "objects, lists, texts, numbers, true and false", fix: "write it as one of them" }];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
