import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes generated files, by name, as a build context, so that Docker and the content's hash see plain files that a person
 * can read. A file that says the same already is left alone; one that is no longer generated is removed.
 *
 * @param folders folders of the user's that are copied below `files/`, by the name that they get there.
 * @returns the folder, for `ContainerImage`'s `context`.
 */
export function writeBuildContext(
  folder: string,
  files: Record<string, string>,
  folders: Record<string, string> = {},
): string {
  mkdirSync(folder, { recursive: true });
  const generated = new Set([...Object.keys(files), ...(Object.keys(folders).length === 0 ? [] : [copiedFolders])]);
  for (const entry of readdirSync(folder)) {
    if (!generated.has(entry)) rmSync(join(folder, entry), { recursive: true });
  }
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
    // Permissions are a part of the image: they must not depend on the umask of whoever runs this.
    chmodSync(path, 0o644);
  }
  copyFolders(join(folder, copiedFolders), folders);
  return folder;
}

const copiedFolders = "files";

/** Made anew, so that a file that is gone at its source is gone here. */
function copyFolders(target: string, folders: Record<string, string>): void {
  rmSync(target, { recursive: true, force: true });
  for (const [name, source] of Object.entries(folders)) {
    cpSync(source, join(target, name), { recursive: true, verbatimSymlinks: true });
  }
}
