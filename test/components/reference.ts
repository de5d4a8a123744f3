/** What is used here of a Pulumi package schema. */
export interface PackageSchema {
  resources: Record<string, ResourceSchema>;
  types: Record<string, TypeSchema>;
}

interface PropertySchema {
  type?: string;
  $ref?: string;
  plain?: boolean;
  optional?: boolean;
  description?: string;
  items?: PropertySchema;
  additionalProperties?: PropertySchema;
}

interface ResourceSchema {
  description: string;
  inputProperties: Record<string, PropertySchema>;
  requiredInputs?: string[];
  properties: Record<string, PropertySchema>;
}

interface TypeSchema {
  description?: string;
  properties?: Record<string, PropertySchema>;
  required?: string[];
  enum?: { value: string; description?: string }[];
}

/** The reference of the components as Markdown: what each makes and costs, its arguments and its outputs. */
export function reference({ resources, types }: PackageSchema): string {
  const components = Object.entries(resources).map(([token, resource]) => [
    `## ${nameOf(token)}`,
    resource.description,
    table("Argument", resource.inputProperties, resource.requiredInputs ?? []),
    table("Output", resource.properties),
  ]);
  const nested = Object.entries(types).map(([token, type]) => [
    `## ${nameOf(token)}`,
    ...(type.description === undefined ? [] : [type.description]),
    type.enum === undefined ? table("Field", type.properties ?? {}, type.required ?? []) : choices(type.enum),
  ]);
  const head = ["# Components", "Generated from the components' schema; `npm run golden` writes it anew."];
  return `${[head, ...components, ...nested].flat().join("\n\n")}\n`;
}

/** The values in a line, or a list of them where each has something to say. */
function choices(values: { value: string; description?: string }[]): string {
  if (!values.every(({ description }) => description)) {
    return `One of ${values.map(({ value }) => `\`${value}\``).join(", ")}.`;
  }
  return values.map(({ value, description }) => `- \`${value}\`: ${description?.replace(/\s*\n\s*/g, " ")}`).join("\n");
}

function table(first: string, properties: Record<string, PropertySchema>, required?: string[]): string {
  const rows = Object.entries(properties).map(([name, property]) => {
    const must = required?.includes(name) ? ", required" : "";
    const description = (property.description ?? "").replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
    return `| \`${name}\` | ${typeOf(property)}${must} | ${description} |`;
  });
  return [`| ${first} | Type | What |`, "|---|---|---|", ...rows].join("\n");
}

function typeOf({ type, $ref, items, additionalProperties }: PropertySchema): string {
  if ($ref !== undefined) return nameOf($ref);
  if (items !== undefined) return `list of ${typeOf(items)}`;
  return additionalProperties === undefined ? (type ?? "") : `map of ${typeOf(additionalProperties)}`;
}

function nameOf(token: string): string {
  return token.split(":").at(-1) ?? token;
}
