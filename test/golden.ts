import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Holds a text against the reviewed file of that name under test/golden. `npm run golden` rewrites the files; the change
 * then shows in the diff of a pull request.
 */
export function assertGolden(name: string, actual: string): void {
  const path = join(__dirname, "golden", name);
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  assert.ok(existsSync(path), `test/golden/${name} is missing: write it with npm run golden, and read it`);
  assert.equal(actual, readFileSync(path, "utf8"), `differs from test/golden/${name}`);
}
