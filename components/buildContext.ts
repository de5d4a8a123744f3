import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes generated files as a build context, so that Docker and the content's hash see plain files that a person can read.
 * A file that says the same already is left alone; one that is no longer generated is removed.
 *
 * @returns the folder, for `ContainerImage`'s `context`.
 */
export function writeBuildContext(folder: string, files: Record<string, string>): string {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (!(entry in files)) rmSync(join(folder, entry), { recursive: true });
  }
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
  }
  return folder;
}
