import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const readme = join(__dirname, "..", "README.md");

/** What the README, or another document, holds between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
export function section(name: string, path = readme): string {
  const text = readFileSync(path, "utf8");
  const [begin, end] = [`<!-- begin ${name} -->\n`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  assert.ok(from >= 0 && to > from, `${basename(path)} has no section ${name}`);
  return text.slice(from + begin.length, to);
}

/** Holds a section against what was just produced; `npm run golden` rewrites it instead. */
export function assertSection(name: string, actual: string, path = readme): void {
  if (process.env.UPDATE_GOLDEN === "1") rewriteSection(name, actual, path);
  assert.equal(actual, section(name, path), `${basename(path)}'s section ${name} is out of date: run npm run golden`);
}

/** Writes a section anew. */
export function rewriteSection(name: string, actual: string, path = readme): void {
  const marker = `<!-- begin ${name} -->\n`;
  const old = marker + section(name, path);
  writeFileSync(
    path,
    readFileSync(path, "utf8").replace(old, () => marker + actual),
  );
}

/** A command's output as the README shows it. */
export function fenced(text: string, language = "text"): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}
