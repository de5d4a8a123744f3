import type { Declared, ResourceOptions } from "../../../policies/testing/declared";
import { Ref } from "../../../policies/testing/values";
import { replaced } from "./references";

/** Small stacks by their names, which consist of small letters, digits and single hyphens. */
export type Stacks = Readonly<Record<string, readonly Declared[]>>;

const separator = "--";
const legalName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * One large stack of many small ones, for a single run of the engine. Each name begins with that of its small stack: of
 * resources and providers, in references, and of task families, by which services may name tasks.
 *
 * @throws Error for a name by which findings could not be given back.
 */
export function joined(stacks: Stacks): Declared[] {
  return Object.entries(stacks).flatMap(([stack, declared]) => {
    if (!legalName.test(stack)) throw new Error(`stack "${stack}": legal: small letters, digits and single hyphens`);
    return within(stack, declared);
  });
}

function within(stack: string, declared: readonly Declared[]): Declared[] {
  const longer = (name: string) => `${stack}${separator}${name}`;
  const families = new Set(declared.map(({ properties }) => properties.family));
  const renamed = <T>(value: T): T =>
    replaced(value, (each) => {
      if (each instanceof Ref) return new Ref(longer(each.name), each.property);
      return typeof each === "string" && families.has(each) ? longer(each) : undefined;
    }) as T;
  return declared.map(({ type, name, properties, options }) => ({
    type,
    name: longer(name),
    properties: renamed(properties),
    ...(options === undefined ? {} : { options: renamedOptions(options, longer, renamed) }),
  }));
}

function renamedOptions(
  options: ResourceOptions,
  longer: (name: string) => string,
  renamed: <T>(value: T) => T,
): ResourceOptions {
  const { parent, provider, dependsOn, outputs } = options;
  return {
    ...options,
    ...(parent === undefined ? {} : { parent: longer(parent) }),
    ...(provider === undefined ? {} : { provider: { ...provider, name: longer(provider.name) } }),
    ...(dependsOn === undefined ? {} : { dependsOn: dependsOn.map(longer) }),
    ...(outputs === undefined ? {} : { outputs: renamed(outputs) }),
  };
}

/**
 * What was found in each of the small stacks, by the resource's name at the end of its URN, which is given back as it is
 * in the small stack alone.
 *
 * @throws Error for a finding that belongs to none of them: it may be about any of them.
 */
export function separated<Found extends { urn: string }>(
  found: readonly Found[],
  stacks: Stacks,
): Record<string, Found[]> {
  const byStack: Record<string, Found[]> = Object.fromEntries(Object.keys(stacks).map((stack) => [stack, []]));
  for (const each of found) {
    const [, start = "", stack = "", name = ""] = /^(urn:.*::)(.*?)--(.*)$/.exec(each.urn) ?? [];
    const own = byStack[stack];
    if (!own) throw new Error(`a finding that belongs to no stack of the batch: ${JSON.stringify(each)}`);
    own.push({ ...each, urn: `${start}${name}` });
  }
  return byStack;
}
