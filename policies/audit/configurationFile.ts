import { readFileSync } from "node:fs";
import { type Configuration, defaultConfiguration, readConfiguration } from "../configuration";
import { InvalidUse } from "./exitCode";
import { codeOf } from "./inputs/find";
import { isObject, type JsonObject } from "./inputs/json";

/** The policy of the pack that looks at whole stacks, as `pack.ts` names it: its configuration is the audit's. */
export const policy = "gatehouse-every-way-passes-the-proxy";

/**
 * Reads the file that `pulumi preview --policy-pack-config` takes as well.
 *
 * @throws InvalidUse for a file that cannot be read or that says something which would not be looked at.
 */
export function readConfigurationFile(file: string | undefined): Configuration {
  if (file === undefined) return defaultConfiguration;
  const { configuration, problems } = readConfiguration(propertiesIn(file));
  if (problems.length > 0) throw new InvalidUse(problems.map((problem) => `${file}: ${problem}`));
  return configuration;
}

/** The properties of the policy. Its level is how an engine enforces it, which an audit does not do. */
function propertiesIn(file: string): JsonObject {
  const document = parsed(file);
  const ours = document[policy] ?? (typeof document.all === "object" ? document.all : undefined);
  if (typeof ours === "string") return {};
  if (!isObject(ours)) {
    throw new InvalidUse([
      `${file}: has no ${policy}; legal: {${JSON.stringify(policy)}: {…}}; fix: give the configuration of the policy pack`,
    ]);
  }
  const { enforcementLevel, ...properties } = ours;
  return properties;
}

function parsed(file: string): JsonObject {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "is not JSON" : `cannot be read (${codeOf(error)})`;
    throw new InvalidUse([`--config ${file}: ${reason}; fix: give the configuration file of the policy pack`]);
  }
  if (isObject(document)) return document;
  throw new InvalidUse([`--config ${file}: is not a JSON object; fix: give the configuration file of the policy pack`]);
}
