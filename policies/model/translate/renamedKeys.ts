import type { Properties } from "../../values/value";
import { unknownText } from "./unknownText";

/** Deeper than any schema goes. */
const deepest = 40;

/** What a property becomes: its new name, and its value, which is gone into unless it is `final`. */
export interface Renamed {
  name: string;
  value: unknown;
  final?: boolean;
}

/** The properties under other names at every depth. A key that is given in two spellings is unknown: nobody can tell which of them counts. */
export function renamedKeys(properties: Properties, rename: (key: string, value: unknown) => Renamed): Properties {
  const convert = (value: unknown, depth: number): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (depth > deepest) return unknownText;
    if (Array.isArray(value)) return Array.from(value, (each) => convert(each, depth + 1));
    const result: Properties = Object.create(null);
    for (const [key, each] of Object.entries(value)) {
      const { name, value: renamed, final } = rename(key, each);
      result[name] = name in result ? unknownText : final ? renamed : convert(renamed, depth + 1);
    }
    return result;
  };
  return convert(properties, 0) as Properties;
}
