import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { configurationSchema } from "../../policies/configuration";
import { policies } from "../../policies/pack";
import { rules } from "../../policies/rules";
import { rulesTable } from "../../policies/rules/table";

const file = join(__dirname, "..", "..", "policies", "README.md");
const table = /(?<=<!-- rules -->\n)[\s\S]*?(?=<!-- \/rules -->)/;

describe("the README of the policy pack", () => {
  it("has the table of rules that the pack has", () => {
    const written = readFileSync(file, "utf8");
    if (process.env.UPDATE_GOLDEN)
      writeFileSync(
        file,
        written.replace(table, () => `\n${rulesTable()}\n\n`),
      );
    assert.deepEqual(cells(table.exec(readFileSync(file, "utf8"))?.[0] ?? ""), cells(rulesTable()));
    for (const { name } of rules) assert.ok(rulesTable().includes(`\`${name}\``), name);
  });

  it("names both policies and every property of their configuration", () => {
    const written = readFileSync(file, "utf8");
    const names = [...policies.map(({ name }) => name), ...Object.keys(configurationSchema.properties)];
    for (const name of names) assert.ok(written.includes(`\`${name}\``), name);
  });
});

/** What a table says, without the padding that a formatter puts around it. */
function cells(markdown: string): string[][] {
  const lines = markdown.split("\n").filter((line) => line.startsWith("|") && !/^[|\s:-]+$/.test(line));
  return lines.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}
