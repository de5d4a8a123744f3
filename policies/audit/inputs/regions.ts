import { isObject, type JsonObject, textAt } from "./json";
import type { State } from "./state";

const isAwsProvider = (type: string): boolean => /^pulumi:providers:(aws|aws-native)$/.test(type);

/**
 * Where each resource is: its own `region`, or that of its provider. Plans do not show default providers, which take
 * theirs from the stack's configuration.
 */
export function regions(states: readonly State[], config: JsonObject = {}): (state: State) => string | undefined {
  const ofProvider = new Map<string, string>();
  for (const { urn, type, inputs, outputs } of states) {
    const region = isAwsProvider(type) ? (textAt(inputs, "region") ?? textAt(outputs, "region")) : undefined;
    if (region !== undefined) ofProvider.set(urn, region);
  }
  return ({ inputs, outputs, provider = "" }) => {
    const own = textAt(inputs, "region") ?? textAt(outputs, "region");
    return own ?? ofProvider.get(provider.slice(0, provider.lastIndexOf("::"))) ?? configured(provider, config);
  };
}

/** "aws:region" for a provider like "urn:…::pulumi:providers:aws::default_7_48_0::<id>". */
function configured(provider: string, config: JsonObject): string | undefined {
  const [, name] = /::pulumi:providers:(aws|aws-native)::default[^:]*::[^:]*$/.exec(provider) ?? [];
  const value = config[`${name}:region`];
  // An update plan writes `{ "value": … }`, a preview the text alone.
  return isObject(value) ? textAt(value, "value") : textAt(config, `${name}:region`);
}
