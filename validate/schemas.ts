import { readFileSync } from "node:fs";
import { join } from "node:path";
import { itemsOf, propertiesOf, type SchemaNode } from "./schemaNode";

/** A resource type's schema as its file has it. */
interface ResourceSchema extends SchemaNode {
  definitions?: Record<string, SchemaNode>;
  readOnlyProperties?: string[];
}

/** The CloudFormation schemas that cfn-lint brings and judges by: AWS's own, with cfn-lint's corrections. */
export class Schemas {
  private readonly files: Record<string, string>;
  private readonly read = new Map<string, ResourceSchema>();

  /**
   * @param folder where cfn-lint is installed
   * @param region which region's resource types: not every region has every one
   */
  constructor(
    private readonly folder: string,
    region: string,
  ) {
    this.files = JSON.parse(readFileSync(this.path("providers", region), "utf8"));
  }

  has(type: string): boolean {
    return this.files[type] !== undefined;
  }

  /** The place of a resource's properties. */
  resource(type: string): SchemaNode {
    return this.schema(type);
  }

  /** Follows a place's `$ref`, within the schema of the resource. */
  resolve(type: string, node: SchemaNode): SchemaNode {
    if (node.$ref === undefined) return node;
    const [, , name = ""] = node.$ref.split("/");
    return this.resolve(type, this.schema(type).definitions?.[name] ?? {});
  }

  /** The place at a dotted path below a node, `0` for a list's first member; undefined where the schema has none. */
  at(type: string, node: SchemaNode, path: string): SchemaNode | undefined {
    let here: SchemaNode | undefined = this.resolve(type, node);
    for (const name of path.split(".")) {
      const next: SchemaNode | undefined = name === "0" ? itemsOf(here) : propertiesOf(here)[name];
      if (next === undefined) return undefined;
      here = this.resolve(type, next);
    }
    return here;
  }

  private schema(type: string): ResourceSchema {
    const known = this.read.get(type);
    if (known) return known;
    const file = this.files[type];
    if (file === undefined) throw new Error(`cfn-lint has no schema of ${type}`);
    const schema: ResourceSchema = JSON.parse(readFileSync(this.path("resources", file), "utf8"));
    this.read.set(type, schema);
    return schema;
  }

  private path(kind: "providers" | "resources", name: string): string {
    return join(this.folder, "cfnlint", "data", "schemas", kind, `${name}.json`);
  }
}
