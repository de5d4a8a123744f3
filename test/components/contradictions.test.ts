import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { contradictions, said } from "./contradictions";

const file = join(__dirname, "..", "..", "docs", "contradictions.md");

function document(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = contradictions.map((pair) => {
    const [problem] = said(pair);
    const { given = "", legal = "", fix = "" } = problem ?? {};
    return `| \`${pair.between[0]}\` | \`${pair.between[1]}\` | ${cell(given)} | ${cell(legal)} | ${cell(fix)} |`;
  });
  return `# Settings that contradict each other

Each of these is an error before anything is created. The last three columns are what the error says for one example.

| Setting | and | Given | Legal | Fix |
|---|---|---|---|---|
${rows.join("\n")}
`;
}

describe("docs/contradictions.md", () => {
  for (const pair of contradictions) {
    it(`has ${pair.between.join(" and ")}, which is one problem and said as one`, () => {
      const problems = said(pair);
      assert.equal(problems.length, 1, JSON.stringify(problems));
    });
  }

  it("is the table of what the components refuse", () => {
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, document());
    assert.equal(document(), readFileSync(file, "utf8"), "out of date: run npm run golden");
  });
});
