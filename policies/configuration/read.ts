import { type Configuration, defaultConfiguration } from "./configuration";
import { type Given, refuseOthers } from "./entries";
import { readList } from "./list";
import { Problems } from "./problems";
import { readExternals } from "./readExternals";
import { readLevels } from "./readLevels";
import { readWaivers } from "./readWaivers";
import { isLine } from "./text";

export interface ReadConfiguration {
  configuration: Configuration;
  /** One line for everything that is wrong; the defaults stand in for it, and the policy reports each line. */
  problems: readonly string[];
}

/**
 * Reads what the engine hands to a policy. The engine has checked it against the schema; what a schema cannot say is
 * checked here, and the rest once more: a wrong value that gets here past a schema must not be read as none.
 */
export function readConfiguration(given: Given): ReadConfiguration {
  const problems = new Problems();
  refuseOthers(given, Object.keys(defaultConfiguration).sort(), "", problems);
  const configuration: Configuration = {
    proxyContainers: readNames(given, "proxyContainers", 1, problems),
    proxyImages: readNames(given, "proxyImages", 0, problems),
    levels: readLevels(given.levels, problems),
    refusePlainHttp: readTruth(given.refusePlainHttp, "refusePlainHttp", problems),
    waivers: readWaivers(given.waivers, problems),
    externals: readExternals(given.externals, problems),
  };
  return { configuration, problems: problems.lines };
}

function readNames(
  given: Given,
  where: "proxyContainers" | "proxyImages",
  least: 0 | 1,
  problems: Problems,
): readonly string[] {
  const names = given[where];
  if (names === undefined) return defaultConfiguration[where];
  const list = { least, is: isLine, legal: 'a name such as "nginx"', fix: "give a list of names." };
  return readList(names, list, where, problems) ?? defaultConfiguration[where];
}

function readTruth(given: unknown, where: "refusePlainHttp", problems: Problems): boolean {
  if (typeof given === "boolean") return given;
  if (given !== undefined) problems.add(where, given, "true, false", "give one of them, without quotation marks.");
  return defaultConfiguration[where];
}
