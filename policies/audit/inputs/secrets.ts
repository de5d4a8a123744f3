import { type Properties, unknownSentinels } from "../../values/value";
import { isObject, type JsonObject } from "./json";

/** Key and value that mark an object as a secret in a state (`sdk/go/common/resource/sig`, `Key` and `Secret`). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What stands in the place of every secret in `pulumi preview --json` (`massagePropertyValue` of the engine). */
const blanked = "[secret]";

const [unknownText] = unknownSentinels;

export interface Revealed {
  properties: Properties;
  /** Top-level properties that hold a secret nobody can read here: it is an unknown value in its place. */
  hidden: readonly string[];
}

/**
 * Properties with their secrets in place: one in plain text counts as its value, because a port that is a secret is
 * still a port; one that is encrypted or blanked out is not known.
 */
export function reveal(given: JsonObject): Revealed {
  const properties: Properties = Object.create(null);
  const hidden: string[] = [];
  for (const [key, raw] of Object.entries(given)) {
    let isHidden = false;
    properties[key] = revealed(raw, () => {
      isHidden = true;
    });
    if (isHidden) hidden.push(key);
  }
  return { properties, hidden };
}

function revealed(raw: unknown, onHidden: () => void): unknown {
  if (raw === blanked) {
    onHidden();
    return unknownText;
  }
  if (Array.isArray(raw)) return raw.map((each) => revealed(each, onHidden));
  if (!isObject(raw)) return raw;
  if (raw[signatureKey] === secretSignature) return secret(raw, onHidden);
  return Object.fromEntries(Object.entries(raw).map(([key, each]) => [key, revealed(each, onHidden)]));
}

function secret({ plaintext }: JsonObject, onHidden: () => void): unknown {
  if (typeof plaintext === "string") {
    const value = parsed(plaintext);
    if (value !== undefined) return revealed(value, onHidden);
  }
  onHidden();
  return unknownText;
}

/** The engine writes the value as JSON; what is none cannot be the value. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
