import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const path = join(__dirname, "..", "README.md");

/** What the README holds between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
export function section(name: string): string {
  const text = readFileSync(path, "utf8");
  const [begin, end] = [`<!-- begin ${name} -->\n`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  assert.ok(from >= 0 && to > from, `README.md has no section ${name}`);
  return text.slice(from + begin.length, to);
}

/** Holds a section against what was just produced; `npm run golden` rewrites it instead. */
export function assertSection(name: string, actual: string): void {
  if (process.env.UPDATE_GOLDEN === "1") rewriteSection(name, actual);
  assert.equal(actual, section(name), `README.md's section ${name} is out of date: run npm run golden`);
}

/** Writes a section anew. */
export function rewriteSection(name: string, actual: string): void {
  const marker = `<!-- begin ${name} -->\n`;
  const old = marker + section(name);
  writeFileSync(
    path,
    readFileSync(path, "utf8").replace(old, () => marker + actual),
  );
}

/** A command's output as the README shows it. */
export function fenced(text: string, language = "text"): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}
