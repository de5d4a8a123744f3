import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SchemaNode } from "../../validate/schemaNode";
import { Schemas } from "../../validate/schemas";

const text: SchemaNode = { type: "string" };

/** Two resource types made up for the tests, as cfn-lint keeps schemas. */
const types = {
  "AWS::Test::Door": {
    properties: {
      DoorName: text,
      DNSName: text,
      Width: { type: "integer" },
      Height: text,
      Open: { type: "boolean" },
      HouseArn: text,
      Key: { type: "string", format: "AWS::Test::House.Id" },
      Strategy: { type: "array", items: { $ref: "#/definitions/Step" } },
      DoorAttributes: { type: "array", items: {} },
      Check: { $ref: "#/definitions/Check" },
      Policy: { type: ["object", "string"] },
      Steps: { type: "array", items: { $ref: "#/definitions/Step" } },
      Tags: { type: "array", items: { properties: { Key: text, Value: text } } },
      Labels: { type: "object" },
    },
    definitions: {
      Step: { type: "object", properties: { Weight: { type: "integer" }, Note: text } },
      Check: { type: "object", properties: { Seconds: { type: "integer" }, Kind: text } },
    },
  },
  "AWS::Test::House": {
    properties: { Config: { $ref: "#/definitions/Config" }, Tags: { type: "object" } },
    definitions: { Config: { properties: { Floors: { type: "integer" } } } },
  },
};

/** Runs with the made-up schemas in a folder of their own. */
export function withSmallSchemas<T>(run: (schemas: Schemas) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-schemas-"));
  try {
    const files: Record<string, string> = {};
    for (const kind of ["providers", "resources"]) {
      mkdirSync(join(folder, "cfnlint", "data", "schemas", kind), { recursive: true });
    }
    for (const [type, schema] of Object.entries(types)) {
      const name = type.replaceAll("::", "-");
      files[type] = name;
      writeFileSync(join(folder, "cfnlint/data/schemas/resources", `${name}.json`), JSON.stringify(schema));
    }
    writeFileSync(join(folder, "cfnlint/data/schemas/providers/eu-west-1.json"), JSON.stringify(files));
    return run(new Schemas(folder, "eu-west-1"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
