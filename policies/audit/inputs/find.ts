import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/** The name under which standard input is given, and reported. */
export const standardInput = "-";

export interface Found {
  files: string[];
  /** One line for each path that leads to no input. */
  problems: string[];
}

/** The files behind the paths of a command line, each once: folders are searched for `*.json`, in the order of names. */
export function findFiles(paths: readonly string[]): Found {
  const files = new Map<string, string>();
  const problems: string[] = [];
  for (const path of paths) {
    const found = inputsAt(path);
    if (typeof found === "string") problems.push(`${path}: ${found}`);
    else for (const file of found) if (!files.has(identity(file))) files.set(identity(file), file);
  }
  return { files: [...files.values()], problems };
}

/** Two paths to one file are one input, also through a link. */
const identity = (file: string): string => (file !== standardInput && existsSync(file) ? realpathSync(file) : file);

/** The inputs at one path, or a clause that says why there is none. */
function inputsAt(path: string): string[] | string {
  if (path === standardInput) return [path];
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = jsonFiles(path);
    return files.length > 0 ? files : "is a folder without a .json file; fix: give the folder of the stack exports";
  } catch (error) {
    return `cannot be read (${codeOf(error)}); fix: give a file or a folder that exists`;
  }
}

function jsonFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return jsonFiles(path);
    // A link to a folder could lead in circles; a broken link is an input that cannot be read, and is reported as such.
    const toFolder = entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    return entry.name.endsWith(".json") && !toFolder ? [path] : [];
  });
}

/** "ENOENT"; never the message, which can repeat what was read. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown error";
}
