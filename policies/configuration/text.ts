import type { Problems } from "./problems";

/** One line of text that is not blank; "" when it is not. */
export function readText(given: unknown, longest: number, where: string, problems: Problems): string {
  if (isLine(given) && given.length <= longest) return given;
  const legal = `one line of text that is not blank, of at most ${longest} characters`;
  problems.add(where, given, legal, given === undefined ? "add it." : "correct it.");
  return "";
}

export function isLine(given: unknown): given is string {
  return typeof given === "string" && given.trim() !== "" && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(given);
}
