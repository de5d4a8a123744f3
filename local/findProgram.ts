import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * A program by name, as a path: on the PATH, or else in one of these folders; undefined where there is none.
 *
 * @param folders where distributions keep such programs, out of an ordinary user's PATH
 * @example findProgram("nginx", ["/usr/sbin"]) // → "/usr/sbin/nginx"
 */
export function findProgram(
  name: string,
  folders: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const searched = [...(environment.PATH ?? "").split(delimiter).filter(Boolean), ...folders];
  return searched.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
