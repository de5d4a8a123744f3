import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { ways } from "./index";
import { unseeable } from "./unseeable";

const file = join(__dirname, "..", "..", "..", "docs", "ways-past-a-proxy.md");

const introduction = `# Ways past a proxy, and what the policy pack says to each

Ninety ways to reach an application on ECS without passing its proxy, some in several forms. Each form below is a small stack in the
tests, beside a twin in which the way is closed: the pack gives the answer of the third column on the first preview, when no id is known,
and on the second, and says nothing at all to the twin. A _violation_ is there in every world that the plan allows; _unproven_ is what the plan
does not decide.

`;

const cell = (text: string) => text.replaceAll("|", "\\|");

function document(): string {
  const rows = ways.map(
    ({ number, way, expected, rule }) => `| ${number} | ${cell(way)} | ${expected} | \`${rule}\` |`,
  );
  const hidden = unseeable.map(({ number, way, because }) => `| ${number} | ${cell(way)} | ${cell(because)} |`);
  return [
    `${introduction}| # | Way | Answer | Rule |`,
    "|--:|---|---|---|",
    ...rows,
    "",
    "## What no policy can see",
    "",
    "| # | Way | Why |",
    "|--:|---|---|",
    ...hidden,
    "",
  ].join("\n");
}

describe("docs/ways-past-a-proxy.md", () => {
  it("lists every way that is tested, and those that cannot be seen", () => {
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, document());
    assert.equal(readFileSync(file, "utf8"), document(), "run npm run golden");
    assert.match(document(), /^\| 25 \| .* \| violation \| `load-balancer-reaches-only-the-proxy` \|$/m);
  });
});
