import { known, property, text, unknown, type Value } from "../../../../values/value";
import { asText, either, type Field, from, untold } from "../../fields";

const written = either(from("definitionString"), from("definition", asText), from("definitionS3Location", untold));

/** The definition as one text, with its `${name}` replaced by what `definitionSubstitutions` say. */
export const definition: Field = {
  reads: [...written.reads, ["definitionSubstitutions"]],
  of: (properties) => {
    const template = text(written.of(properties));
    const substitutions = property(properties, "definitionSubstitutions");
    return template.state !== "known" || substitutions.state === "absent"
      ? template
      : substituted(template.value, substitutions);
  },
};

function substituted(template: string, substitutions: Value<unknown>): Value<unknown> {
  const missing = new Set<string>();
  const result = template.replace(/\$\{([^{}]*)\}/g, (place, name: string) => {
    const value = property(substitutions, name);
    if (value.state !== "known") missing.add(name);
    return value.state === "known" ? String(value.value) : place;
  });
  return missing.size === 0 ? known(result) : unknown;
}
