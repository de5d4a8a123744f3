import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { runProgram } from "../local/runProgram";
import { fillCache } from "../preview/engine/cache";
import { askCacheTag, packagesFolder, pipInstallPinned } from "../preview/engine/pythonPackages";

/**
 * A folder for PYTHONPATH with the packages that a file of requirements pins, fetched once with pip into
 * `$XDG_CACHE_HOME/gatehouse`, as nginx is.
 *
 * @throws LocalFailure when pip cannot fetch them; the message says why
 */
export async function pythonPackages(name: string, requirements: string): Promise<string> {
  const tag = execFileSync("python3", askCacheTag, { encoding: "utf8" });
  const folder = packagesFolder(name, { requirements, tag });
  if (existsSync(folder)) return folder;
  console.error(`fetching ${name} with pip, once`);
  await fillCache(folder, async (partial) => {
    await runProgram(["python3", ...pipInstallPinned(requirements, partial)], { cwd: dirname(folder) });
  });
  return folder;
}
