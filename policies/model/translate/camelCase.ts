import type { Properties } from "../../values/value";
import { renamedKeys } from "./renamedKeys";

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
  return renamedKeys(properties, (key, value) => {
    const name = camel(key);
    return { name, value, final: usersOwn.has(name) };
  });
}
