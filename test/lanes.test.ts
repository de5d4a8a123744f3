import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { lanes } from "./lanes";

describe("The lanes of a whole run", () => {
  it("have each file of tests in exactly one of them, and each has some", () => {
    const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => join("test", file));
    const fits = (file: string, patterns: string[]) =>
      patterns.some((pattern) => file.startsWith(pattern.replace("**/*.test.ts", "")));
    const taken = files.map((file) => lanes.filter(({ files: of, ignored }) => fits(file, of) && !fits(file, ignored)));
    assert.deepEqual(
      files.filter((_, index) => taken[index]?.length !== 1),
      [],
    );
    assert.equal(new Set(taken.flat()).size, lanes.length);
  });
});
