import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./runProgram";

/** Folders of a build context that are made from the rest of it. */
const made = ["node_modules", "dist", ".git"];

/**
 * Builds a Node application in its own folder if what it starts with is missing or older than any of its sources:
 * `npm ci` when the installed packages are not the lock file's, then the package's `build` script if it has one.
 *
 * @param folder the build context
 * @param entry the file that `node` starts, relative to the folder
 * @throws LocalFailure (exit code 3) with the end of npm's output
 * @example await buildNode("app", "dist/server.js", console.log);
 */
export async function buildNode(folder: string, entry: string, progress: (line: string) => void): Promise<void> {
  const lock = join(folder, "package-lock.json");
  if (existsSync(lock) && isOlder(join(folder, "node_modules", ".package-lock.json"), [lock])) {
    progress(`${folder}: npm ci`);
    await runProgram(["npm", "ci"], { cwd: folder });
  }
  const file = join(folder, entry);
  if (hasBuildScript(folder) && isOlder(file, sources(folder))) {
    progress(`${folder}: npm run build`);
    await runProgram(["npm", "run", "build"], { cwd: folder });
    // An incremental compiler leaves a file alone that comes out the same; it is up to date nevertheless.
    if (existsSync(file)) utimesSync(file, new Date(), new Date());
  }
}

function hasBuildScript(folder: string): boolean {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return false;
  const manifest: { scripts?: Record<string, string> } = JSON.parse(readFileSync(file, "utf8"));
  return manifest.scripts?.build !== undefined;
}

function isOlder(file: string, than: string[]): boolean {
  if (!existsSync(file)) return true;
  const { mtimeMs } = statSync(file);
  return than.some((source) => statSync(source).mtimeMs > mtimeMs);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !made.includes(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isFile()) return [path];
      return entry.isDirectory() ? sources(path) : [];
    });
}
