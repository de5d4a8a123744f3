import type { PolicyConfigSchema } from "@pulumi/policy";

/** What a user may configure on either policy of the pack. */
export interface Configuration {
  /** Names of the containers that are the proxy. */
  proxyContainers: readonly string[];
  /** Images that a proxy container may run; `*` stands for any text. Empty: the name alone decides. */
  proxyImages: readonly string[];
}

export const defaultConfiguration: Configuration = { proxyContainers: ["nginx", "proxy"], proxyImages: [] };

const names = (description: string, defaults: readonly string[]) => ({
  type: "array" as const,
  items: { type: "string" as const, minLength: 1 },
  description,
  default: [...defaults],
});

/** The schema that the engine checks a user's configuration against; it cannot refuse further properties. */
export const configurationSchema: PolicyConfigSchema = {
  properties: {
    proxyContainers: {
      ...names("Names of the containers that are the proxy.", defaultConfiguration.proxyContainers),
      minItems: 1,
    },
    proxyImages: names(
      "Images that a proxy container may run; * stands for any text. Empty: the name alone decides.",
      defaultConfiguration.proxyImages,
    ),
  },
};

export interface ReadConfiguration {
  configuration: Configuration;
  /** One line for everything that is wrong; the defaults stand in for it, and the policy reports each line. */
  problems: string[];
}

/** Checks what the schema cannot: names that this pack does not have are refused, not ignored. */
export function readConfiguration(given: Record<string, unknown>): ReadConfiguration {
  const legal = Object.keys(defaultConfiguration);
  const problems = Object.keys(given)
    .filter((key) => !legal.includes(key))
    .sort()
    .map(
      (key) =>
        `configuration: given ${JSON.stringify(key)}; legal: ${legal.join(", ")}; fix: correct the name or remove it.`,
    );
  const read = (key: keyof Configuration, least: number): readonly string[] => {
    const value = given[key];
    if (value === undefined) return defaultConfiguration[key];
    if (isTexts(value) && value.length >= least) return value;
    problems.push(
      `configuration: ${key} is not ${least > 0 ? "a non-empty list" : "a list"} of non-empty texts; ` +
        `legal: ${JSON.stringify(defaultConfiguration.proxyContainers)}; fix: give a list.`,
    );
    return defaultConfiguration[key];
  };
  return {
    configuration: { proxyContainers: read("proxyContainers", 1), proxyImages: read("proxyImages", 0) },
    problems,
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string" && each !== "");
}

/** Whether an image name matches a pattern in which `*` stands for any text, also for none. */
export function matchesPattern(image: string, pattern: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return image === pattern;
  const end = rest.pop() ?? "";
  if (!image.startsWith(start) || image.length < start.length + end.length || !image.endsWith(end)) return false;
  const stop = image.length - end.length;
  let from = start.length;
  for (const piece of rest) {
    const found = image.indexOf(piece, from);
    if (found === -1 || found + piece.length > stop) return false;
    from = found + piece.length;
  }
  return true;
}
