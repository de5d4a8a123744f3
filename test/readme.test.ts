import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { parse } from "yaml";
import { assertSection } from "./readmeSections";

const root = join(__dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Key {
  type: string;
  default: unknown;
  description: string;
}

describe("The README", () => {
  it("has the configuration that Pulumi.yaml declares", () => {
    const rows = Object.entries(parse(read("Pulumi.yaml")).config as Record<string, Key>).map(([name, key]) => {
      const value = key.default === "" ? "" : `\`${JSON.stringify(key.default).replaceAll('"', "")}\``;
      return `| \`${name}\` | ${key.type} | ${value} | ${key.description} |`;
    });
    assertSection("configuration", `${["| Key | Type | Default | What |", "|---|---|---|---|", ...rows].join("\n")}\n`);
  });

  it("names only commands that the Makefile and package.json have", () => {
    for (const file of ["README.md", "CONTRIBUTING.md"]) {
      const targets = [...read(file).matchAll(/\bmake ([a-z]+)\b(?=[`\n ])/g)].map(([, target]) => target);
      const inCode = targets.filter((target) => new RegExp(`(?:\`|^)make ${target}`, "m").test(read(file)));
      for (const target of inCode)
        assert.match(read("Makefile"), new RegExp(`^${target}:`, "m"), `${file}: make ${target}`);
      const scripts = JSON.parse(read("package.json")).scripts;
      for (const [, script = ""] of read(file).matchAll(/npm run ([a-z:]+)/g))
        assert.ok(scripts[script], `${file}: ${script}`);
    }
  });

  it("links only to files that exist", () => {
    for (const file of ["README.md", "CONTRIBUTING.md", "policies/README.md"]) {
      for (const [, target = ""] of read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        assert.ok(existsSync(join(root, file, "..", target)), `${file}: ${target}`);
      }
    }
  });
});
