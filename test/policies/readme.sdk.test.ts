import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { configurationSchema, readConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { policies } from "../../policies/pack";
import { messageOf } from "../../policies/report/message";
import { rules } from "../../policies/rules";
import { rulesTable } from "../../policies/rules/table";
import { change, ingress, network, shop } from "./shop";
import { asSeen } from "./stack";

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

  it("has examples of the configuration that both policies read without a problem", () => {
    const examples = configurations(readFileSync(file, "utf8"));
    assert.equal(examples.length, 2);
    for (const example of examples) {
      assert.deepEqual(Object.keys(example).sort(), policies.map(({ name }) => name).sort());
      for (const given of Object.values(example)) assert.deepEqual(readConfiguration(given).problems, []);
    }
  });

  it("has waivers in its example that waive the message above it, and all else that the edge gives rise to", () => {
    const written = readFileSync(file, "utf8");
    const [summary = assert.fail()] = /^The internet reaches .*$/m.exec(written) ?? [];
    const open = ingress("web-open", "task-group", { fromPort: 3000, toPort: 3000, cidrIpv4: "0.0.0.0/0" });
    const stack = asSeen([...change(shop(), "web-service", network({ assignPublicIp: true })), open], "second");
    for (const given of Object.values(configurations(written).at(-1) ?? {})) {
      const text = JSON.stringify(given).replaceAll("urn:pulumi:prod::", "urn:pulumi:test::");
      const { configuration } = readConfiguration(JSON.parse(text));
      const { findings, waiversUsed } = evaluate(stack, configuration, { today: "2027-01-31" });
      assert.deepEqual([findings.map(({ level }) => level), waiversUsed.size], [["advisory", "advisory"], 2]);
      const messages = findings.map(messageOf);
      const [waived = ""] = messages[0]?.split("\n") ?? [];
      assert.ok(written.includes(`\n${waived}\n${summary}\n`), waived);
    }
  });
});

/** The examples of a configuration file: by policy, what the engine hands to it. */
function configurations(markdown: string): Record<string, Record<string, unknown>>[] {
  return [...markdown.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = ""]) => JSON.parse(json));
}

/** What a table says, without the padding that a formatter puts around it. */
function cells(markdown: string): string[][] {
  const lines = markdown.split("\n").filter((line) => line.startsWith("|") && !/^[|\s:-]+$/.test(line));
  return lines.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}
