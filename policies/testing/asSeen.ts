import type { Resource } from "../model/resource";
import type { Declared } from "./declared";
import { EngineView } from "./engineView";
import type { Mode } from "./modes";
import { Secret } from "./values";

/**
 * The stack as a pack's pure code gets it, without the SDK: inputs and outputs joined, secrets in plain text, reads left
 * out.
 *
 * @example evaluate(asSeen(stack, "first"), defaultConfiguration)
 */
export function asSeen(declared: readonly Declared[], mode: Mode): Resource[] {
  const view = new EngineView(declared, mode);
  const shown = declared.filter(({ options }) => !options?.external);
  const urns = new Set(shown.map(({ name }) => view.program.urn(name)));
  return shown.map((each) => {
    const { urn, type, inputs = {}, outputs, dependencies = {}, provider } = view.resource(each);
    const { ignoreChanges } = each.options ?? {};
    const region = inputs.region ?? provider?.properties.region;
    return {
      urn,
      type,
      inputs: withoutSecrets(inputs) as Record<string, unknown>,
      outputs: withoutSecrets(outputs) as Record<string, unknown>,
      dependencies: Object.fromEntries(
        Object.entries(dependencies).map(([key, from]) => [key, from.filter((one) => urns.has(one))]),
      ),
      ...(ignoreChanges === undefined ? {} : { ignoreChanges }),
      ...(typeof region === "string" ? { region } : {}),
    };
  });
}

function withoutSecrets(value: unknown): unknown {
  if (value instanceof Secret) return withoutSecrets(value.value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecrets(each)]));
}
