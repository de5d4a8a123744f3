import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { type PackageSchema, reference } from "./reference";

const root = join(__dirname, "..", "..");

describe("docs/components.md", () => {
  const schema: PackageSchema = JSON.parse(readFileSync(join(root, "test/golden/components/schema.json"), "utf8"));
  const file = join(root, "docs", "components.md");

  it("is the reference of the schema's components", () => {
    assert.equal(reference(schema), readFileSync(file, "utf8"), "out of date: run npm run golden");
  });

  it("says of every component what it costs, and of every argument and output what it is", () => {
    const everything = [...Object.values(schema.resources), ...Object.values(schema.types)].flatMap((each) => [
      ...Object.entries("inputProperties" in each ? each.inputProperties : {}),
      ...Object.entries(each.properties ?? {}),
    ]);
    assert.deepEqual(
      everything.filter(([, { description }]) => !description).map(([name]) => name),
      [],
    );
    for (const { description } of Object.values(schema.resources)) assert.match(description, /Costs /);
  });
});
