import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { isObject, type Properties, withoutSecrets } from "./values";

/**
 * What a stand-in says of a resource that is only previewed.
 *
 * - `"nothing"`: it does not support previews. The engine shows the inputs and calls everything else unknown.
 * - `"inputs"`: its inputs, and each output that AWS decides on as unknown.
 * - `"without nested unknowns"`: the same, but a property with an unknown somewhere inside is missing as a whole, as
 *   providers that are bridged from Terraform leave it out (pulumi/pulumi#7854).
 */
export type PreviewAnswer = "nothing" | "inputs" | "without nested unknowns";

/**
 * The outputs of a resource that is not made yet: those that it will have, as far as the inputs, or its present state,
 * tell them.
 */
export function previewed(
  will: Properties,
  inputs: Properties,
  present: Properties,
  answer: PreviewAnswer,
): Properties {
  const told = { ...present, ...inputs };
  const outputs = Object.keys(will).map(
    (name) => [name, Object.hasOwn(told, name) ? told[name] : unknownValue] as const,
  );
  const kept = answer === "without nested unknowns" ? outputs.filter(([, value]) => !hidesUnknown(value)) : outputs;
  return Object.fromEntries(kept);
}

/** Whether an unknown is somewhere inside of the value. A value that is unknown itself hides nothing. */
function hidesUnknown(value: unknown): boolean {
  const plain = withoutSecrets(value);
  return plain !== unknownValue && holdsUnknown(plain);
}

function holdsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isObject(value) ? Object.values(value).some(holdsUnknown) : value === unknownValue;
}
