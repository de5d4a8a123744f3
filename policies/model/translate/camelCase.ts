import type { Properties } from "../../values/value";
import { unknownText } from "./unknownText";

/** Deeper than any schema of CloudFormation goes. */
const deepest = 40;

/** Names of CloudFormation's schemas; other keys (`AWS_INSTANCE_IPV4`, a label) are the user's own words. */
const schemaName = /^[A-Z][A-Za-z0-9]*$/;

/** Properties below which the keys are the user's: a map of names, another language. */
const usersOwn = new Set(
  [
    ["body", "definition", "definitionSubstitutions", "dockerLabels"],
    ["instanceAttributes", "parameters", "templateBody", "variables"],
  ].flat(),
);

/** "HTTPPort" is "httpPort", "VpcId" is "vpcId", as aws-native names them. */
const camel = (key: string): string =>
  schemaName.test(key) ? key.replace(/^[A-Z]+(?=[A-Z][a-z]|\d|$)|^[A-Z]/, (start) => start.toLowerCase()) : key;

/** CloudFormation's properties under the names that aws-native gives them. What it names already is left as it is. */
export function camelCased(properties: Properties): Properties {
  return convert(properties, 0) as Properties;
}

function convert(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return unknownText;
  if (Array.isArray(value)) return Array.from(value, (each) => convert(each, depth + 1));
  const result: Properties = Object.create(null);
  for (const [key, each] of Object.entries(value)) {
    const name = camel(key);
    const converted = usersOwn.has(name) ? each : convert(each, depth + 1);
    // A key that is given in two spellings: nobody can tell which of them counts.
    result[name] = name in result ? unknownText : converted;
  }
  return result;
}
