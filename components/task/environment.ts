import type { Problem } from "../../nginx";

/** A name that every shell and runtime reads back; with dots and hyphens, as settings of Java programs have them. */
const variableName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** Problems of the names in a container's environment. What is given is not repeated, except for the names. */
export function checkEnvironment(where: string, environment: Record<string, unknown> = {}): Problem[] {
  return Object.keys(environment)
    .filter((name) => !variableName.test(name))
    .map((name) => ({
      where: `${where}.${name}`,
      given: JSON.stringify(name),
      legal: "a name of letters, digits, underscores, dots and hyphens, not beginning with a digit",
      fix: "rename it",
    }));
}
