/** The parts of a JSON schema that decide how a value is written. */
export interface SchemaNode {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, SchemaNode>;
  patternProperties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  allOf?: SchemaNode[];
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
}

/** Types of values that a place takes: what it says itself and what its alternatives say. */
export function typesOf(node: SchemaNode): string[] {
  return [node.type ?? [], ...alternatives(node).map(typesOf)].flat();
}

/** A place's properties, its alternatives' included. */
export function propertiesOf(node: SchemaNode): Record<string, SchemaNode> {
  return Object.assign({}, ...alternatives(node).map(propertiesOf), node.properties ?? {});
}

/** What the members of a list look like. */
export function itemsOf(node: SchemaNode): SchemaNode {
  return node.items ?? alternatives(node).find((alternative) => alternative.items)?.items ?? {};
}

function alternatives(node: SchemaNode): SchemaNode[] {
  return [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])];
}
