import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { defaultProxySettings, renderProxy } from "../../nginx";
import { planSites } from "../../nginx/plan/sitePlan";
import { type LogField, logFields } from "../../nginx/render/logFields";
import { s1Settings } from "./s1Settings";
import { s4Settings } from "./s4Settings";

const file = join(__dirname, "..", "..", "docs", "access-log.md");

/** Settings whose lines have every field. */
const everything = {
  ...s4Settings,
  sites: [
    {
      rateLimit: { requests: 5, per: "second" as const },
      routes: [{ prefix: "/", methods: ["GET" as const], cache: { seconds: 1 } }],
    },
  ],
};

function document(fields: LogField[], always: string[]): string {
  const row = ({ name, kind, value, meaning }: LogField) =>
    `| \`${name}\` | ${kind} | ${meaning}${always.includes(name) ? "" : " Only in services that use it."} | \`${value || "-"}\` |`;
  return `# The proxy's access log

One JSON object a line on the container's standard output, for each request but the load balancer's own health checks
that went well. A field that says nothing is an empty text. Lines leave together, at the latest after \`log.flushSeconds\`.
Errors, with the name of the upstream that failed and the reason, are on standard error.

| Field | JSON | What it says | nginx |
|---|---|---|---|
${fields.map(row).join("\n")}
`;
}

describe("docs/access-log.md", () => {
  const fields = logFields(everything, planSites(everything));
  const always = logFields(s1Settings, planSites(s1Settings)).map(({ name }) => name);

  it("names every field of the log, and what each says", () => {
    const text = document(fields, always);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
    assert.equal(text, readFileSync(file, "utf8"), "out of date: run npm run golden");
  });

  it("knows all that a rendered line holds, whatever the settings", () => {
    const names = fields.map(({ name }) => name);
    for (const settings of [defaultProxySettings, s1Settings, everything]) {
      const [, format = ""] = /log_format json\s+escape=json\s+([^;]+);/.exec(renderProxy(settings)) ?? [];
      const printed = [...format.matchAll(/"(\w+)":/g)].map(([, name = ""]) => name);
      assert.ok(printed.length >= 19, format);
      assert.deepEqual(
        printed,
        names.filter((name) => printed.includes(name)),
      );
    }
  });
});
