import { type Problem, show } from "../problem";

/**
 * A key that nobody reads is most likely a slip, and what it should have said would silently not be so.
 *
 * @param where path of the object; "" for the settings themselves
 */
export function checkKeys(where: string, value: object, known: readonly string[]): Problem[] {
  return Object.entries(value)
    .filter(([key, given]) => !known.includes(key) && given !== undefined)
    .map(([key, given]) => ({
      where: where === "" ? key : `${where}.${key}`,
      given: show(given),
      legal: `one of ${known.join(", ")}`,
      fix: "remove it, or correct its name",
    }));
}

/** Whether settings that came as data have the shape of an object at all. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
